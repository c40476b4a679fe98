import type { Lexicon } from '../../corpus/types.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import { type Folded, foldAligned } from '../text/fold.ts'
import { meltedForms } from '../text/korean.ts'
import { stem } from '../text/stem.ts'
import { isHanWritten, scanRuns } from '../text/terms.ts'
import type { Dictionary } from './dictionary.ts'
import { paraphrasesOf } from './english-paraphrases.ts'
import { openForeignStopWords } from './foreign-stop-words.ts'
import { createHanReader, GUESSED } from './han-terms.ts'
import { createNames } from './names.ts'
import { type Sounds, syllablesOf } from './pinyin.ts'
import {
  countMatches,
  createQueryTermMaker,
  type QueryTerm,
  WEIGHT,
  weightOf,
} from './query-term.ts'
import { openRegionalWords } from './regional-words.ts'
import { relatedWords } from './related-words.ts'
import { dayOf, hanDigitOf, joinedWords, separateWords } from './spellings.ts'
import { blank, stopWordsIn } from './stop-words.ts'

interface ReaderData {
  readonly index: Pick<PassageIndex, 'frequencies' | 'similar' | 'beginning'>
  readonly vocabulary: Vocabulary
  readonly lexicon: Lexicon
  readonly sounds: Sounds
  readonly dictionary: Dictionary
  /** Whether every passage is there in English itself, so that English needs no dictionary. */
  readonly inEnglish: boolean
}

export interface ReadOptions {
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
  /** A question that was read, folded, with the words that only ask or bind blanked out. */
  readonly withoutStopWords: (typed: string) => Folded
}

export const createQuestionReader = ({
  index,
  vocabulary,
  lexicon,
  sounds,
  dictionary,
  inEnglish,
}: ReaderData): QuestionReader => {
  const names = createNames(lexicon)
  const makeQueryTerm = createQueryTermMaker(vocabulary)
  const termsOfHan = createHanReader(vocabulary, sounds, dictionary, makeQueryTerm)

  /** The cut of a word into syllables that sounds most like the material. */
  const termsOfPinyin = (word: string): QueryTerm[] => {
    const cuts = syllablesOf(word)
      .filter((syllables) => syllables.length > 1)
      .map((syllables) =>
        syllables.slice(1).map((second, i) => {
          const first = syllables[i] as string
          return makeQueryTerm(first + second, sounds.pairsSounding(first, second), WEIGHT.word)
        }),
      )
    const heard = (queryTerms: QueryTerm[]) =>
      queryTerms.filter(({ variants }) => variants.length > 0).length / (queryTerms.length + 0.5)
    return (
      cuts.sort((a, b) => heard(b) - heard(a)).find((queryTerms) => heard(queryTerms) > 0.5) ?? []
    )
  }

  /** @param joined words of the material that it is a part of, with what stands beside it */
  const termsOfWord = async (
    word: string,
    joined: readonly string[],
    stems?: ReadonlySet<string>,
  ): Promise<QueryTerm[]> => {
    const root = stem(word)
    const translated = stems ? await dictionary.translate(root, stems) : []
    const translations = inEnglish ? translated.filter(({ length }) => length > 1) : translated
    const weight = weightOfWord(word)
    const spellings = [...[root, ...joined, ...dayOf(word)], ...separateWords(word, vocabulary.has)]
    const queryTerm = makeQueryTerm(root, [...spellings, ...translations], weight)
    if (queryTerm.variants.length > 0)
      return [{ ...queryTerm, variants: [...queryTerm.variants, ...formsOf(word)] }]
    const others = [...hanDigitOf(word), ...paraphrasesOf(root)]
    const paraphrased = makeQueryTerm(root, others, weight, GUESSED)
    if (paraphrased.variants.length > 0) return [paraphrased]
    const pinyin = LETTERS.test(word) ? termsOfPinyin(word) : []
    if (pinyin.length > 0) return pinyin
    const related = await relatedWords(word, index, vocabulary.has)
    const similar = related.length > 0 ? related : await index.similar(root)
    const guessed = weight === WEIGHT.single ? weight : WEIGHT.word
    return [makeQueryTerm(root, similar, guessed, GUESSED)]
  }

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
    if (translate && HAN.test(folded)) await dictionary.open()
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
      if (han) (await termsOfHan(run, repair)).forEach(add)
      else if (repair) {
        // Of a question in Chinese, only what the material does not say in English itself.
        const known = mixed && vocabulary.has(run)
        ;(await termsOfWord(run, joined?.get(at) ?? [], known ? undefined : stems)).forEach(add)
      } else add(makeQueryTerm(stem(run), [stem(run)], WEIGHT.word))
      // What a number counts stands behind it: 3楼 is more than 3 and 楼.
      for (const pair of [rest.slice(at, at + run.length + 1), rest.slice(at - 1, at + run.length)])
        if (NUMBER_COUNTED.test(pair)) add(makeQueryTerm(pair, [pair], WEIGHT.pair))
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
    await dictionary.open()
    await sounds.open()
    openRegionalWords()
    openForeignStopWords()
  }

  return { open, read, readTyped, knows, withoutStopWords }
}

/** Other spellings of a word than its stem that texts may have. */
const formsOf = (word: string): readonly string[] => (HANGUL.test(word) ? meltedForms(word) : [])

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

/** A number with the character behind it, or with the one that makes it an ordinal. */
const NUMBER_COUNTED = /^(?:第\d+|\d[\d.%]*\p{Script=Han})$/u

const HAN = /\p{Script=Han}/u
const HANGUL = /^[\uac00-\ud7a3]+$/
const HAN_PAIR = /^\p{Script=Han}{2}$/u

const LETTERS = /^[a-z]{3,}$/

/** The year of a date that has a month, too. */
const YEAR_OF_DATE = /(?<!\d)(?:1\d|20)\d\d年(?=\d{1,2}月)/g

/** Not a year. */
const CODE = /^(?=.*\d)(?!(?:1\d|20)\d\d$)[a-z\d._-]{4,}$/

const weightOfWord = (word: string): number => {
  if (/^\d{1,2}$/.test(word)) return WEIGHT.pair
  // The stem of a Korean verb, which others say as well.
  if (/^[\uac00-\ud7a3]$/.test(stem(word))) return WEIGHT.single
  return CODE.test(word) ? WEIGHT.code : WEIGHT.word
}
