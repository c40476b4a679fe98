import type { InlineQuery } from 'telegraf/types'
import { type ChatRequest, localeOf, type Responder } from '../../answers/index.ts'
import { withTimeout } from '../../shared/timeouts.ts'
import type { Call } from './api.ts'
import { type Card, MAX_RESULTS, toCards, toSuggestionCard } from './inline.ts'
import { MESSAGES } from './messages.ts'
import { originOfDraft } from './origin.ts'
import type { KeyedQueue } from './queue.ts'

/** Seconds that Telegram may give the same cards for the same words. */
const INLINE_CACHE = 10
const MAX_SUGGESTION_CARDS = 5

interface InlineOptions {
  readonly self: { readonly username: string }
  readonly owner: number | undefined
  readonly responder: Responder
  readonly call: Call
  readonly queue: KeyedQueue
  /** Called with failures of calls whose result is not needed. */
  readonly report: (error: unknown) => void
  /** Called for each query that got no cards. */
  readonly reportNoCards: (error: unknown) => void
  /** Milliseconds until the cards are given up. */
  readonly inlineBudget: number
}

/**
 * Answers somebody who types `@bot …` in whatever chat: side by side, as nobody waits for the last key.
 *
 * @param once does it, unless it is done already
 */
export function takeInlineQuery(
  options: InlineOptions,
  query: InlineQuery,
  once: (work: () => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const { queue, call, report, reportNoCards, inlineBudget } = options
  const locale = localeOf(query.from.language_code, query.query)
  const answer = async () => {
    const cards = await withTimeout(inlineBudget, collectCards(options, query)).catch(
      (error): readonly Card[] => {
        reportNoCards(error)
        return []
      },
    )
    const isEmpty = query.query.trim() === '' || cards.length === 0
    const button = { text: MESSAGES[locale].openBot, start_parameter: 'help' }
    await call('answerInlineQuery', {
      inline_query_id: query.id,
      results: cards,
      cache_time: cards.length > 0 ? INLINE_CACHE : 0,
      // The same words are answered in the language of the person who types them.
      is_personal: true,
      ...(isEmpty && { button }),
    }).catch(report)
  }
  return queue.add(`inline ${query.id}`, () => once(answer))
}

async function collectCards(
  { responder, self, owner }: InlineOptions,
  query: InlineQuery,
): Promise<readonly Card[]> {
  const text = query.query.trim()
  const locale = localeOf(query.from.language_code, text)
  const from = originOfDraft({ owner }, query.from)
  const ask = (question: string, who: Pick<ChatRequest, 'from' | 'draft'> = {}) =>
    responder.respond({ command: 'ask', text: question, locale, ...who })
  const suggestions = (await responder.suggest({ command: 'ask', text, locale, from }))
    .filter(({ value }) => value !== text)
    .slice(0, MAX_SUGGESTION_CARDS)
  const answers = await Promise.all(suggestions.map(({ value }) => ask(value)))
  const answer = text ? await ask(text, { from, draft: true }) : undefined
  // A refusal is no card that anybody would send.
  const asked = answer && answer.outcome !== 'invalid' ? toCards(answer, self.username) : []
  const shown = new Set(answer?.citations.map(({ passage }) => passage.id))
  const suggested = suggestions.flatMap((suggestion, index) => {
    const suggestedAnswer = answers[index]
    const id = suggestedAnswer?.citations[0]?.passage.id
    // A passage is offered once, and only where it answers what the card says.
    if (suggestedAnswer?.outcome !== 'found' || id === undefined || shown.has(id)) return []
    shown.add(id)
    return toSuggestionCard(index, suggestion, suggestedAnswer, self.username)
  })
  return [...asked, ...suggested].slice(0, MAX_RESULTS)
}
