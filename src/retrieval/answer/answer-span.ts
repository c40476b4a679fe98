import type { Passage } from '../../corpus/types.ts'
import type { Ranked, Ranking } from '../ranking/rerank.ts'
import type { SearchData } from '../search-data.ts'
import { type IndexedText, spansIn } from '../text/indexed-text.ts'
import type { Hit, Span } from '../types.ts'
import { type Clauses, readClauses, scoreOf } from './clause-scores.ts'
import type { Focus } from './focus.ts'

/** UTF-16 units that one look takes in: of Chinese, and of a language with letters. */
const MAX_GLANCE = { han: 40, letters: 110 }
/** What a further clause must add to the probability that the answer is there. */
const MIN_GAIN = 0.005
/** What a further sentence must add beside that: half of each reads worse than one. */
const MIN_SENTENCE_GAIN = 0.02

/** What speaks for a clause that shares a number or a name with the one that is chosen in another wording. */
const SHARED_TOKEN = 2
/** What speaks against one at the other end of the sentence. */
const DISPLACED = 3

/** Clauses `first` to `last` of a wording. */
interface Run {
  readonly first: number
  readonly last: number
}

/** What answers in a passage: in the original, and in its translation for readers of English. */
export const answerOf = (
  { passages, texts }: SearchData,
  { text: found }: Ranked,
  { queryTerms, weights }: Ranking,
  focus: Focus,
  english: boolean,
): Pick<Hit, 'answer' | 'translation'> => {
  const passage = passages.at(found.passage) as Passage
  const wordings = texts.of(found.passage)
  const textOf = (translation: number) => wordings[translation + 1] as IndexedText
  const held = weights.map((weight) => weight.held)
  const read = (text: IndexedText): Read => {
    const wording = passage.translations[text.translation]?.text ?? passage.text
    const clauses = readClauses(text, queryTerms, held, focus)
    return { wording, text, clauses, places: spansIn(wording, text, clauses.spans) }
  }
  const original = read(textOf(-1))
  const t = english ? passage.translations.findIndex(({ language }) => language === 'en') : -1
  const translation = passage.translations[t]
  if (!translation) {
    const run =
      original.clauses.held > 0 || found.place === original.text.place
        ? chooseRun(original)
        : alignRun(chooseRun(read(found)), read(found), original)
    return { answer: [placeOf(original, run)], translation: undefined }
  }
  const translated = read(textOf(t))
  const leads = translated.clauses.held >= original.clauses.held
  const theirs = leads ? chooseRun(translated) : alignRun(chooseRun(original), original, translated)
  const ours = leads ? alignRun(theirs, translated, original) : chooseRun(original)
  return {
    answer: [placeOf(original, ours)],
    translation: { ...translation, answer: [placeOf(translated, theirs)] },
  }
}

/** A wording with its clauses. */
interface Read {
  readonly wording: string
  /** Its fold. */
  readonly text: IndexedText
  readonly clauses: Clauses
  /** The clauses in the wording itself. */
  readonly places: readonly Span[]
}

/**
 * The run of clauses, short enough for one look, that most probably holds the answer: its
 * probability is the sum of theirs. A clause that is longer stands alone.
 *
 * @param scores default: those of the clauses; -∞ leaves a clause out
 */
const chooseRun = (
  read: Read,
  scores: readonly number[] = read.clauses.features.map(scoreOf),
): Run => {
  const { sentences } = read.clauses
  const most = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - most))
  const total = odds.reduce((sum, each) => sum + each, 0)
  const glance = /\p{Script=Han}/u.test(read.wording) ? MAX_GLANCE.han : MAX_GLANCE.letters
  let best = { first: 0, last: 0, gain: Number.NEGATIVE_INFINITY }
  for (let first = 0; first < scores.length; first++) {
    let gain = 0
    for (let last = first; last < scores.length; last++) {
      const [start, end] = placeOf(read, { first, last })
      if (last > first && end - start > glance) break
      gain += (odds[last] as number) / total
      if (last > first) gain -= MIN_GAIN
      if (last > first && sentences[last] !== sentences[last - 1]) gain -= MIN_SENTENCE_GAIN
      if (gain > best.gain) best = { first, last, gain }
    }
  }
  return best
}

/** The run of another wording that says the same: in the sentence that stands where the other's does. */
const alignRun = (run: Run, from: Read, to: Read): Run => {
  const [count, its] = [from.text.starts.length, to.text.starts.length]
  const sentenceOf = (clause: number) => from.clauses.sentences[clause] ?? 0
  const place = (s: number) =>
    count === its ? s : Math.min(its - 1, Math.floor(((s + 0.5) * its) / count))
  const [first, last] = [place(sentenceOf(run.first)), place(sentenceOf(run.last))]
  const tokens = new Set(sharedTokens(wordsOf(from, run)))
  const middle = middleOf(from, run)
  const scores = to.clauses.features.map((features, clause) => {
    const sentence = to.clauses.sentences[clause] as number
    if (sentence < first || sentence > last) return Number.NEGATIVE_INFINITY
    const own = { first: clause, last: clause }
    const shared = sharedTokens(wordsOf(to, own)).filter((token) => tokens.has(token)).length
    return (
      scoreOf(features) +
      SHARED_TOKEN * Math.min(2, shared) -
      DISPLACED * Math.abs(middleOf(to, own) - middle)
    )
  })
  return chooseRun(to, scores)
}

/** Numbers and names of Latin letters, which both wordings write alike. */
const sharedTokens = (text: string): string[] => text.match(/\d+(?:\.\d+)?|[a-z][a-z\d]+/g) ?? []

const boundsOf = ({ clauses: { spans } }: Read, { first, last }: Run): Span => [
  spans[first]?.[0] ?? 0,
  spans[last]?.[1] ?? 0,
]

const wordsOf = (read: Read, run: Run): string => read.text.text.slice(...boundsOf(read, run))

/** Where the middle of a run lies within its sentences, 0…1. */
const middleOf = (read: Read, run: Run): number => {
  const { text, clauses } = read
  const [start, end] = boundsOf(read, run)
  const from = text.starts[clauses.sentences[run.first] ?? 0] ?? 0
  const to = text.ends[clauses.sentences[run.last] ?? 0] ?? text.text.length
  return ((start + end) / 2 - from) / Math.max(1, to - from)
}

/** A run in the wording itself, without the punctuation that only joins it to what follows. */
const placeOf = ({ wording, places }: Read, { first, last }: Run): Span =>
  trim(wording, [places[first]?.[0] ?? 0, places[last]?.[1] ?? wording.length])

const JOINING = /[,，、;；:：。.\s]/

const trim = (text: string, [start, end]: Span): Span => {
  let last = end
  while (last > start && JOINING.test(text.charAt(last - 1))) last--
  return [start, last > start ? last : end]
}
