import {
  type Answer,
  type Audience,
  type ChatRequest,
  type Origin,
  type Responder,
  say,
  wrapResponder,
} from '../answers/index.ts'
import { MESSAGES, type Refusal } from './messages.ts'
import type { Limiter, Store } from './store/index.ts'
import { createMemoryLimiter, toLimiter } from './store/local.ts'

/** Questions a minute. */
export interface Limits {
  readonly perUser: number
  readonly perChannel: number
  readonly total: number
}

/** Drafts come with every key press: the limit for them is this many times higher. */
const DRAFTS = 10
/** Answers in flight. Each takes a millisecond, unless a platform is asked something for it. */
const MAX_AT_ONCE = 200
/** Refusals a minute that everybody sees, and that the asker alone sees; beyond that the bot is silent. */
const NOTICES = { all: 1, asker: 10 }

/**
 * Stands in front of a responder with an allowance for each person and each channel, which copies
 * that share a database share, and one for the process. A person who asks too fast is told so once; then
 * there is silence.
 */
export function limit(
  responder: Responder,
  { perUser, perChannel, total }: Limits,
  { limiter }: Pick<Store, 'limiter'>,
): Responder {
  const ofProcess = (name: string, perMinute: number) =>
    toLimiter(createMemoryLimiter(name, perMinute))
  const users = limiter('user', perUser)
  const channels = limiter('channel', perChannel)
  // Every key press would be a round trip to the database.
  const typing = ofProcess('typing', perUser * DRAFTS)
  const process = ofProcess('process', total)
  const noticesForAll = ofProcess('all', NOTICES.all)
  const noticesForAsker = ofProcess('asker', NOTICES.asker)
  let running = 0

  /** Takes one from each, or from none: then the answer says for how many seconds to wait. */
  const take = async (allowances: readonly Allowance[]): Promise<Refused | undefined> => {
    for (const [i, [refusal, limiter, key]] of allowances.entries()) {
      const seconds = await limiter.take(key)
      if (seconds === 0) continue
      await Promise.all(allowances.slice(0, i).map(([, taken, its]) => taken.giveBack(its)))
      return [refusal, key, seconds]
    }
    return undefined
  }
  const audienceOf = async (refusal: Refusal, key: string, user: string): Promise<Audience> => {
    if (!(await take([[refusal, noticesForAll, `${refusal} ${key}`]]))) return 'quietly'
    return (await take([[refusal, noticesForAsker, user]])) ? 'nobody' : 'asker'
  }
  const refuse = async (
    request: ChatRequest,
    { user }: Origin,
    [refusal, key, seconds]: Refused,
  ): Promise<Answer> => {
    const words = MESSAGES[request.locale].refused[refusal](seconds)
    return { ...say('invalid', request, words), audience: await audienceOf(refusal, key, user) }
  }
  const allowancesFor = ({ from, draft }: ChatRequest): readonly Allowance[] => {
    if (!from) return []
    const whole: Allowance = ['busy', process, '']
    if (draft) return [['user', typing, from.user], whole]
    return [['user', users, from.user], ['channel', channels, from.channel], whole]
  }
  return wrapResponder(responder, {
    async respond(request) {
      const { from } = request
      if (!from) return responder.respond(request)
      if (running >= MAX_AT_ONCE) return refuse(request, from, ['busy', '', 1])
      running++
      try {
        const refused = await take(allowancesFor(request))
        return await (refused ? refuse(request, from, refused) : responder.respond(request))
      } finally {
        running--
      }
    },
    async suggest(request) {
      const refused = await take(allowancesFor({ ...request, draft: true }))
      return refused ? [] : responder.suggest(request)
    },
  })
}

type Refused = readonly [refusal: Refusal, key: string, seconds: number]
type Allowance = readonly [refusal: Refusal, limiter: Limiter, key: string]
