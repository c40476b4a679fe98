import { useEffect, useReducer, useState } from 'preact/hooks'
import { listen } from './connection.ts'
import type { createStore } from './store.ts'

/** Milliseconds in which news are gathered before they are drawn. */
const DRAW_EVERY = 25

/** Fills the store with what the server tells, and draws it. */
export function useNews(store: ReturnType<typeof createStore>) {
  const [, count] = useReducer((drawn: number) => drawn + 1, 0)
  const [connected, setConnected] = useState(true)
  const redraw = () => count(undefined as never)
  useEffect(() => {
    let drawing: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      drawing = undefined
      redraw()
    }
    // A page that opens late is told everything at once: one drawing for each piece of news would
    // cost as much as their number squared.
    const learn: Parameters<typeof listen>[0] = (news) => {
      store.learn(news)
      drawing ??= setTimeout(draw, DRAW_EVERY)
    }
    const stop = listen(learn, setConnected)
    return () => {
      clearTimeout(drawing)
      stop()
    }
  }, [])
  return { connected, redraw }
}
