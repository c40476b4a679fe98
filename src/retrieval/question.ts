import type { Lexicon } from '../corpus/types.ts'
import type { Dictionary } from './dictionary.ts'
import { fold } from './fold.ts'
import { type Sounds, syllablesOf } from './pinyin.ts'
import { EMPTY, intersect, type PostingList, type Postings, unite } from './postings.ts'
import { pairsFrom, pairTerm, pairText, scanRuns, singleTerm, stem } from './terms.ts'
import type { Words } from './words.ts'

/** One thing a question speaks of, and the passages' ways of writing it. */
export interface Concept {
  /** As the question has it, folded. */
  readonly text: string
  /** As passages have it, folded; none where no passage has it. */
  readonly surfaces: readonly string[]
  readonly list: PostingList
  /** What it counts beside the others, before its rarity: 1 for a pair of characters. */
  readonly weight: number
  /** How sure it is that the surfaces mean it, 0…1: a guess at a misspelling counts less where it is found. */
  readonly fidelity: number
}

/** Words that ask, and name nothing that a passage could hold. Longer ones first. Folded. */
const ASKING =
  /什么时[候间后後]|什么地方|什么样|是什么|为什么|怎么样|怎么办|哪一[个年些种位]|哪[些个里儿年位种所家]|是不是|有没有|能不能|请问|什么|甚么|为何|何[时年地人种处日]|为啥|怎么|怎样|如何|多少[号个名位]?|多[久大高长远]|几[个年点号天次位]|是否|哪|谁|啥|咋|吗|呢|啊|吧|呀|我们|咱们|大家|这边|那边|一共|总共|到底|究竟|其实/gu

/** Characters that bind words together: a pair with one of them says little, alone they say nothing. */
const BINDING = /[的了是在於于为有和与及之从对被把由]/

const ENGLISH_ASKING = new Set(
  'a an the of in on at to for from by with as is are was were be been do does did has have had can could will would what who whom whose which when where why how many much long and or s t i me my you your it its he his she her they their we our this that these those there about'.split(
    ' ',
  ),
)

/**
 * What a pair counts, a single character, and a word of another script. Singles beside the pairs
 * hold a question together where one character of a word was changed or left out.
 */
const WEIGHT = { pair: 1, binding: 0.3, single: 0.6, alone: 1, word: 2 }

/** Fidelity of another spelling. */
const GUESSED = 0.7

/** More characters between two than this say nothing about which one a question lost. */
const MOST_GAPS = 8

