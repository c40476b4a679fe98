import type { Locale, Topic } from '../corpus/types.ts'
import { matchesTyped } from '../retrieval/index.ts'
import type { Library } from './library.ts'
import type { Suggestion } from './types.ts'

/** Discord offers 25 choices of at most 100 characters (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure). */
export const MAX_SUGGESTIONS = 25
const SUGGESTION_LENGTH = 100

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
    const found = await index.complete(typed, MAX_SUGGESTIONS)
    const offered = new Set([...own, ...found.map(({ text }) => text)])
    return [...offered].slice(0, MAX_SUGGESTIONS).map(toSuggestion)
  }
}

export function toSuggestion(words: string): Suggestion {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  const short = line.length > SUGGESTION_LENGTH ? cut(line, SUGGESTION_LENGTH - 1) : line
  return { label: short === line ? line : `${short}…`, value: short }
}

/** At most so many UTF-16 units, never half a surrogate pair. */
const cut = (words: string, most: number): string =>
  words.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
