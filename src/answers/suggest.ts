import type { Locale, Topic } from '../corpus/types.ts'
import type { Library } from './library.ts'
import type { Suggestion } from './types.ts'

/** Discord offers 25 choices of at most 100 characters (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure). */
export const MOST_SUGGESTIONS = 25
const SUGGESTION_LENGTH = 100

/** Questions to offer for what was typed so far: the topics' own first, then what the material holds. */
export function suggestQuestions(
  { index }: Library,
  topics: readonly Topic[],
  typed: string,
  locale: Locale,
): readonly Suggestion[] {
  const questions = topics.flatMap((topic) => topic.questions[locale])
  const wanted = typed.trim().toLowerCase()
  const asked = questions.filter((question) => question.toLowerCase().includes(wanted))
  const found = wanted ? index.complete(typed, MOST_SUGGESTIONS).map(({ text }) => text) : []
  return [...new Set([...asked, ...found])].slice(0, MOST_SUGGESTIONS).map(toSuggestion)
}

export function toSuggestion(words: string): Suggestion {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  const short = line.length > SUGGESTION_LENGTH ? cut(line, SUGGESTION_LENGTH - 1) : line
  return { label: short === line ? line : `${short}…`, value: short }
}

/** At most so many UTF-16 units, never half a surrogate pair. */
const cut = (words: string, most: number): string =>
  words.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
