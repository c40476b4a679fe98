import type { Message, StandInEvent } from '../../discord/index.ts'
import type { EventLog } from '../event-log.ts'

const PLATFORM = 'discord'

/** Tells the event log what happens on Discord. */
export function createReporter(eventLog: EventLog, show: (message: Message) => void) {
  let problem: string | undefined
  return (event: StandInEvent): void => {
    if (event.type === 'message' || event.type === 'edit') show(event.message)
    else if (event.type === 'deferred' && event.interaction.reply) show(event.interaction.reply)
    else if (event.type === 'registered')
      eventLog.tell({ type: 'commands', commands: event.commands })
    else if (event.type === 'dispatch')
      eventLog.record(PLATFORM, { from: 'platform', name: event.name, body: event.payload })
    // The stand-in says what it objects to right before the request that it refuses.
    else if (event.type === 'problem') problem = event.problem
    else if (event.type === 'request') {
      const { method, path, body, status } = event.request
      eventLog.record(PLATFORM, {
        ...{ from: 'bot', name: `${method} ${path}`, body, status },
        ...(problem && { problem }),
      })
      problem = undefined
    }
  }
}
