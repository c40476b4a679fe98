import { fold, splitSentences } from '../src/retrieval/index.ts'

/** How what stands out compares with what is expected. */
export interface Judgement {
  /** Whether it holds one of the expected answers. */
  readonly contained: boolean
  /** In UTF-16 units. */
  readonly length: number
  /** {@link overlapF1} with the expected answer that it is nearest to. */
  readonly f1: number
}

export const judge = (shown: string, answers: readonly string[]): Judgement => {
  const bareShown = bare(shown)
  return {
    contained: answers.some((each) => bareShown.includes(bare(each))),
    length: shown.length,
    f1: Math.max(0, ...answers.map((each) => overlapF1(shown, each))),
  }
}

/** Letters and digits alone: question sets differ in spaces and punctuation. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** F1 of the words that two texts share: Han characters one by one, other words whole. */
const overlapF1 = (text: string, other: string): number => {
  const tokens = (each: string) => each.normalize('NFKC').toLowerCase().match(TOKEN) ?? []
  const [its, theirs] = [tokens(text), tokens(other)]
  const left: string[] = [...theirs]
  const shared = its.filter((token) => {
    const at = left.indexOf(token)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return shared === 0 ? 0 : (2 * shared) / (its.length + theirs.length)
}

const TOKEN = /\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu

export const RULES = ['sentence', 'oracle', 'passage'] as const

/**
 * What simple rules would let stand out in a passage: `sentence`, the first one with most of the
 * question's pairs of characters and words; `oracle`, a sentence that holds the answer; `passage`, all.
 */
export type Baselines = Readonly<Record<(typeof RULES)[number], Judgement>>

export const baselinesOf = (
  passage: string,
  question: string,
  answers: readonly string[],
): Baselines => {
  const asked = new Set(termsOf(question))
  const sentences = splitSentences(passage).map((span) => passage.slice(...span))
  const held = sentences.map(
    (sentence) => new Set(termsOf(sentence).filter((term) => asked.has(term))).size,
  )
  const judged = sentences.map((sentence) => judge(sentence, answers))
  return {
    sentence: judge(sentences[held.indexOf(Math.max(...held))] ?? '', answers),
    oracle: judged.find(({ contained }) => contained) ?? judge(sentences[0] ?? '', answers),
    passage: judge(passage, answers),
  }
}

const termsOf = (text: string): string[] => {
  const folded = fold(text)
  const pairs = folded.matchAll(/(\p{Script=Han})(?=(\p{Script=Han}))/gu)
  const words = folded.match(/[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? []
  return [...Array.from(pairs, ([, first, second]) => `${first}${second}`), ...words]
}
