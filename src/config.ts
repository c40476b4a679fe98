import { z } from 'zod'
import { type Locale, localeOf } from './answers/index.ts'
import { LOG_LEVELS, type LogLevel } from './shared/log.ts'

/** Everything a host can set. `.env.example` explains each to people. */
export interface Config {
  readonly contentFolder: string
  /** Where the bot keeps what must outlive it. */
  readonly dataFolder: string
  /** PostgreSQL that several copies share, `postgres://…`; without it SQLite in the data folder. */
  readonly databaseUrl?: string
  /** OpenSearch nodes for the index, with commas between them; without it MiniSearch in memory. */
  readonly searchUrl?: string
  /** Questions a minute. */
  readonly limits: { readonly perUser: number; readonly perChannel: number; readonly total: number }
  /** Days that questions without a good answer are kept; 0: none are. */
  readonly gapDays: number
  /** Hours after which what was imported is brought up to date; undefined: never. */
  readonly importEvery?: number
  /** Language that the terminal chat begins in. */
  readonly locale: Locale
  /** Where the playground is served. */
  readonly playground: { readonly host: string; readonly port: number }
  /** The lowest level that is logged. */
  readonly logLevel: LogLevel
  /** Where health and metrics are served; nowhere if undefined. */
  readonly health?: { readonly host: string; readonly port: number }
  readonly discord?: {
    readonly token: string
    readonly apiUrl?: string
    readonly guildId?: string
    /** Which of how many shards this copy serves. */
    readonly shards?: { readonly first: number; readonly last: number; readonly count: number }
  }
  readonly telegram?: {
    readonly token: string
    readonly apiUrl?: string
    /** Account of the person who hosts the bot. */
    readonly owner?: number
    readonly webhook?: { readonly url: string; readonly port: number; readonly secret: string }
  }
}

/** Settings that must never be seen. */
export const SECRETS = [
  'DISCORD_TOKEN',
  'TELEGRAM_TOKEN',
  'TELEGRAM_WEBHOOK_SECRET',
  'DATABASE_URL',
  'SEARCH_URL',
] as const

/** The settings are wrong; the message says all that is, and the fix of each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const token = z.string().regex(/^\S+$/, 'holds white space: copy the token again, without quotes')
const SHARDS =
  'is not a range such as 0-3/16: the first and last shard of this copy, and how many there are in all'
/** `0-3/16`, or `0/2` for one. */
const shards = z
  .string()
  .regex(/^\d{1,4}(-\d{1,4})?\/\d{1,4}$/, SHARDS)
  .transform((text) => {
    const [range = '', count = ''] = text.split('/')
    const [first = '', last = first] = range.split('-')
    return { first: Number(first), last: Number(last), count: Number(count) }
  })
  .refine(({ first, last, count }) => first <= last && last < count, SHARDS)

const address = z
  .url({
    protocol: /^https?$/,
    error: 'is not an address: write it whole, with http:// or https://',
  })
  .transform((url) => url.replace(/(?<!\/)\/+$/, ''))

const listenOn = z
  .string()
  .regex(/^[\w.:-]+$/, 'is not an address or a name to listen on, such as 127.0.0.1')
  .default('127.0.0.1')
const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(error).int(error).min(least, error).max(most, error)
}

