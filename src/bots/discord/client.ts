import { Client, DefaultRestOptions, GatewayIntentBits, Options, Partials } from 'discord.js'
import { type RetryOptions, withRetries } from './retry.ts'

/** Discord bans an address after 10,000 of them in 10 minutes: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const WARN_EVERY_INVALID_REQUESTS = 100

/** Some of all shards, as https://docs.discord.com/developers/events/gateway#sharding numbers them. */
export interface Shards {
  readonly first: number
  readonly last: number
  readonly count: number
}

export function createClient(
  apiUrl: string | undefined,
  shards: Shards | undefined,
  retries: RetryOptions,
): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    // A direct message comes from a channel that the bot has not been told of before.
    partials: [Partials.Channel],
    ...(shards ? { shards: range(shards), shardCount: shards.count } : { shards: 'auto' }),
    allowedMentions: { parse: [], repliedUser: false },
    failIfNotExists: false,
    // The bot does not need earlier messages, so none are cached.
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: {
      // discord.js adds the version by itself.
      ...(apiUrl && { api: apiUrl.replace(/(?<!\/)(\/v\d+)?\/*$/, '') }),
      invalidRequestWarningInterval: WARN_EVERY_INVALID_REQUESTS,
      makeRequest: withRetries(DefaultRestOptions.makeRequest, retries),
    },
  })
}

/** Errors that discord.js' packet handlers throw on an unexpected payload would end the process. */
export function guardPackets(client: Client, report: (error: unknown) => void): void {
  const gateway = client.ws as unknown as { handlePacket(...packet: unknown[]): boolean }
  const handle = gateway.handlePacket.bind(gateway)
  gateway.handlePacket = (...packet) => {
    try {
      return handle(...packet)
    } catch (error) {
      report(error)
      return false
    }
  }
}

const range = ({ first, last }: Shards): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i)
