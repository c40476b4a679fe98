import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Store } from '../service/index.ts'
import type { Log, Meter } from '../shared/types.ts'
import { leasePlatform } from './leased-platform.ts'
import { type SupervisedPlatform, supervise } from './supervise.ts'

interface PlatformParts {
  readonly store: Store
  readonly log: Log
  /** Told of a group that has got another number. */
  readonly onMoved: (from: string, to: string) => Promise<void>
  readonly meter: Meter | undefined
}

/** The platforms that are configured; the library of one that is not is never loaded. */
export async function createPlatforms(
  { discord, telegram }: Config,
  { store, log, onMoved, meter }: PlatformParts,
) {
  const platforms: SupervisedPlatform[] = []
  const common = { log, once: store.once, ...(meter && { meter }) }
  if (discord) {
    const { createDiscord } = await import('../bots/discord/index.ts')
    const create = () => createDiscord({ ...discord, ...common })
    const names = namesOfShards(discord)
    platforms.push(supervise(() => leasePlatform(create(), store, names, log), log))
  }
  if (telegram) {
    const { createTelegram } = await import('../bots/telegram/index.ts')
    const create = () => createTelegram({ ...telegram, ...common, onMoved })
    // A balancer gives each copy its share of a webhook; polling is for one.
    const names = [`telegram ${telegram.token.split(':')[0]}`]
    const lease = () => leasePlatform(create(), store, names, log)
    platforms.push(supervise(telegram.webhook ? create : lease, log))
  }
  return platforms
}

/** Copies that share a database serve each shard once. A hash names the bot without its token. */
function namesOfShards({ token, shards }: NonNullable<Config['discord']>): readonly string[] {
  const bot = createHash('sha256').update(token).digest('base64url').slice(0, 12)
  if (!shards) return [`discord ${bot}`]
  const { first, last } = shards
  return Array.from({ length: last - first + 1 }, (_, i) => `discord ${bot} ${first + i}`)
}
