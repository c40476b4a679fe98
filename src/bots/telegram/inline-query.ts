import type { InlineQuery } from 'telegraf/types'
import { localeOf } from '../../answers/index.ts'
import { withinBudget } from './budget.ts'
import type { Conversation } from './conversation.ts'
import { reportFailure } from './errors.ts'
import { type Card, MOST_RESULTS, toCards, toSuggestionCard } from './inline.ts'
import { PHRASES } from './phrases.ts'

/** Seconds that Telegram may give the same cards for the same words. */
const INLINE_CACHE = 10
const MOST_SUGGESTION_CARDS = 5

/** Answers somebody who types `@bot …` in whatever chat: side by side, as nobody waits for the last key. */
export function takeInlineQuery(conversation: Conversation, query: InlineQuery): void {
  const { lanes, call, log, inlineBudget } = conversation
  const locale = localeOf(query.from.language_code, query.query)
  lanes.add(`inline ${query.id}`, async () => {
    const cards = await withinBudget(inlineBudget, collectCards(conversation, query)).catch(
      (error): readonly Card[] => {
        log.warn('Telegram: no cards for an inline query', { error: String(error) })
        return []
      },
    )
    const isEmpty = query.query.trim() === '' || cards.length === 0
    const button = { text: PHRASES[locale].openBot, start_parameter: 'help' }
    await call('answerInlineQuery', {
      inline_query_id: query.id,
      results: cards,
      cache_time: cards.length > 0 ? INLINE_CACHE : 0,
      // The same words are answered in the language of whoever types them.
      is_personal: true,
      ...(isEmpty && { button }),
    }).catch(reportFailure(log))
  })
}

async function collectCards(
  { responder, self }: Conversation,
  query: InlineQuery,
): Promise<readonly Card[]> {
  const text = query.query.trim()
  const locale = localeOf(query.from.language_code, text)
  const ask = (question: string) => responder.respond({ command: 'ask', text: question, locale })
  const suggestions = responder
    .suggest({ command: 'ask', text, locale })
    .filter(({ value }) => value !== text)
    .slice(0, MOST_SUGGESTION_CARDS)
  const suggested = await Promise.all(
    suggestions.map(async (suggestion, index) =>
      toSuggestionCard(index, suggestion, await ask(suggestion.value), self.username),
    ),
  )
  const asked = text ? toCards(await ask(text), self.username) : []
  return [...asked, ...suggested.flat()].slice(0, MOST_RESULTS)
}
