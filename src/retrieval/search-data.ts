import type { Corpus, Passage } from '../corpus/types.ts'
import { createPause } from '../shared/pause.ts'
import type { IndexEntry, PassageIndex } from './index/passage-index.ts'
import { readVocabulary, type Vocabulary } from './index/vocabulary.ts'
import { assertFits } from './memory.ts'
import { createDictionary } from './query/dictionary.ts'
import { createSounds } from './query/pinyin.ts'
import { createQuestionReader, type QuestionReader } from './query/query-reader.ts'
import { type IndexedText, readTexts } from './text/indexed-text.ts'

/** Everything that a search needs of a corpus. */
export interface SearchData {
  readonly passages: readonly Passage[]
  /** All wordings of all passages, those of one passage together, the original first. */
  readonly texts: readonly IndexedText[]
  readonly index: PassageIndex
  readonly vocabulary: Vocabulary
  readonly questions: QuestionReader
}

/** Reads a corpus and fills the index with it. Holds the event loop for a few milliseconds at most. */
export const createSearchData = async (
  { passages, lexicon }: Corpus,
  index: PassageIndex,
): Promise<SearchData> => {
  const pause = createPause()
  const texts: IndexedText[] = []
  for (const text of readTexts(passages)) {
    texts.push(text)
    await pause()
  }
  const vocabulary = await readVocabulary(texts, pause)
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0)
  assertFits(index.estimateBytes({ terms: vocabulary.terms, characters }), texts.length)
  await index.replace({ [Symbol.iterator]: () => entriesOf(texts, passages) })
  const questions = createQuestionReader({
    index,
    vocabulary,
    lexicon,
    sounds: createSounds(vocabulary),
    dictionary: createDictionary(vocabulary.has),
    inEnglish: passages.every(isInEnglish),
  })
  return { passages, texts, index, vocabulary, questions }
}

function* entriesOf(
  texts: readonly IndexedText[],
  passages: readonly Passage[],
): Generator<IndexEntry> {
  for (const { place, passage, title, text } of texts)
    yield { id: place, passage: (passages[passage] as Passage).id, title, text }
}

const isInEnglish = ({ source, translations }: Passage): boolean =>
  source.language.startsWith('en') || translations.some(({ language }) => language === 'en')
