import type { Corpus, Passage } from '../corpus/types.ts'
import { type Inverted, invert } from './index/invert.ts'
import { createPostings, type Postings } from './index/postings.ts'
import { createWords } from './index/words.ts'
import { createDictionary, type Dictionary } from './query/dictionary.ts'
import { createSounds } from './query/pinyin.ts'
import { createQuestionReader, type QuestionReader } from './query/query-reader.ts'
import { createScorer, type Scorer } from './ranking/bm25.ts'
import { pairTerm, scanTerms, singleTerm } from './text/terms.ts'
import { readWordings, type Unit, unitsOf, type Wordings } from './text/text-unit.ts'

/** What reading all of a corpus found: plain data, so that a snapshot can keep it. */
export interface Analysis {
  readonly wordings: Wordings
  /** The words of other scripts than Han, in the order of their numbers. */
  readonly words: readonly string[]
  /** Of every unit, in terms. */
  readonly lengths: Float32Array
  readonly inverted: Inverted
}

/** Everything that a search needs of a corpus. */
export interface SearchData {
  readonly passages: readonly Passage[]
  /** All wordings of all passages, those of one passage together, the original first. */
  readonly units: readonly Unit[]
  readonly postings: Postings
  readonly questions: QuestionReader
  readonly score: Scorer
  readonly dictionary: Dictionary
}

export const analyse = ({ passages }: Corpus): Analysis => {
  const wordings = readWordings(passages)
  const units = unitsOf(passages, wordings)
  const words = createWords()
  const lengths = new Float32Array(units.length)
  const inverted = invert(units.length, (u, add) => {
    const { text, title } = units[u] as Unit
    scanTerms(text, words.numberNew, (term) => {
      lengths[u] = (lengths[u] as number) + 1
      add(term, false)
    })
    scanTerms(title, words.numberNew, (term) => add(term, true))
  })
  return { wordings, words: words.all(), lengths, inverted }
}

export const createSearchData = ({ passages, lexicon }: Corpus, analysis: Analysis): SearchData => {
  const units = unitsOf(passages, analysis.wordings)
  const words = createWords(analysis.words)
  const postings = createPostings(analysis.inverted)
  const occurs = (word: string) => {
    if (word.length === 1) return postings.has(singleTerm(word.charCodeAt(0)))
    for (let i = 0; i + 1 < word.length; i++)
      if (!postings.has(pairTerm(word.charCodeAt(i), word.charCodeAt(i + 1)))) return false
    return true
  }
  const dictionary = createDictionary(occurs)
  const questions = createQuestionReader({
    postings,
    words,
    lexicon,
    sounds: createSounds(postings, () => units.map(({ text }) => text)),
    dictionary,
    inEnglish: passages.every(isInEnglish),
  })
  const score = createScorer(analysis.lengths)
  return { passages, units, postings, questions, score, dictionary }
}

const isInEnglish = ({ source, translations }: Passage): boolean =>
  source.language.startsWith('en') || translations.some(({ language }) => language === 'en')
