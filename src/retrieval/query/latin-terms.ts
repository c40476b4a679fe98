import type { PassageIndex } from '../index/passage-index.ts'
import type { Vocabulary } from '../index/vocabulary.ts'
import { meltedForms } from '../text/korean.ts'
import { stem } from '../text/stem.ts'
import type { Dictionary } from './dictionary.ts'
import { paraphrasesOf } from './english-paraphrases.ts'
import { isBinding } from './english-stop-words.ts'
import type { EnglishWords } from './english-words.ts'
import { GUESSED } from './han-terms.ts'
import { type Sounds, syllablesOf } from './pinyin.ts'
import type { MakeQueryTerm, QueryTerm } from './query-term.ts'
import { WEIGHT } from './query-term.ts'
import { relatedWords } from './related-words.ts'
import { dayOf, hanDigitOf, separateWords, shareOf, swappedLetters } from './spellings.ts'

interface WordData {
  readonly index: Pick<PassageIndex, 'similar' | 'beginning'>
  readonly vocabulary: Vocabulary
  readonly sounds: Sounds
  readonly dictionary: Dictionary
  /** Undefined where the material has no English. */
  readonly english: EnglishWords | undefined
  /** Whether the material has Chinese words, so that a dictionary finds any. */
  readonly inChinese: boolean
  /** Whether every passage is there in English itself, so that English needs no dictionary. */
  readonly inEnglish: boolean
}

/**
 * Turns a word of another script than Han into query terms.
 *
 * @param names other names of it, as words of the material that it is a part of with what stands beside it
 * @param stems of the whole question, where words may be looked up
 */
type ReadWord = (
  word: string,
  names: readonly string[],
  stems?: ReadonlySet<string>,
) => Promise<QueryTerm[]>

export const createWordReader = (
  { index, vocabulary, sounds, dictionary, english, inChinese, inEnglish }: WordData,
  makeQueryTerm: MakeQueryTerm,
): ReadWord => {
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

  const translationsOf = async (root: string, stems: ReadonlySet<string>) => {
    const isLookedUp = inChinese && !isBinding(root)
    const translated = isLookedUp ? await dictionary.translate(root, stems) : []
    return inEnglish ? translated.filter(({ length }) => length > 1) : translated
  }

  return async (word, names, stems) => {
    const root = stem(word)
    const translations = stems ? await translationsOf(root, stems) : []
    const lookedUp = stems && english
    const weight = weightOfWord(word) * ((await lookedUp?.weight(word)) ?? 1)
    const spellings = [root, ...names, ...dayOf(word), ...shareOf(word)]
    const variants = [...spellings, ...separateWords(word, vocabulary.has), ...translations]
    const queryTerm = makeQueryTerm(root, variants, weight)
    if (queryTerm.variants.length > 0)
      return [{ ...queryTerm, variants: [...queryTerm.variants, ...formsOf(word)] }]
    const inflected = makeQueryTerm(root, lookedUp?.forms(word) ?? [], weight)
    if (inflected.variants.length > 0) return [inflected]
    const others = [...hanDigitOf(word), ...paraphrasesOf(root)]
    const paraphrased = makeQueryTerm(root, others, weight, GUESSED)
    if (paraphrased.variants.length > 0) return [paraphrased]
    const synonyms = await lookedUp?.synonyms(word)
    if (synonyms && synonyms.words.length > 0)
      return [makeQueryTerm(root, synonyms.words, weight, synonyms.fidelity)]
    const pinyin = LETTERS.test(word) ? termsOfPinyin(word) : []
    if (pinyin.length > 0) return pinyin
    const swapped = synonyms?.isWord ? [] : swappedLetters(word, vocabulary.has)
    const related = [...(await relatedWords(word, index, vocabulary.has)), ...swapped]
    const similar = related.length > 0 ? related : await index.similar(root)
    return [makeQueryTerm(root, similar, Math.min(weight, WEIGHT.word), GUESSED)]
  }
}

/** Other spellings of a word than its stem that texts may have. */
const formsOf = (word: string): readonly string[] => (HANGUL.test(word) ? meltedForms(word) : [])

const HANGUL = /^[\uac00-\ud7a3]+$/

const LETTERS = /^[a-z]{3,}$/

/** Not a year. */
const CODE = /^(?=.*\d)(?!(?:1\d|20)\d\d$)[a-z\d._-]{4,}$/

const weightOfWord = (word: string): number => {
  if (/^\d{1,2}$/.test(word)) return WEIGHT.pair
  // The stem of a Korean verb, which others say as well.
  if (/^[\uac00-\ud7a3]$/.test(stem(word))) return WEIGHT.single
  return CODE.test(word) ? WEIGHT.code : WEIGHT.word
}
