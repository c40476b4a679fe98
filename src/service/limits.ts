import { type Audience, type ChatRequest, type Responder, say } from '../answers/index.ts'
import { createLruMap } from '../shared/lru.ts'
import { MESSAGES, type Refusal } from './messages.ts'

/** Questions a minute; as many may come at once when nobody has asked for a minute. */
export interface Limits {
  readonly perUser: number
  readonly perChannel: number
  readonly total: number
}

/** What is typed but not yet asked comes with every key: so many times more of it. */
const DRAFTS = 10
/** Answers on their way at once. They take a millisecond, unless a platform is asked something for them. */
const MAX_AT_ONCE = 200
/** Refusals a minute that all may see, and that the asker alone sees; the rest is silence. */
const NOTICES = { all: 1, asker: 10 }
/** Keys of which the allowance is known; what was not used for longest is forgotten first. */
const MAX_KEYS = 20_000

/**
 * Stands in front of a responder with an allowance for each person, each channel and the process.
 * Whoever asks too fast is told so, once; then there is silence.
 *
 * @param now milliseconds; for tests
 */
export function limit(
  responder: Responder,
  { perUser, perChannel, total }: Limits,
  now: () => number = Date.now,
): Responder {
  const buckets = (perMinute: number) => createBuckets(perMinute, now)
  const users = buckets(perUser)
  const typing = buckets(perUser * DRAFTS)
  const channels = buckets(perChannel)
  const process = buckets(total)
  const noticesForAll = buckets(NOTICES.all)
  const noticesForAsker = buckets(NOTICES.asker)
  let running = 0

  /** Takes one from each, or from none: then the answer says for how many seconds to wait. */
  const take = (
    allowances: readonly Allowance[],
  ): readonly [Refusal, string, number] | undefined => {
    for (const [refusal, bucket, key] of allowances) {
      const seconds = bucket.wait(key)
      if (seconds > 0) return [refusal, key, seconds]
    }
    for (const [, bucket, key] of allowances) bucket.take(key)
    return undefined
  }
  const audienceOf = (refusal: Refusal, key: string, user: string): Audience => {
    if (!take([[refusal, noticesForAll, `${refusal} ${key}`]])) return 'quietly'
    return take([[refusal, noticesForAsker, user]]) ? 'nobody' : 'asker'
  }
  const allowancesFor = ({ from, draft }: ChatRequest): readonly Allowance[] => {
    if (!from) return []
    const whole: Allowance = ['busy', process, '']
    if (draft) return [['user', typing, from.user], whole]
    return [['user', users, from.user], ['channel', channels, from.channel], whole]
  }
  return {
    get commands() {
      return responder.commands
    },
    async respond(request) {
      const { from, locale } = request
      const refused =
        running >= MAX_AT_ONCE ? (['busy', '', 1] as const) : take(allowancesFor(request))
      if (refused && from) {
        const [refusal, key, seconds] = refused
        const words = MESSAGES[locale].refused[refusal](seconds)
        return { ...say('invalid', request, words), audience: audienceOf(refusal, key, from.user) }
      }
      running++
      try {
        return await responder.respond(request)
      } finally {
        running--
      }
    },
    async suggest(request) {
      return take(allowancesFor({ ...request, draft: true })) ? [] : responder.suggest(request)
    },
  }
}

type Allowance = readonly [refusal: Refusal, buckets: Buckets, key: string]

interface Buckets {
  /** Seconds until one may be taken; 0 if it may be now. */
  wait(key: string): number
  take(key: string): void
}

/** Token buckets (https://en.wikipedia.org/wiki/Token_bucket): as many tokens as come in a minute. */
function createBuckets(perMinute: number, now: () => number): Buckets {
  const buckets = createLruMap<{ tokens: number; time: number }>(MAX_KEYS)
  const fill = (key: string) => {
    const time = now()
    const before = buckets.get(key) ?? { tokens: perMinute, time }
    const gained = ((time - before.time) * perMinute) / 60_000
    const bucket = { tokens: Math.min(perMinute, before.tokens + gained), time }
    buckets.set(key, bucket)
    return bucket
  }
  return {
    wait(key) {
      const { tokens } = fill(key)
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 60) / perMinute)
    },
    take(key) {
      fill(key).tokens--
    },
  }
}
