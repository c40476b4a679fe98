import { useEffect, useState } from 'preact/hooks'
import type { InlineCard } from '../../protocol/index.ts'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'

/** Milliseconds after a key in which another one may come, before cards are asked for. */
const TYPING_PAUSE = 300

interface Inline {
  readonly id: string
  readonly cards: readonly InlineCard[]
  readonly button?: { readonly text: string; readonly payload: string }
}

interface InlineAnswer {
  readonly inline_query_id: string
  readonly results: readonly InlineCard[]
  readonly button?: { readonly text: string; readonly start_parameter?: string }
}

/** Cards for what stands behind the bot's name; nothing while no such thing is typed. */
export function useCards(page: PageContext, query: string | undefined): Inline {
  const [inline, setInline] = useState<Inline>({ id: '', cards: [] })
  const { locale } = page
  useEffect(() => {
    if (query === undefined) return setInline({ id: '', cards: [] })
    let current = true
    const timer = setTimeout(async () => {
      const answer = await act('telegram/inline', { text: query, locale }).catch(page.complain)
      if (!current || !answer) return
      const { inline_query_id: id, results, button } = answer as InlineAnswer
      setInline({
        ...{ id, cards: results },
        ...(button && { button: { text: button.text, payload: button.start_parameter ?? '' } }),
      })
    }, TYPING_PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [query, locale])
  return inline
}
