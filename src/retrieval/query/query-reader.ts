import type { Lexicon } from '../../corpus/types.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import { partsOf } from '../text/compounds.ts'
import { type Folded, fold, foldAligned } from '../text/fold.ts'
import { stem } from '../text/stem.ts'
import { isHanWritten, scanRuns } from '../text/terms.ts'
import { wordsOf } from './colloquialisms.ts'
import type { Dictionary } from './dictionary.ts'
import type { EnglishWords } from './english-words.ts'
import { openForeignStopWords } from './foreign-stop-words.ts'
import { createHanReader } from './han-terms.ts'
import { createWordReader } from './latin-terms.ts'
import { createNames } from './names.ts'
import type { Sounds } from './pinyin.ts'
import {
  countMatches,
  createQueryTermMaker,
  type QueryTerm,
  WEIGHT,
  weightOf,
} from './query-term.ts'
import { openRegionalWords } from './regional-words.ts'
import { hanDigitOf, joinedWords } from './spellings.ts'
import { blank, stopWordsIn } from './stop-words.ts'
import { unitNames } from './units.ts'

interface ReaderData {
  readonly index: Pick<PassageIndex, 'frequencies' | 'similar' | 'beginning'>
  readonly vocabulary: Vocabulary
  readonly lexicon: Lexicon
  readonly sounds: Sounds
  readonly dictionary: Dictionary
  /** Undefined where the material has no English. */
  readonly english: EnglishWords | undefined
  /** Whether every passage is there in English itself, so that English needs no dictionary. */
  readonly inEnglish: boolean
}

interface ReadOptions {
  /**
   * Whether to look for other spellings of what the material does not have; default true. Without,
   * the question is made of snippets of the material, folded.
   */
  readonly repair?: boolean
  /** Whether to look words up in the dictionary, where the material needs it; default true. */
  readonly translate?: boolean
}

export interface QuestionReader {
  /** Resolves when everything is loaded that the first question would otherwise wait for. */
  readonly open: () => Promise<void>
  /** Turns a question, as it was typed, into the query terms to look for. */
  readonly read: (typed: string, options?: ReadOptions) => Promise<QueryTerm[]>
  /** The same for what is still being typed: its last word may be the beginning of one. Folded. */
  readonly readTyped: (folded: string) => Promise<QueryTerm[]>
  /** Whether a folded word, or another name for it, stands in the material. */
  readonly knows: (word: string) => boolean
  /** Whether the dictionary has a folded Chinese word. */
  readonly isWord: (word: string) => boolean
  /** Whether the dictionary has a folded Chinese word that names a thing and no action. */
  readonly isThing: (word: string) => boolean
  /** A folded text as its words and what stands between them, in order. */
  readonly wordsIn: (folded: string) => readonly string[]
  /** A question that was read, folded, with the words that only ask or bind blanked out. */
  readonly withoutStopWords: (typed: string) => Folded
}

