import { stem } from '../text/stem.ts'

/** One meaning of a Chinese word, as a dictionary explains it in English. */
export interface Meaning {
  readonly chinese: string
  /** Stems of the English words; at least one. */
  readonly words: readonly string[]
  /** Those of them that say what it is: not the verb of “to have a headache”. At least one. */
  readonly content: readonly string[]
  /** What the others only narrow down: the verb of an action, the noun of a thing. */
  readonly head: string
  readonly isAction: boolean
  /** “In the evening” is not the evening. */
  readonly isAdverbial: boolean
  /** 0 for what the entry names first. */
  readonly rank: number
  readonly isFirst: boolean
}

const SKIPPED = /variant of|surname|^see |abbr\. |^CL:|radical|used in |erhua|Taiwan pr/
const SMALL = new Set(
  'to a an the of in on for with sb sth one be and or as at by from s'.split(' '),
)
/** A longer explanation is no other name for the same thing. */
const MAX_MEANING = 3
/** “Cologne, Germany” is one meaning. */
const NAME = /\b[A-Z][a-z]/

/** Stems, as all of the following. Verbs that say nothing of an action beside their object. */
const LIGHT = new Set('have give take get make do hold go put suffer becom'.split(' '))
/** What is left out as well as said: “to pay money”. */
const GENERAL = new Set('monei sum thing someth somebodi someon person oneself'.split(' '))
/** What makes another verb of one: “to take over”. */
const PARTICLES =
  'out up off down over back awai into after through along around about togeth apart again'.split(
    ' ',
  )
/** What makes another meaning of one: “to go to work”, “to get off work”. */
export const TURNS: ReadonlySet<string> = new Set([
  ...PARTICLES,
  ...'not no never without under old new former all'.split(' '),
])
const PREPOSITION = /^(?:of|for|in|on|at|from|with|by)$/

/** What each gloss of an entry says, without explanations in brackets. */
export const meaningsOf = (chinese: string, english: readonly string[]): readonly Meaning[] =>
  english
    .filter((definition) => !SKIPPED.test(definition))
    .map((definition) => definition.replace(/\([^()]*\)/g, ''))
    .flatMap((definition) =>
      definition.toLowerCase().split(NAME.test(definition) ? /[;/]/ : /[;,/]/),
    )
    // People leave the hyphen out as well: t-shirt, e-mail.
    .flatMap((gloss) =>
      /^[a-z]+-[a-z]+$/.test(gloss.trim()) ? [gloss, gloss.replace('-', '')] : [gloss],
    )
    .map((gloss) => gloss.match(/[a-z]+/g) ?? [])
    .map((all) => ({ all, words: all.filter((word) => !SMALL.has(word)).map(stem) }))
    .filter(({ words }) => words.length > 0 && words.length <= MAX_MEANING)
    .map(({ all, words }, place) => {
      const isInfinitive = all[0] === 'to'
      const content = contentOf(words, isInfinitive)
      const isAction = isInfinitive && content[0] === words[0]
      return {
        chinese,
        words,
        content,
        head: (isAction ? content[0] : nounOf(all, content)) as string,
        isAction,
        isAdverbial: PREPOSITION.test(all[0] as string),
        rank: place + words.length * 0.1,
        isFirst: place === 0,
      }
    })

/** The same array where nothing is left out, as of most: there are 200,000. */
const contentOf = (words: readonly string[], isInfinitive: boolean): readonly string[] => {
  const [verb, object] = words as [string, string?]
  const isLight = isInfinitive && object && LIGHT.has(verb) && !PARTICLES.includes(object)
  const said = isLight ? words.slice(1) : words
  if (!said.some((word) => GENERAL.has(word))) return said
  const particular = said.filter((word) => !GENERAL.has(word))
  return particular.length > 0 ? particular : said
}

/** The last word before a preposition: “period of validity”. */
const nounOf = (all: readonly string[], content: readonly string[]): string | undefined => {
  const end = all.findIndex((word, i) => i > 0 && PREPOSITION.test(word))
  const before = end < 0 ? [] : all.slice(0, end).map(stem)
  return before.findLast((word) => content.includes(word)) ?? content.at(-1)
}
