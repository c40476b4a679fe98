import MiniSearch from 'minisearch'
import type { Corpus, Passage } from '../corpus/types.ts'
import { fold } from './fold.ts'
import { splitSentences } from './sentences.ts'
import { questionTerms, termsOf } from './terms.ts'
import type { Certainty, Completion, Hit, SearchIndex, SearchResult, Span } from './types.ts'

export { splitSentences } from './sentences.ts'
export type * from './types.ts'

/** Longer questions are cut here, so that the time of a search is bounded. */
const MOST_ANALYSED = 500
const FOUND = 0.3
const NEAR = 0.2

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** An index of everything the corpus says, for as long as the corpus does not change. */
export const createSearchIndex = (corpus: Corpus): SearchIndex => {
  const passages = corpus.passages
  const textOf = (passage: Passage) =>
    fold([passage.text, ...passage.translations.map((translation) => translation.text)].join('\n'))
  const mini = new MiniSearch<{ id: number; title: string; text: string }>({
    fields: ['title', 'text'],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: { bm25: { k: 1.2, b: 0.75, d: 0 }, boost: { title: 0.5 } },
  })
  mini.addAll(
    passages.map((passage, id) => ({
      id,
      title: fold(`${passage.source.title} ${passage.heading ?? ''}`),
      text: textOf(passage),
    })),
  )
  const groups = corpus.lexicon.map((names) => names.map(fold))
  const withNames = (folded: string) =>
    [folded, ...groups.filter((g) => g.some((n) => folded.includes(n))).flat()].join(' ')
  const frequency = new Map<string, number>()
  for (const passage of passages)
    for (const term of new Set(termsOf(`${fold(passage.source.title)} ${textOf(passage)}`)))
      frequency.set(term, (frequency.get(term) ?? 0) + 1)
  const idf = (term: string) =>
    Math.log(1 + (passages.length + 0.5) / ((frequency.get(term) ?? 0) + 0.5))
  const share = (text: string, terms: readonly string[]) => {
    const held = new Set(termsOf(fold(text)))
    const mass = (some: readonly string[]) => some.reduce((sum, term) => sum + idf(term), 0)
    return terms.length === 0 ? 0 : mass(terms.filter((term) => held.has(term))) / mass(terms)
  }
  const answerIn = (text: string, terms: readonly string[]): Span[] => {
    const sentences = splitSentences(text)
    const shares = sentences.map(([start, end]) => share(text.slice(start, end), terms))
    return [sentences[shares.indexOf(Math.max(...shares))] ?? [0, text.length]]
  }

  const search = (
    question: string,
    { limit = 10, among }: { limit?: number; among?: readonly Passage[] } = {},
  ): SearchResult => {
    const typed = question.slice(0, MOST_ANALYSED)
    const folded = fold(typed)
    const terms = questionTerms(withNames(folded))
    const own = questionTerms(folded)
    if (terms.length === 0) return { hits: [], confidence: 0, certainty: 'none', unknownWords: [] }
    const allowed = among && new Set(among.map((passage) => passage.id))
    const english = !/\p{Script=Han}/u.test(typed)
    const hits = mini
      .search({ queries: terms, combineWith: 'OR' })
      .map((found) => ({
        passage: passages[found.id] as Passage,
        score: found.score / found.queryTerms.length,
      }))
      .filter(({ passage }) => !allowed || allowed.has(passage.id))
      .slice(0, Math.max(limit, 50))
      .map(({ passage, score }): Hit & { rank: number } => {
        const whole = `${passage.source.title}\n${passage.text}\n${passage.translations.map((t) => t.text).join('\n')}`
        const part = Math.max(share(whole, own), share(whole, terms))
        const [translation] = english ? passage.translations.filter((t) => t.language === 'en') : []
        return {
          passage,
          rank: score * (0.5 + part),
          score: part,
          answer: answerIn(passage.text, terms),
          matches: terms.filter((term) => whole.toLowerCase().includes(term)),
          ...(translation && {
            translation: { ...translation, answer: answerIn(translation.text, terms) },
          }),
        }
      })
      .sort((a, b) => b.rank - a.rank)
      .slice(0, limit)
      .map(({ rank: _, ...hit }) => hit)
    const confidence = hits[0]?.score ?? 0
    const certainty: Certainty =
      confidence >= FOUND ? 'found' : confidence >= NEAR ? 'near' : 'none'
    const unknownWords = [...words.segment(typed)]
      .filter((word) => word.isWordLike)
      .map((word) => word.segment)
      .filter((word) => {
        const terms = questionTerms(fold(word))
        return terms.length > 0 && terms.every((term) => !frequency.has(term))
      })
    return { hits, confidence, certainty, unknownWords: [...new Set(unknownWords)] }
  }

  const complete = (typed: string, limit = 10): Completion[] => {
    const folded = fold(typed.slice(0, 100)).trim()
    if (folded === '') return []
    return search(typed, { limit: limit * 2 })
      .hits.map(({ passage, answer: [first] }) => ({
        passage,
        text: passage.text.slice(...(first as Span)),
      }))
      .slice(0, limit)
  }

  return { search, complete }
}