export const createQuestionReader = ({
  index,
  vocabulary,
  lexicon,
  sounds,
  dictionary,
  english,
  inEnglish,
}: ReaderData): QuestionReader => {
  const names = createNames(lexicon)
  const makeQueryTerm = createQueryTermMaker(vocabulary)
  const termsOfHan = createHanReader(vocabulary, sounds, dictionary, makeQueryTerm)
  const inChinese = vocabulary.characters().some((character) => !OF_DATES.includes(character))
  const termsOfWord = createWordReader(
    { index, vocabulary, sounds, dictionary, english, inChinese, inEnglish },
    makeQueryTerm,
  )

  /** What is read without the dictionary never depends on whether it is open. */
  const stopWordsOf = (question: Folded, typed: string, { repair, translate }: ReadOptions) =>
    stopWordsIn(question, typed, {
      isWord: translate ? dictionary.has : () => false,
      isKnown: vocabulary.has,
      inSnippets: !repair,
    })

  const withoutStopWords: QuestionReader['withoutStopWords'] = (typed) => {
    const question = foldAligned(typed)
    return { ...question, text: blank(question.text, stopWordsOf(question, typed, ALL)) }
  }

  /** Notices say the day without the year: a year that no text has says nothing against them. */
  const withoutUnknownYears = (text: string): string =>
    text.replace(YEAR_OF_DATE, (year) =>
      vocabulary.has(year.slice(0, -1)) ? year : ' '.repeat(year.length),
    )

  const read: QuestionReader['read'] = async (typed, { repair = true, translate = true } = {}) => {
    const question = repair ? foldAligned(typed) : asItIs(typed)
    const folded = question.text
    if (translate && inChinese && HAN.test(folded)) await dictionary.open()
    const queryTerms = new Map<string, QueryTerm>()
    const add = (queryTerm: QueryTerm) => {
      if (!queryTerms.has(queryTerm.text)) queryTerms.set(queryTerm.text, queryTerm)
    }
    const named = names.take(folded)
    for (const { text, at, group } of named.found) {
      add(makeQueryTerm(text, group, weightOf(text)))
      // What a name meets would be lost with it: 美国大学 is more than 美国 and 大学.
      for (const edge of [at, at + text.length]) {
        const pair = folded.slice(Math.max(0, edge - 1), edge + 1)
        const met = makeQueryTerm(pair, HAN_PAIR.test(pair) ? [pair] : [], WEIGHT.binding)
        if (met.variants.length > 0) add(met)
      }
    }
    const rest = withoutUnknownYears(
      blank(named.rest, stopWordsOf(question, typed, { repair, translate })),
    )
    const stems = translate ? new Set((rest.match(/[a-z]+/g) ?? []).map(stem)) : undefined
    const mixed = isHanWritten(folded)
    const joined = repair ? joinedWords(folded, vocabulary.has) : undefined
    for (const { run, han, at } of runsIn(rest)) {
      const own = han || !repair ? '' : typed.slice(...question.span(at, at + run.length))
      if (han) (await termsOfHan(run, repair)).forEach(add)
      // One part of an identifier makes it another one: maxRetries is no minRetries.
      else if (partsOf(own).length > 1 && !vocabulary.has(run)) {
        add(makeQueryTerm(stem(run), [], WEIGHT.word))
        for (const part of partsOf(own)) (await termsOfWord(fold(part), [], undefined)).forEach(add)
      } else if (repair) {
        // Of a question in Chinese, only what the material does not say in English itself.
        const known = mixed && vocabulary.has(run)
        const others = [...(joined?.get(at) ?? []), ...unitNames(run, folded.slice(0, at))]
        ;(await termsOfWord(run, others, known ? undefined : stems)).forEach(add)
      } else add(makeQueryTerm(stem(run), [stem(run)], WEIGHT.word))
      if (han) continue
      // What a number counts stands behind it: 3楼 is more than 3 and 楼.
      for (const pair of [rest.slice(at, at + run.length + 1), rest.slice(at - 1, at + run.length)])
        if (NUMBER_COUNTED.test(pair)) add(makeQueryTerm(pair, [pair], WEIGHT.pair))
      // What bears a number is written with either digit: 方案2, 方案二.
      const bearer = folded.charAt(at - 1)
      const numbered = HAN.test(bearer) ? hanDigitOf(run).map((digit) => bearer + digit) : []
      if (numbered.some(vocabulary.has))
        add(makeQueryTerm(bearer + run, [bearer + run, ...numbered], WEIGHT.pair))
    }
    return countMatches([...queryTerms.values()], index, vocabulary)
  }

  const knows = (word: string): boolean => vocabulary.has(word) || names.holds(word, vocabulary.has)

  const readTyped: QuestionReader['readTyped'] = async (folded) => {
    const last = /(?<![a-z0-9])[a-z0-9]+$/.exec(folded)?.[0]
    if (last === undefined) return read(folded, AS_TYPED)
    const before = folded.slice(0, folded.length - last.length)
    const initials = /^[a-z]{2,8}$/.test(last) ? sounds.initials(last) : []
    const words = await index.beginning(stem(last))
    const beginnings = [...words, ...sounds.beginning(last), ...initials]
    const typed = makeQueryTerm(last, beginnings, WEIGHT.word)
    const [queryTerm] = await countMatches([typed], index, vocabulary)
    return queryTerm && queryTerm.variants.length > 0
      ? [...(await read(before, AS_TYPED)), queryTerm]
      : read(folded, AS_TYPED)
  }

  const open = async () => {
    if (inChinese) await dictionary.open()
    await english?.open()
    await sounds.open()
    openRegionalWords()
    openForeignStopWords()
  }

  const wordsIn = (folded: string) => wordsOf(folded, dictionary.has)

  return {
    open,
    read,
    readTyped,
    isWord: dictionary.has,
    isThing: dictionary.isThing,
    knows,
    wordsIn,
    withoutStopWords,
  }
}

/** What dates and weekdays of any language are folded to. */
const OF_DATES = '年月日点周一二三四五六'

/** A text that is folded already. */
const asItIs = (text: string): Folded => ({ text, span: (start, end) => [start, end] })

interface Run {
  readonly run: string
  readonly han: boolean
  /** Where it begins. */
  readonly at: number
}

const runsIn = (text: string): Run[] => {
  const runs: Run[] = []
  scanRuns(text, (at, end, han) => runs.push({ run: text.slice(at, end), han, at }))
  return runs
}

const ALL = { repair: true, translate: true }
/** A keystroke must not wait for the dictionary. */
const AS_TYPED = { translate: false }

/** A number with the character behind it that it counts, or with the one that makes it an ordinal. */
const NUMBER_COUNTED = /^(?:第\d+|\d[\d.%]*(?![〇一二三四五六七八九十])\p{Script=Han})$/u

const HAN = /\p{Script=Han}/u
const HAN_PAIR = /^\p{Script=Han}{2}$/u

/** The year of a date that has a month, too. */
const YEAR_OF_DATE = /(?<!\d)(?:1\d|20)\d\d年(?=\d{1,2}月)/g
