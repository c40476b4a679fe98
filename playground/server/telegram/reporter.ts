import type { StandInEvent, TelegramStandIn } from '../../telegram/index.ts'
import type { ObservedResponder } from '../explain.ts'
import type { SimulatorOptions } from '../simulator.ts'

const PLATFORM = 'telegram'
/** Asking for news, all the time: the updates that it brings say more. */
const LONG_POLL = 'getUpdates'

/** Tells the event log what happens on Telegram. */
export function createReporter(
  telegram: TelegramStandIn,
  { eventLog, pictures }: SimulatorOptions,
  responder: ObservedResponder,
) {
  let called: object | undefined
  const problems = new WeakMap<object, string>()

  function reportResult({ method, parameters, status, refusal }: Result): void {
    if (method === LONG_POLL) return
    const problem = problems.get(parameters) ?? refusal
    eventLog.record(PLATFORM, {
      ...{ from: 'bot', name: method, body: parameters, status },
      ...(problem && { problem }),
    })
    if (method !== 'setMyDescription') return
    const { language_code: language = '', description = '' } = parameters
    eventLog.tell({ type: 'description', language: `${language}`, text: `${description}` })
  }

  return (event: StandInEvent): void => {
    if (event.type === 'message' || event.type === 'edited') {
      const { message } = event
      const chosen = message.via_bot && responder.take(message.text)
      const { reply_to_message: question } = message
      const asked = question && 'text' in question ? question.text : undefined
      const answer = message.from.id === telegram.bot.id ? responder.answerTo(asked) : chosen
      const bytes = (message.photo ?? message.animation) && telegram.fileOf(message)
      const picture = bytes && pictures.put(bytes)
      eventLog.tell({
        ...{ type: 'telegram', message },
        ...(answer !== undefined && { answer }),
        ...(picture && { picture }),
      })
    } else if (event.type === 'menu')
      eventLog.tell({ type: 'menu', language: event.language, items: event.items })
    else if (event.type === 'update')
      eventLog.record(PLATFORM, {
        from: 'platform',
        name: nameOf(event.update),
        body: event.update,
      })
    else if (event.type === 'call') called = event.parameters
    // The stand-in says what it objects to right after the call.
    else if (event.type === 'problem' && called) problems.set(called, event.problem)
    else if (event.type === 'result') reportResult(event)
  }
}

type Result = Extract<StandInEvent, { type: 'result' }>

/** `message`, `callback_query`: what an update brings. */
const nameOf = (update: object): string =>
  Object.keys(update).find((key) => key !== 'update_id') ?? 'update'
