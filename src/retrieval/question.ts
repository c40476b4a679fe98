import type { Lexicon } from '../corpus/types.ts'
import { type Concept, createConceptOf, createListOf, WEIGHT, weightOf } from './concept.ts'
import type { Dictionary } from './dictionary.ts'
import { createHanReader, GUESSED } from './han.ts'
import { createNames } from './names.ts'
import { type Sounds, syllablesOf } from './pinyin.ts'
import type { Postings } from './postings.ts'
import { scanRuns, stem } from './terms.ts'
import type { Words } from './words.ts'

/** Words that ask, and name nothing that a passage could hold. Longer ones first. Folded. */
const ASKING = new RegExp(
  [
    '什么时[候间后後]|什么地方|什么样|是什么|为什么|怎么样|怎么办|怎么回事|怎么着|哪一[个年些种位步天月家所国边项篇]',
    '哪[两几三]?[些个里儿年位种所家]|是不是|有没有|能不能|会不会|要不要|可不可以|对不对|好不好|行不行|什么',
    '甚么|为何|何[时年地人种处日]|为啥|凭啥|图啥|凭什么|怎么|怎样|如何|咋[样整办]?|多少[号个名位]?',
    '多[久大高长远]|几个(?:百分)?点|几成|几[个年点号天次位岁]|是否|哪|谁|啥|干嘛|吗|呢|啊|吧|呀|嘛|啦|呗|咯|哦',
    // What people say around a question.
    '请问|请教|想问|问一?下|我?想知道|告诉|说说|讲讲|聊聊|介绍一?下|解释一?下|帮我?查一?下|麻烦|听说|据说',
    '我们|咱们?|你们|俺们?|大家|人家|这边|那边|这会儿|那会儿|那时候|这回|那帮|这帮|这个|那个|这些|那些',
    '这么|那么|这样|那样|一共|总共|到底|究竟|其实|的话|来着|好像|大概|差不多|算是|说是|听上去|是说',
    '特别|非常|十分|确实|居然|竟然|毕竟|反正|干脆|根本|简直|恐怕|也许|当然|果然|甚至|几乎|终于|总是',
    '老是|已经|只是|就是|都是|真的|里头|里边|如果|虽然|而且|或者|以及',
  ].join('|'),
  'gu',
)

const ENGLISH_ASKING = new Set(
  'a an the of in on now so just then than also not no any some please tell at to for from by with as is are was were be been do does did has have had can could will would what who whom whose which when where why how many much long and or s t i me my you your it its he his she her they their we our this that these those there about'.split(
    ' ',
  ),
)

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
    for (const { text, group } of named.found) add(conceptOf(text, group, weightOf(text)))
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
    .replace(/how (?:old|big|large|far|long|tall|high|often)\b|what time\b/g, (asking) =>
      ' '.repeat(asking.length),
    )
    .replace(/[a-z]+/g, (word) => (ENGLISH_ASKING.has(word) ? ' '.repeat(word.length) : word))