const SETTINGS = z
  .object({
    CONTENT_DIR: z.string().default('content'),
    DATA_DIR: z.string().default('data'),
    DATABASE_URL: z
      .string()
      .regex(
        /^postgres(?:ql)?:\/\/[^/]+/,
        'is not an address such as postgres://name:password@host/database',
      )
      .optional(),
    SEARCH_URL: z
      .string()
      .regex(
        /^https?:\/\/[^\s,]+(\s*,\s*https?:\/\/[^\s,]+)*$/,
        'is not an address such as http://localhost:9200, or several with commas',
      )
      .optional(),
    LIMIT_PER_USER: wholeNumber(1, 100_000).default(12),
    LIMIT_PER_CHAT: wholeNumber(1, 100_000).default(60),
    LIMIT_TOTAL: wholeNumber(1, 1_000_000).default(3000),
    GAPS_DAYS: wholeNumber(0, 3650).default(90),
    IMPORT_EVERY: wholeNumber(0, 8760).default(0),
    TELEGRAM_OWNER_ID: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
    LANG: z.string().optional(),
    HOST: listenOn,
    PORT: wholeNumber(0, 65535).default(3000),
    LOG_LEVEL: z
      .string()
      .regex(new RegExp(`^(${LOG_LEVELS.join('|')})$`), `is not one of ${LOG_LEVELS.join(', ')}`)
      .transform((level) => level as LogLevel)
      .default('info'),
    HEALTH_HOST: listenOn,
    HEALTH_PORT: wholeNumber(0, 65535).optional(),
    DISCORD_TOKEN: token.optional(),
    DISCORD_API_URL: address.optional(),
    DISCORD_GUILD_ID: z
      .string()
      .regex(/^\d{17,20}$/, 'is not the id of a server: 17 to 20 digits, from “Copy Server ID”')
      .optional(),
    DISCORD_SHARDS: shards.optional(),
    TELEGRAM_TOKEN: token.optional(),
    TELEGRAM_API_URL: address.optional(),
    TELEGRAM_WEBHOOK_URL: address.optional(),
    TELEGRAM_WEBHOOK_PORT: wholeNumber(1, 65535).default(8443),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'must have 16 to 256 letters, digits, _ or -')
      .optional(),
  })
  .superRefine((settings, { addIssue }) => {
    const need = (name: keyof typeof settings, because: keyof typeof settings) => {
      if (settings[because] !== undefined && settings[name] === undefined)
        addIssue({ code: 'custom', path: [name], message: `is missing: ${because} needs it` })
    }
    need('DISCORD_TOKEN', 'DISCORD_GUILD_ID')
    need('DISCORD_TOKEN', 'DISCORD_API_URL')
    need('DISCORD_TOKEN', 'DISCORD_SHARDS')
    need('TELEGRAM_TOKEN', 'TELEGRAM_API_URL')
    need('TELEGRAM_TOKEN', 'TELEGRAM_OWNER_ID')
    need('TELEGRAM_TOKEN', 'TELEGRAM_WEBHOOK_URL')
    need('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_URL')
  })

/**
 * Reads the settings; the only reader of the environment. An empty one counts as not set.
 *
 * @throws {ConfigError} naming every wrong or missing setting at once, never its value
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter(([, value]) => value?.trim())
  const read = SETTINGS.safeParse(
    Object.fromEntries(given.map(([name, value]) => [name, value?.trim()])),
  )
  if (!read.success) {
    const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')} ${message}`)
    throw new ConfigError(
      ['Some settings are wrong (.env.example explains each):', ...lines].join('\n'),
    )
  }
  const settings = read.data
  const { DISCORD_TOKEN, TELEGRAM_TOKEN } = settings
  return {
    contentFolder: settings.CONTENT_DIR,
    dataFolder: settings.DATA_DIR,
    ...defined({ databaseUrl: settings.DATABASE_URL, searchUrl: settings.SEARCH_URL }),
    limits: {
      perUser: settings.LIMIT_PER_USER,
      perChannel: settings.LIMIT_PER_CHAT,
      total: settings.LIMIT_TOTAL,
    },
    gapDays: settings.GAPS_DAYS,
    ...(settings.IMPORT_EVERY > 0 && { importEvery: settings.IMPORT_EVERY }),
    locale: localeOf(settings.LANG?.split('.')[0]),
    playground: { host: settings.HOST, port: settings.PORT },
    logLevel: settings.LOG_LEVEL,
    ...(settings.HEALTH_PORT !== undefined && {
      health: { host: settings.HEALTH_HOST, port: settings.HEALTH_PORT },
    }),
    ...(DISCORD_TOKEN && {
      discord: {
        token: DISCORD_TOKEN,
        ...defined({
          apiUrl: settings.DISCORD_API_URL,
          guildId: settings.DISCORD_GUILD_ID,
          shards: settings.DISCORD_SHARDS,
        }),
      },
    }),
    ...(TELEGRAM_TOKEN && {
      telegram: {
        token: TELEGRAM_TOKEN,
        ...defined({
          apiUrl: settings.TELEGRAM_API_URL,
          owner: settings.TELEGRAM_OWNER_ID,
          webhook: toWebhook(settings),
        }),
      },
    }),
  }
}

function toWebhook(settings: z.infer<typeof SETTINGS>) {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = settings
  return url && secret ? { url, secret, port: settings.TELEGRAM_WEBHOOK_PORT } : undefined
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }
const defined = <T extends object>(fields: T) =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>
