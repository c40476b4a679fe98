import type { Locale, Passage, Topic } from '../corpus/types.ts'
import { fold, matchesTyped } from '../retrieval/index.ts'
import { cutText, oneLine, shorten } from '../shared/shorten.ts'
import type { Library } from './library.ts'
import type { Suggestion } from './types.ts'

/** Discord offers 25 choices of at most 100 characters (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure). */
export const MAX_SUGGESTIONS = 25
const SUGGESTION_LENGTH = 100
/** UTF-16 units of a label: more is no question that one reads at a glance. */
const LABEL_LENGTH = 48
/** What the material offers beside the topics' questions. */
const MAX_COMPLETIONS = 8
/** Up to so many Han characters are a word, which must stand in what is offered. */
const WORD_LENGTH = 4

/** Completes what was typed so far inside some topics. */
export type Suggest = (
  topics: readonly Topic[],
  typed: string,
  locale: Locale,
) => Promise<readonly Suggestion[]>

/**
 * Offers questions: the topics' own first, then what the material holds, both by characters, words,
 * pinyin and initials.
 */
export function createSuggester({ index }: Library): Suggest {
  return async (topics, typed, locale) => {
    const questions = topics.flatMap((topic) => topic.questions[locale])
    if (!typed) return questions.map(toSuggestion)
    const own = questions.filter((question) => matchesTyped(question, typed))
    const found = await index.complete(typed, { limit: MAX_SUGGESTIONS })
    const related = found.filter(({ passage }) => isRelated(passage, typed))
    const each = new Map(related.map(({ passage, text }) => [passage.id, text]))
    const offered = new Set([...own, ...[...each.values()].slice(0, MAX_COMPLETIONS)])
    return [...offered].slice(0, MAX_SUGGESTIONS).map(toSuggestion)
  }
}

/** Of a short word the index also finds what only sounds like it, or shares a character. */
function isRelated({ text, heading = '' }: Passage, typed: string): boolean {
  const word = fold(typed).trim()
  if (!/^\p{Script=Han}+$/u.test(word) || word.length > WORD_LENGTH) return true
  return fold(`${heading} ${text}`).includes(word)
}

export function toSuggestion(words: string): Suggestion {
  const line = oneLine(words)
  const short = line.length > SUGGESTION_LENGTH ? cutText(line, SUGGESTION_LENGTH - 1) : line
  return { label: shorten(line, LABEL_LENGTH), value: short }
}
