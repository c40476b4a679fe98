import { stem } from '../text/stem.ts'
import type { QuestionReader } from './query-reader.ts'
import type { QueryTerm } from './query-term.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words of a question that no passage holds under any name, as they were typed. */
export const unknownWordsOf = (
  typed: string,
  queryTerms: readonly QueryTerm[],
  { knows, withoutStopWords }: QuestionReader,
): string[] => {
  // Most questions are made of known words, and then nothing needs to be cut into words.
  if (queryTerms.every(({ text, variants }) => variants.includes(text))) return []
  const understood = new Set(
    queryTerms.filter(({ variants }) => variants.length > 0).map(({ text }) => text),
  )
  /** Not what a guess stands for. */
  const known = new Set(
    queryTerms
      .filter(({ variants, matchWeight }) => variants.length > 0 && matchWeight === 1)
      .map((term) => term.text),
  )
  const { text, span } = withoutStopWords(typed)
  /** Whether it lies within a longer word that is understood: 打印 | 机. */
  const isWithinKnown = (start: number, stop: number): boolean =>
    [...known].some((word) => {
      const at = word.length > stop - start ? text.indexOf(word, stop - word.length) : -1
      return at >= 0 && at <= start
    })
  const isUnknown = (word: string): boolean => {
    if ([...word].length < 2 || knows(word) || known.has(word)) return false
    // A word of another script may have been understood as pinyin, a translation or a typo.
    return (
      HAN.test(word) || ![...understood].some((each) => word.includes(each) || each === stem(word))
    )
  }
  const words = [...segmenter.segment(text)]
  const unknown = words.flatMap(({ isWordLike, segment, index }, i) => {
    // The segmenter joins what binds words to them: 花了, 毕业于.
    const start = index + (BOUND_BEFORE.exec(segment)?.[0].length ?? 0)
    const stop = index + segment.length - (BOUND_AFTER.exec(segment)?.[0].length ?? 0)
    const word = text.slice(start, stop)
    if (!isWordLike || BINDING.test(word) || !isUnknown(word)) return []
    if (isWithinKnown(start, stop)) return []
    // It leaves the last character of a longer word alone: 火车 | 站.
    const next = stop === index + segment.length ? (words[i + 1]?.segment ?? '') : ''
    const belongs = ONE_HAN.test(next) && !knows(`${word.at(-1)}${next}`)
    return [typed.slice(...span(start, stop + (belongs ? next.length : 0)))]
  })
  return [...new Set(unknown)]
}

const HAN = /\p{Script=Han}/u
/** Characters that bind words, at the beginning or the end of what is cut; never of a number. */
const BOUND_BEFORE = /^[就都也还没不会能要再又很最被把给](?=\p{Script=Han}{2})/u
const BOUND_AFTER = /(?<=\p{Script=Han}{1,6})[了着过的地得是在于到]$/u
/** What is made of them alone: 就不. */
const BINDING = /^[就都也还没不会能要再又很最被把给了着过的地得是在于到]*$/u
/** But for what follows any word: 发明 | 了, 周期 | 是. */
const ONE_HAN = /^(?![了着过的地得是在于有叫为])\p{Script=Han}$/u
