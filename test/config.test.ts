import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'

describe('the settings', () => {
  it('need nothing at all', () => {
    expect(readConfig({})).toEqual({
      contentFolder: 'content',
      locale: 'en',
      playground: { host: '127.0.0.1', port: 3000 },
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
        CONTENT_DIR: 'elsewhere',
        LANG: 'zh_TW.UTF-8',
        HOST: '::',
        PORT: '8080',
      }),
    ).toEqual({
      contentFolder: 'elsewhere',
      locale: 'zh-Hant',
      playground: { host: '::', port: 8080 },
      discord: { token: 'token', guildId: '12345678901234567' },
      telegram: {
        token: '1:a',
        apiUrl: 'http://localhost:8081',
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
    ])
      expect(report).toContain(`${name} `)
    expect(report).toContain('TELEGRAM_WEBHOOK_PORT must be a port')
    expect(report).toContain('TELEGRAM_WEBHOOK_SECRET is missing: TELEGRAM_WEBHOOK_URL needs it')
    expect(report).not.toContain('secret with space')
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

describe('the log', () => {
  it('never writes a secret, wherever it stands', () => {
    const lines: string[] = []
    const log = createLog((line) => lines.push(line), ['s3cr+t', ''])
    log.error('request to http://x/bots3cr+t/getMe failed', { url: 'http://x/?t=s3cr%2Bt' })
    log.warn('https://api.telegram.org/bot123456789:AAabcdefghijklmnopqrstuvwxyz012345678/getMe')
    expect(lines.join()).not.toMatch(/s3cr|AAabcdefghij/)
    expect(lines[0]).toMatch(/^\d{4}-\S+Z error request to http:\/\/x\/bot\[secret\]\/getMe failed/)
  })

  it('finds a token behind any number of digits', () => {
    const lines: string[] = []
    const token = `${'1'.repeat(40)}:AAabcdefghijklmnopqrstuvwxyz012345678`
    createLog((line) => lines.push(line), []).error(`x${token} ${'9'.repeat(5000)}`)
    expect(lines.join()).toContain(' error x[secret] 9')
    expect(lines.join()).not.toContain('AAabc')
  })
})
