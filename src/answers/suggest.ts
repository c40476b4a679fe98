import type { Corpus, Locale, Topic } from '../corpus/types.ts'
import { createSearchIndex, type SearchIndex } from '../retrieval/index.ts'
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
) => readonly Suggestion[]

/**
 * Offers questions: the topics' own first, then what the material holds, both by characters, words,
 * pinyin and initials. The questions of a language are indexed when one is first typed in it.
 */
export function createSuggester({ corpus, index }: Library): Suggest {
  const questionsOf = (topics: readonly Topic[], locale: Locale) =>
    topics.flatMap((topic) => topic.questions[locale])
  const finders = new Map<Locale, SearchIndex>()
  const finderOf = (locale: Locale) => {
    const known = finders.get(locale)
    if (known) return known
    const finder = createSearchIndex(toCorpus(questionsOf(corpus.topics, locale)))
    finders.set(locale, finder)
    return finder
  }
  return (topics, typed, locale) => {
    const questions = questionsOf(topics, locale)
    if (!typed) return questions.map(toSuggestion)
    const wanted = typed.toLowerCase()
    const asked = questions.filter((question) => question.toLowerCase().includes(wanted))
    const alike = finderOf(locale)
      .complete(typed, MAX_SUGGESTIONS)
      .filter(({ text }) => questions.includes(text))
    const found = [...alike, ...index.complete(typed, MAX_SUGGESTIONS)].map(({ text }) => text)
    return [...new Set([...asked, ...found])].slice(0, MAX_SUGGESTIONS).map(toSuggestion)
  }
}

/** Questions as a material of their own, to be found as the material is. */
function toCorpus(questions: readonly string[]): Corpus {
  const text = questions.join('\n')
  const source = { id: 'questions', title: '', language: 'zh', text }
  const passages = questions.map((question, index) => ({
    id: String(index),
    source,
    paragraphs: [index + 1, index + 1] as const,
    text: question,
    translations: [],
  }))
  return { sources: [source], passages, topics: [], lexicon: [] }
}

export function toSuggestion(words: string): Suggestion {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  const short = line.length > SUGGESTION_LENGTH ? cut(line, SUGGESTION_LENGTH - 1) : line
  return { label: short === line ? line : `${short}…`, value: short }
}

/** At most so many UTF-16 units, never half a surrogate pair. */
const cut = (words: string, most: number): string =>
  words.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
