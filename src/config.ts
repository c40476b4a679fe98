import { z } from 'zod'
import { type Locale, localeOf } from './answers/index.ts'

/** Everything a host can set. `.env.example` explains each to people. */
export interface Config {
  readonly contentFolder: string
  /** Language that the terminal chat begins in. */
  readonly locale: Locale
  /** Where the playground is served. */
  readonly playground: { readonly host: string; readonly port: number }
  readonly discord?: { readonly token: string; readonly apiUrl?: string; readonly guildId?: string }
  readonly telegram?: {
    readonly token: string
    readonly apiUrl?: string
    readonly webhook?: { readonly url: string; readonly port: number; readonly secret: string }
  }
}

/** The settings are wrong; the message says all that is, and the cure of each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const token = z.string().regex(/^\S+$/, 'holds white space: copy the token again, without quotes')
const address = z
  .url({
    protocol: /^https?$/,
    error: 'is not an address: write it whole, with http:// or https://',
  })
  .transform((url) => url.replace(/(?<!\/)\/+$/, ''))

const SETTINGS = z
  .object({
    CONTENT_DIR: z.string().default('content'),
    LANG: z.string().optional(),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'is not an address or a name to listen on, such as 127.0.0.1')
      .default('127.0.0.1'),
    PORT: z.coerce
      .number('must be a port: a number from 0 to 65535; 0 is any that is free')
      .int()
      .min(0, 'must be a port: a number from 0 to 65535; 0 is any that is free')
      .max(65535, 'must be a port: a number from 0 to 65535; 0 is any that is free')
      .default(3000),
    DISCORD_TOKEN: token.optional(),
    DISCORD_API_URL: address.optional(),
    DISCORD_GUILD_ID: z
      .string()
      .regex(/^\d{17,20}$/, 'is not the id of a server: 17 to 20 digits, from “Copy Server ID”')
      .optional(),
    TELEGRAM_TOKEN: token.optional(),
    TELEGRAM_API_URL: address.optional(),
    TELEGRAM_WEBHOOK_URL: address.optional(),
    TELEGRAM_WEBHOOK_PORT: z.coerce
      .number('must be a port: a number from 1 to 65535')
      .int()
      .min(1, 'must be a port: a number from 1 to 65535')
      .max(65535, 'must be a port: a number from 1 to 65535')
      .default(8443),
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
    need('TELEGRAM_TOKEN', 'TELEGRAM_API_URL')
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
      ['Some settings need mending (.env.example explains each):', ...lines].join('\n'),
    )
  }
  const settings = read.data
  const { DISCORD_TOKEN, TELEGRAM_TOKEN } = settings
  return {
    contentFolder: settings.CONTENT_DIR,
    locale: localeOf(settings.LANG?.split('.')[0]),
    playground: { host: settings.HOST, port: settings.PORT },
    ...(DISCORD_TOKEN && {
      discord: {
        token: DISCORD_TOKEN,
        ...defined({ apiUrl: settings.DISCORD_API_URL, guildId: settings.DISCORD_GUILD_ID }),
      },
    }),
    ...(TELEGRAM_TOKEN && {
      telegram: {
        token: TELEGRAM_TOKEN,
        ...defined({ apiUrl: settings.TELEGRAM_API_URL, webhook: toWebhook(settings) }),
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
