import type { Telegraf } from 'telegraf'

/**
 * Calls a method of the Bot API.
 *
 * @param longPoll for a call that stays open: its seconds, and the signal that ends it
 */
export type Call = (
  method: string,
  parameters: object,
  longPoll?: { readonly seconds: number; readonly signal: AbortSignal },
) => Promise<unknown>

/**
 * Takes no update any more. Resolves when Telegram knows which were answered.
 *
 * @param answered resolves when those under way are answered, or nobody waits for them any longer
 */
export type Stop = (answered: () => Promise<unknown>) => Promise<void>

/**
 * @param timeout milliseconds until a call counts as lost
 * @param onAnswer told whenever a call has succeeded
 * @param onFailure told whenever one has failed, unless we ended it ourselves
 */
export function createCall(
  bot: Telegraf,
  timeout: number,
  onAnswer: () => void,
  onFailure: (error: unknown) => void,
): Call {
  return async (method, parameters, longPoll) => {
    const milliseconds = timeout + (longPoll?.seconds ?? 0) * 1_000
    try {
      const result = await untilAborted(milliseconds, longPoll?.signal, (signal) =>
        callApi(bot, method, parameters, signal),
      )
      onAnswer()
      return result
    } catch (error) {
      if (!longPoll?.signal.aborted) onFailure(error)
      throw error
    }
  }
}

/** Telegraf's types know the methods of 2024, and another AbortSignal than ours. */
function callApi(bot: Telegraf, method: string, parameters: object, signal: AbortSignal) {
  type CallAnything = (
    method: string,
    parameters: object,
    options: { signal: AbortSignal },
  ) => Promise<unknown>
  return (bot.telegram.callApi as CallAnything).call(bot.telegram, method, parameters, { signal })
}

/** AbortSignal.any would do, but on Node 20 it leaks a little with every call. */
async function untilAborted<T>(
  milliseconds: number,
  stopping: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, milliseconds)
  stopping?.addEventListener('abort', abort)
  try {
    return await run(controller.signal)
  } finally {
    clearTimeout(timer)
    stopping?.removeEventListener('abort', abort)
  }
}
