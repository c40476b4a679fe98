import type { Lexicon } from '../../corpus/types.ts'
import type { Postings } from '../index/postings.ts'
import type { Words } from '../index/words.ts'
import { scanRuns, stem } from '../text/terms.ts'
import type { Dictionary } from './dictionary.ts'
import { createHanReader, GUESSED } from './han-terms.ts'
import { createNames } from './names.ts'
import { type Sounds, syllablesOf } from './pinyin.ts'
import { type Concept, createConceptOf, createListOf, WEIGHT, weightOf } from './query-term.ts'
import { withoutAsking } from './stop-words.ts'

interface Material {
  readonly postings: Postings
  readonly words: Words
  readonly lexicon: Lexicon
  readonly sounds: Sounds
  readonly dictionary: Dictionary
  /** Whether every passage is there in English itself, so that English needs no dictionary. */
  readonly inEnglish: boolean
}

export interface ReadOptions {
  /** Whether to look for other spellings of what the material does not have; default true. */
  readonly repair?: boolean
  /** Whether to look English words up in the dictionary, where the material needs it; default true. */
  readonly translate?: boolean
}

export interface QuestionReader {
  /** Turns a folded question into the concepts to look for. */
  readonly read: (folded: string, options?: ReadOptions) => Concept[]
  /** The same for what is still being typed: its last word may be the beginning of one. */
  readonly readTyped: (folded: string) => Concept[]
  /** Whether a folded word, or another name for it, stands in the material. */
  readonly knows: (word: string) => boolean
  /** Words that only ask or bind, blanked out. */
  readonly withoutAsking: (folded: string) => string
}

export const createQuestionReader = ({
  postings,
  words,
  lexicon,
  sounds,
  dictionary,
  inEnglish,
}: Material): QuestionReader => {
  const names = createNames(lexicon)
  const listOf = createListOf(postings, words)
  const conceptOf = createConceptOf(listOf)
  const conceptsOfHan = createHanReader(postings, sounds, dictionary, conceptOf)

  /** The cut of a word into syllables that sounds most like the material. */
  const conceptsOfPinyin = (word: string): Concept[] => {
    const cuts = syllablesOf(word)
      .filter((syllables) => syllables.length > 1)
      .map((syllables) =>
        syllables.slice(1).map((second, i) => {
          const first = syllables[i] as string
          return conceptOf(first + second, sounds.pairsSounding(first, second), WEIGHT.word)
        }),
      )
    const heard = (concepts: Concept[]) =>
      concepts.filter(({ surfaces }) => surfaces.length > 0).length / (concepts.length + 0.5)
    return cuts.sort((a, b) => heard(b) - heard(a)).find((concepts) => heard(concepts) > 0.5) ?? []
  }

  const conceptsOfWord = (word: string, stems?: ReadonlySet<string>): Concept[] => {
    const root = stem(word)
    const translated = stems ? dictionary.translate(root, stems) : []
    const translations = inEnglish ? translated.filter(({ length }) => length > 1) : translated
    const concept = conceptOf(root, [root, ...translations], WEIGHT.word)
    if (concept.surfaces.length > 0) return [concept]
    const pinyin = LETTERS.test(word) ? conceptsOfPinyin(word) : []
    if (pinyin.length > 0) return pinyin
    return [conceptOf(root, words.similar(root), WEIGHT.word, GUESSED)]
  }

  const read: QuestionReader['read'] = (folded, { repair = true, translate = true } = {}) => {
    const concepts = new Map<string, Concept>()
    const add = (concept: Concept) => {
      if (!concepts.has(concept.text)) concepts.set(concept.text, concept)
    }
    const named = names.take(folded)
    for (const { text, at, group } of named.found) {
      add(conceptOf(text, group, weightOf(text)))
      // What a name meets would be lost with it: 美国大学 is more than 美国 and 大学.
      for (const edge of [at, at + text.length]) {
        const pair = folded.slice(Math.max(0, edge - 1), edge + 1)
        const met = conceptOf(pair, HAN_PAIR.test(pair) ? [pair] : [], WEIGHT.binding)
        if (met.surfaces.length > 0) add(met)
      }
    }
    const rest = withoutAsking(named.rest)
    const english = translate && !/\p{Script=Han}/u.test(folded)
    const stems = english ? new Set((rest.match(/[a-z]+/g) ?? []).map(stem)) : undefined
    scanRuns(rest, (start, end, han) => {
      const run = rest.slice(start, end)
      const concepts = han
        ? conceptsOfHan(run, repair)
        : repair
          ? conceptsOfWord(run, stems)
          : [conceptOf(stem(run), [stem(run)], WEIGHT.word)]
      concepts.forEach(add)
    })
    return [...concepts.values()]
  }

  const knows = (word: string): boolean =>
    listOf(word).units.length > 0 || names.holds(word, (name) => listOf(name).units.length > 0)

  const readTyped = (folded: string): Concept[] => {
    const last = /(?<![a-z0-9])[a-z0-9]+$/.exec(folded)?.[0]
    if (last === undefined) return read(folded, AS_TYPED)
    const before = folded.slice(0, folded.length - last.length)
    const initials = /^[a-z]{2,8}$/.test(last) ? sounds.initials(last) : []
    const beginnings = [...words.beginning(stem(last)), ...sounds.beginning(last), ...initials]
    const concept = conceptOf(last, beginnings, WEIGHT.word)
    return concept.surfaces.length > 0
      ? [...read(before, AS_TYPED), concept]
      : read(folded, AS_TYPED)
  }

  return { read, readTyped, knows, withoutAsking }
}

/** A keystroke must not wait for the dictionary. */
const AS_TYPED = { translate: false }

const HAN_PAIR = /^\p{Script=Han}{2}$/u

const LETTERS = /^[a-z]{3,}$/