interface Material {
  readonly postings: Postings
  readonly words: Words
  readonly lexicon: Lexicon
  readonly sounds: Sounds
  /** None where every passage is there in English itself. */
  readonly dictionary?: Dictionary | undefined
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
}: Material): QuestionReader => {
  const names = lexicon
    .map((group) => group.map((name) => fold(name).trim()).filter(Boolean))
    .flatMap((group) => group.map((name) => ({ name, group })))
    .sort((a, b) => b.name.length - a.name.length)

  const listOf = (text: string): PostingList => {
    const lists = termsIn(text, words).map(postings.of)
    return lists.length === 0 ? EMPTY : intersect(lists)
  }

  const conceptOf = (
    text: string,
    spellings: readonly string[],
    weight: number,
    fidelity = 1,
  ): Concept => {
    const found = [...new Set(spellings)]
      .map((surface) => ({ surface, list: listOf(surface) }))
      .filter(({ list }) => list.units.length > 0)
    return {
      text,
      surfaces: found.map(({ surface }) => surface),
      list: found.length === 0 ? EMPTY : unite(found.map(({ list }) => list)),
      weight,
      fidelity,
    }
  }

  /** A pair or a single character that needs no looking for other spellings. */
  const asWritten = (text: string, weight: number): Concept => {
    const code = text.charCodeAt(0)
    const term = text.length === 1 ? singleTerm(code) : pairTerm(code, text.charCodeAt(1))
    const list = postings.of(term)
    return { text, surfaces: list === EMPTY ? [] : [text], list, weight, fidelity: 1 }
  }

  const repairsOf = (pair: string): string[] => {
    const homophones = sounds.homophones(pair)
    return homophones.length > 0 ? homophones : withGap(pair, postings)
  }

  const conceptsOfHan = (run: string, repair: boolean): Concept[] => {
    if (run.length === 1) return BINDING.test(run) ? [] : [asWritten(run, WEIGHT.alone)]
    const concepts: Concept[] = []
    for (let i = 0; i + 1 < run.length; i++) {
      const pair = run.slice(i, i + 2)
      const binds = BINDING.test(pair)
      const written = asWritten(pair, binds ? WEIGHT.binding : WEIGHT.pair)
      const repairs = !repair || binds || written.list !== EMPTY ? [] : repairsOf(pair)
      concepts.push(repairs.length > 0 ? conceptOf(pair, repairs, WEIGHT.pair, GUESSED) : written)
    }
    for (const character of run)
      if (!BINDING.test(character)) concepts.push(asWritten(character, WEIGHT.single))
    return concepts
  }

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
    const translations = (stems && dictionary?.translate(root, stems)) ?? []
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
    let rest = folded
    for (const { name, group } of names) {
      for (let at = indexOfName(rest, name); at >= 0; at = indexOfName(rest, name)) {
        add(conceptOf(name, group, weightOf(name)))
        rest = rest.slice(0, at) + ' '.repeat(name.length) + rest.slice(at + name.length)
      }
    }
    rest = withoutAsking(rest)
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
    listOf(word).units.length > 0 ||
    names.some(
      ({ name, group }) =>
        word.includes(name) && group.some((each) => listOf(each).units.length > 0),
    )

  const readTyped = (folded: string): Concept[] => {
    const last = /[a-z0-9]+$/.exec(folded)?.[0]
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

const LETTERS = /^[a-z]{3,}$/

const withoutAsking = (folded: string): string =>
  folded
    .replace(ASKING, (asking) => ' '.repeat(asking.length))
    .replace(/[a-z]+/g, (word) => (ENGLISH_ASKING.has(word) ? ' '.repeat(word.length) : word))

const termsIn = (text: string, words: Words): number[] => {
  const terms: number[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) terms.push(words.numberOf(stem(text.slice(start, end))) ?? -1)
    else if (end - start === 1) terms.push(singleTerm(text.charCodeAt(start)))
    else
      for (let i = start; i + 1 < end; i++)
        terms.push(pairTerm(text.charCodeAt(i), text.charCodeAt(i + 1)))
  })
  return terms
}

/** A long name is still one thing. */
const MOST_NAME_WEIGHT = 4

/** What the terms of a name would count if it were not one. */
const weightOf = (name: string): number => {
  let weight = 0
  scanRuns(name, (start, end, han) => {
    const length = end - start
    weight += han ? (length - 1) * WEIGHT.pair + length * WEIGHT.single : WEIGHT.word
  })
  return Math.min(MOST_NAME_WEIGHT, weight)
}

/** A name in Latin letters must not begin or end inside a word. */
const indexOfName = (text: string, name: string): number => {
  const latin = (at: number) => /[a-z0-9]/.test(text[at] ?? '')
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const cutBefore = latin(at) && latin(at - 1)
    const cutAfter = latin(at + name.length - 1) && latin(at + name.length)
    if (!cutBefore && !cutAfter) return at
  }
  return -1
}

/** `游中` as `游戏中`: what a question that lost a character may have meant. */
const withGap = (pair: string, postings: Postings): string[] => {
  const [from, to] = pairsFrom(pair.charCodeAt(0))
  const found: string[] = []
  for (let i = postings.lowerBound(from); found.length < MOST_GAPS; i++) {
    const term = postings.terms[i]
    if (term === undefined || term >= to) break
    const [first, middle] = pairText(term)
    if (postings.has(pairTerm((middle as string).charCodeAt(0), pair.charCodeAt(1))))
      found.push(`${first}${middle}${pair[1]}`)
  }
  return found
}
