import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig, SECRETS } from '../../src/config.ts'

const DEFAULTS = {
  dataFolder: 'data',
  limits: { perUser: 12, perChannel: 60, total: 3000 },
  gapDays: 90,
}

describe('the settings', () => {
  it('need nothing at all', () => {
    expect(readConfig({})).toEqual({
      ...DEFAULTS,
      contentFolder: 'content',
      locale: 'en',
      playground: { host: '127.0.0.1', port: 3000 },
      logLevel: 'info',
    })
    expect(readConfig({ DISCORD_TOKEN: '  ', TELEGRAM_TOKEN: '' })).toEqual(readConfig({}))
  })

  it('tell each platform what it needs', () => {
    expect(
      readConfig({
        DISCORD_TOKEN: ' token ',
        DISCORD_GUILD_ID: '12345678901234567',
        TELEGRAM_TOKEN: '1:a',
        TELEGRAM_API_URL: 'http://localhost:8081/',
        TELEGRAM_WEBHOOK_URL: 'https://example.org/hook',
        TELEGRAM_WEBHOOK_SECRET: 'sixteen_letters_',
        TELEGRAM_OWNER_ID: '4242',
        CONTENT_DIR: 'elsewhere',
        DATA_DIR: '/var/lib/chuchu',
        LIMIT_PER_USER: '3',
        GAPS_DAYS: '0',
        IMPORT_EVERY: '24',
        LANG: 'zh_TW.UTF-8',
        HOST: '::',
        PORT: '8080',
        LOG_LEVEL: 'warn',
        HEALTH_PORT: '9464',
      }),
    ).toEqual({
      ...DEFAULTS,
      dataFolder: '/var/lib/chuchu',
      limits: { perUser: 3, perChannel: 60, total: 3000 },
      gapDays: 0,
      importEvery: 24,
      contentFolder: 'elsewhere',
      locale: 'zh-Hant',
      playground: { host: '::', port: 8080 },
      logLevel: 'warn',
      health: { host: '127.0.0.1', port: 9464 },
      discord: { token: 'token', guildId: '12345678901234567' },
      telegram: {
        token: '1:a',
        apiUrl: 'http://localhost:8081',
        owner: 4242,
        webhook: { url: 'https://example.org/hook', port: 8443, secret: 'sixteen_letters_' },
      },
    })
  })

  it('that are wrong or missing are reported all at once, without their values', () => {
    const wrong = {
      DISCORD_TOKEN: 'secret with space',
      DISCORD_GUILD_ID: 'my server',
      TELEGRAM_API_URL: 'localhost',
      TELEGRAM_WEBHOOK_URL: 'https://example.org',
      TELEGRAM_WEBHOOK_PORT: '99999',
      HOST: 'http://localhost',
      LOG_LEVEL: 'loud',
      HEALTH_HOST: '0.0.0.0/0',
      HEALTH_PORT: '-1',
    }
    const report = (() => {
      try {
        return JSON.stringify(readConfig(wrong))
      } catch (error) {
        return (error as Error).message
      }
    })()
    for (const name of [
      'HOST',
      'DISCORD_TOKEN',
      'DISCORD_GUILD_ID',
      'TELEGRAM_TOKEN',
      'TELEGRAM_API_URL',
      'HEALTH_HOST',
    ])
      expect(report).toContain(`${name} `)
    expect(report).toContain('TELEGRAM_WEBHOOK_PORT must be a whole number from 1 to 65535')
    expect(report).toContain('HEALTH_PORT must be a whole number from 0 to 65535')
    expect(report).toContain('LOG_LEVEL is not one of info, warn, error')
    expect(report).toContain('TELEGRAM_WEBHOOK_SECRET is missing: TELEGRAM_WEBHOOK_URL needs it')
    expect(report).not.toContain('secret with space')
  })

  it('that are secret are known as such', () => {
    const explained = readFileSync('.env.example', 'utf8').match(/^#?[A-Z_]+(?==)/gm) ?? []
    const secret = /TOKEN|SECRET|PASSWORD|KEY|DATABASE_URL|SEARCH_URL/
    expect(
      explained
        .map((name) => name.replace('#', ''))
        .filter((name) => secret.test(name))
        .sort(),
    ).toEqual([...SECRETS].sort())
  })

  it('are each explained in .env.example', () => {
    const known =
      readFileSync('src/config.ts', 'utf8').match(/^ {4}(?!LANG)[A-Z]+[A-Z_]*(?=:)/gm) ?? []
    const explained = readFileSync('.env.example', 'utf8').match(/^#?[A-Z_]+(?==)/gm) ?? []
    expect(explained.map((name) => name.replace('#', '')).sort()).toEqual(
      known.map((name) => name.trim()).sort(),
    )
  })
})
