import type { Material, Passage, Passages } from '../corpus/types.ts'
import { createPause, type Pause } from '../shared/pause.ts'
import type { IndexEntry, PassageIndex } from './index/passage-index.ts'
import { readVocabulary, type Vocabulary } from './index/vocabulary.ts'
import { assertFits } from './memory.ts'
import { createDictionary } from './query/dictionary.ts'
import { createEnglishWords } from './query/english-words.ts'
import { createSounds } from './query/pinyin.ts'
import { createQuestionReader, type QuestionReader } from './query/query-reader.ts'
import { createTexts, type Texts } from './text/texts.ts'

/** Everything that a search needs of a corpus. */
export interface SearchData {
  readonly passages: Passages
  readonly texts: Texts
  readonly index: PassageIndex
  readonly vocabulary: Vocabulary
  readonly questions: QuestionReader
}

/** Reads a corpus and fills the index with it. Holds the event loop for a few milliseconds at most. */
export const createSearchData = async (
  { passages, lexicon }: Material,
  index: PassageIndex,
): Promise<SearchData> => {
  const pause = createPause()
  // Beside an engine that stands elsewhere the texts are not held a second time.
  const texts = await createTexts(passages, index.isInMemory, pause)
  const vocabulary = await readVocabulary(texts, pause)
  const { terms, units } = vocabulary
  assertFits(index.estimateBytes({ terms, characters: units }), texts.size)
  await index.replace({ [Symbol.iterator]: () => entriesOf(texts, passages) })
  const { some, every } = await countEnglish(passages, pause)
  const questions = createQuestionReader({
    index,
    vocabulary,
    lexicon,
    sounds: createSounds(vocabulary),
    dictionary: createDictionary(vocabulary.has),
    english: some ? createEnglishWords(vocabulary.has, index) : undefined,
    inEnglish: every,
  })
  return { passages, texts, index, vocabulary, questions }
}

function* entriesOf(texts: Texts, passages: Passages): Generator<IndexEntry> {
  for (const { place, passage, title, text } of texts)
    yield { id: place, passage: (passages.at(passage) as Passage).id, title, text }
}

/** Whether some passages are there in English, and whether all of them are. */
const countEnglish = async (passages: Passages, pause: Pause) => {
  let [some, every] = [false, true]
  for (const { source, translations } of passages) {
    const isEnglish =
      source.language.startsWith('en') || translations.some(({ language }) => language === 'en')
    some ||= isEnglish
    every &&= isEnglish
    if (some && !every) break
    await pause()
  }
  return { some, every }
}
