import type { Vocabulary } from '../index/vocabulary.ts'
import { standardFor, wordsOf } from './colloquialisms.ts'
import type { Dictionary } from './dictionary.ts'
import type { Sounds } from './pinyin.ts'
import type { MakeQueryTerm, QueryTerm } from './query-term.ts'
import { WEIGHT, weightOf } from './query-term.ts'
import { regionalNames } from './regional-words.ts'
import type { Synonyms } from './synonyms.ts'
import { unitNames } from './units.ts'

/** Characters that bind words together: a pair with one of them says little, alone they say nothing. */
const BINDING = /[的了是在於于为有和与及之从对被把由]/

/** What is left between two names of a question says nothing either. */
const LEFT_OVER = /[里中上下内间跟给让到着过会能要没不也都就还]/

/** Words of one character that say how a clause is meant: that the material has one not says nothing. */
const LIGHT =
  /[不没无未还也都就才再又只更很最太已在跟和与给让向往从对把被用去来做办干弄搞找拿有是要能会可想该应得着过到几多这那您你我他她它]/

/** Fidelity of another spelling, and of another word for the same thing. */
export const GUESSED = 0.7

const NONE: Synonyms = { words: [], fidelity: GUESSED }

/** More characters between two than this say nothing about which one a question lost. */
const MAX_GAPS = 8

/** Turns runs of Han characters into query terms. */
export const createHanReader = (
  vocabulary: Vocabulary,
  sounds: Sounds,
  dictionary: Dictionary,
  makeQueryTerm: MakeQueryTerm,
) => {
  /** A pair or a single character, or the unit that it is, and no other spelling. */
  const asWritten = (text: string, weight: number): QueryTerm =>
    makeQueryTerm(text, [text, ...unitNames(text, ''), ...perUnit(text)], weight)

  const repairsOf = (pair: string): readonly string[] => {
    const homophones = sounds.homophones(pair)
    return homophones.length > 0 ? homophones : withGap(pair, vocabulary)
  }

  /** A word, with other words for it if the material has it not. */
  const lookUp = async (text: string): Promise<Word> => {
    if (vocabulary.has(text)) return { text, other: undefined }
    const single = text.length === 1
    const standard = standardFor(text)
    const { words, fidelity } = single ? NONE : await dictionary.synonyms(text)
    const weight = single ? WEIGHT.single : weightOf(text)
    // It is no guess what a thing is called elsewhere.
    const elsewhere = makeQueryTerm(text, regionalNames(text), weight)
    if (elsewhere.variants.length > 0) return { text, other: elsewhere }
    const queryTerm = makeQueryTerm(
      text,
      [...standard, ...words],
      weight,
      standard.length > 0 ? GUESSED : fidelity,
    )
    return { text, other: queryTerm.variants.length > 0 ? queryTerm : undefined }
  }

  return async (run: string, repair: boolean): Promise<readonly QueryTerm[]> => {
    const lone = run.length === 1
    if (lone && (BINDING.test(run) || LEFT_OVER.test(run))) return []
    const isUnknown = repair && !vocabulary.has(run)
    const words = isUnknown
      ? await Promise.all(wordsOf(run, dictionary.has).map(lookUp))
      : undefined
    /** The word of every character; none where all is known. */
    const wordAt = words?.flatMap((word) => Array.from(word.text, () => word)) ?? []
    const queryTerms = words?.flatMap(({ other }) => other ?? []) ?? []
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = asWritten(run.slice(i, i + 2), WEIGHT.pair)
      const [word, next] = [wordAt[i], wordAt[i + 1]]
      if (BINDING.test(pair.text)) queryTerms.push({ ...pair, weight: WEIGHT.binding })
      else if (!words || pair.variants.length > 0) queryTerms.push(pair)
      else if (!(word?.other && next?.other)) {
        const repairs = repairsOf(pair.text)
        if (repairs.length > 0)
          queryTerms.push(makeQueryTerm(pair.text, repairs, WEIGHT.pair, GUESSED))
        // That two words do not meet in the material says nothing.
        else if (word === next) queryTerms.push(pair)
      }
    }
    for (let i = 0; i < run.length; i++) {
      const single = asWritten(run.charAt(i), lone ? WEIGHT.alone : WEIGHT.single)
      const word = wordAt[i]
      if (BINDING.test(single.text) || word?.other) continue
      if (single.variants.length > 0) queryTerms.push(single)
      // In a longer word its pairs say already that the material has it not.
      else if (word?.text.length === 1 && !LIGHT.test(single.text))
        queryTerms.push({ ...single, weight: WEIGHT.single })
    }
    return queryTerms
  }
}

/** 一人多少 and 每人多少 ask the same. */
const PER_UNIT = /^[一每](?=[人位个名队组户家天日周月年场节张份件间晚夜顿]$)/

const perUnit = (pair: string): readonly string[] =>
  PER_UNIT.test(pair) ? [(pair.startsWith('一') ? '每' : '一') + pair.slice(1)] : []

interface Word {
  readonly text: string
  /** What stands for it, where the material has other words for the same thing. */
  readonly other: QueryTerm | undefined
}

/** `游中` as `游戏中`: what a question that lost a character may have meant. */
const withGap = (pair: string, vocabulary: Vocabulary): readonly string[] => {
  const [first = '', last = ''] = pair
  const middles = vocabulary.following(first).filter((middle) => vocabulary.has(middle + last))
  return middles.slice(0, MAX_GAPS).map((middle) => first + middle + last)
}
