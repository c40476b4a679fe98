import type { Happening, Message } from '../../discord/index.ts'
import type { EventLog } from '../event-log.ts'

const PLATFORM = 'discord'

/** Tells the event log what happens on Discord. */
export function createReporter(eventLog: EventLog, show: (message: Message) => void) {
  let problem: string | undefined
  return (happening: Happening): void => {
    if (happening.type === 'message' || happening.type === 'edit') show(happening.message)
    else if (happening.type === 'deferred' && happening.interaction.reply)
      show(happening.interaction.reply)
    else if (happening.type === 'registered')
      eventLog.tell({ type: 'commands', commands: happening.commands })
    else if (happening.type === 'dispatch')
      eventLog.record(PLATFORM, { from: 'platform', name: happening.name, body: happening.payload })
    // The stand-in says what it objects to right before the request that it refuses.
    else if (happening.type === 'problem') problem = happening.problem
    else if (happening.type === 'request') {
      const { method, path, body, status } = happening.request
      eventLog.record(PLATFORM, {
        ...{ from: 'bot', name: `${method} ${path}`, body, status },
        ...(problem && { problem }),
      })
      problem = undefined
    }
  }
}
