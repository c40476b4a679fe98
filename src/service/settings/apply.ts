import {
  type Answer,
  type ChatRequest,
  type Origin,
  type Responder,
  say,
  wrapResponder,
} from '../../answers/index.ts'
import { MESSAGES } from '../messages.ts'
import type { Settings, SettingsStore } from './store.ts'

/**
 * Answers as the scope has chosen: in its channels, in its language, from its collections, in its
 * topic first, quietly. Read for every request, so that a button on an old message follows as well.
 *
 * @param isExempt whether a command is answered everywhere: else nobody could undo a setting
 */
export function applySettings(
  responder: Responder,
  store: SettingsStore,
  isExempt: (command: string) => boolean,
): Responder {
  const apply = (request: ChatRequest, { locale, collections }: Settings): ChatRequest => ({
    ...request,
    ...(locale && { locale }),
    ...(collections && { collections }),
  })

  return wrapResponder(responder, {
    async respond(request) {
      const { from, command } = request
      if (!from) return responder.respond(request)
      const settings = await store.of(from.scope)
      const localised = apply(request, settings)
      if (request.unasked) return answerUnasked(responder, localised, from, settings)
      if (!isAnsweredIn(from, settings) && !isExempt(command))
        return {
          ...say('invalid', localised, MESSAGES[localised.locale].elsewhere),
          audience: 'asker',
        }
      const answer = await askInTopic(responder, localised, settings)
      const heard = answer.audience ?? 'everybody'
      // An answer that asks somebody something must be seen.
      const isQuiet = settings.quiet && heard === 'everybody' && !answer.addressee
      return isQuiet ? { ...answer, audience: 'quietly' } : answer
    },
    async suggest(request) {
      const settings = request.from && (await store.of(request.from.scope))
      return responder.suggest(settings ? apply(request, settings) : request)
    },
  })
}

/** Confidence, 0…1, from which the bot speaks without being asked. */
const SURE = 0.8

/** Answers only what is sure: nobody asked the bot, so a wrong answer disturbs more than none. */
async function answerUnasked(
  responder: Responder,
  request: ChatRequest,
  from: Origin,
  settings: Settings,
): Promise<Answer> {
  const isWanted = settings.forum && isAnsweredIn(from, settings)
  if (!isWanted) return { ...say('page', request, ''), audience: 'nobody' }
  const answer = await askInTopic(responder, request, settings)
  const isSure = answer.outcome === 'found' && (answer.confidence ?? 0) >= SURE
  return { ...answer, audience: isSure && answer.audience !== 'asker' ? 'quietly' : 'nobody' }
}

export const isAnsweredIn = ({ channel, isPrivate }: Origin, { channels }: Settings): boolean =>
  isPrivate || channels.length === 0 || channels.includes(channel)

/** A free question is asked in the topic of the scope; where that has no answer, everywhere. */
async function askInTopic(
  responder: Responder,
  request: ChatRequest,
  { topic }: Settings,
): Promise<Answer> {
  const isFree = request.command === 'ask' && request.text.trim() !== '' && !request.page
  const command = responder.commands.find(({ name, isTopic }) => isTopic && name === topic)
  if (!isFree || !command) return responder.respond(request)
  const answer = await responder.respond({ ...request, command: command.name })
  return answer.outcome === 'found' ? answer : responder.respond(request)
}
