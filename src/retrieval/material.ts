import type { Corpus, Passage } from '../corpus/types.ts'
import { createDictionary, type Dictionary } from './dictionary.ts'
import { createSounds } from './pinyin.ts'
import { createPostings, type Postings } from './postings.ts'
import { createQuestionReader, type QuestionReader } from './question.ts'
import { createScorer, type Scorer } from './score.ts'
import { pairTerm, scanTerms, singleTerm } from './terms.ts'
import { type Unit, unitsOf } from './units.ts'
import { createWords } from './words.ts'

/** A corpus, analysed. */
export interface Material {
  readonly passages: readonly Passage[]
  /** All wordings of all passages, those of one passage together, the original first. */
  readonly units: readonly Unit[]
  readonly postings: Postings
  readonly questions: QuestionReader
  readonly score: Scorer
  readonly dictionary: Dictionary
}

export const analyse = ({ passages, lexicon }: Corpus): Material => {
  const units = unitsOf(passages)
  const words = createWords()
  const lengths = new Float32Array(units.length)
  const postings = createPostings(units.length, (u, add) => {
    const { text, title } = units[u] as Unit
    scanTerms(text, words.numberNew, (term) => {
      lengths[u] = (lengths[u] as number) + 1
      add(term, false)
    })
    scanTerms(title, words.numberNew, (term) => add(term, true))
  })
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
  return { passages, units, postings, questions, score: createScorer(lengths), dictionary }
}

const isInEnglish = ({ source, translations }: Passage): boolean =>
  source.language.startsWith('en') || translations.some(({ language }) => language === 'en')
