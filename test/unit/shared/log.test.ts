import { DiscordAPIError } from 'discord.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog, type LogOptions, redact } from '../../../src/shared/log.ts'

const TELEGRAM = '123456789:AAabcdefghijklmnopqrstuvwxyz012345678'
// In pieces, so that nobody's scanner takes it for a real one.
const DISCORD = [
  'MTIzNDU2Nzg5MDEyMzQ1Njc4',
  'GabcDE',
  'abcdefghijklmnopqrstuvwxyz0123456789AB',
].join('.')

function openLog(secrets: readonly string[] = [], options?: LogOptions) {
  const lines: string[] = []
  return { lines, log: createLog((line) => lines.push(line), secrets, options) }
}

describe('a line of the log', () => {
  it('is JSON with level, time, message and details', () => {
    const { lines, log } = openLog()
    log.warn('Discord: rate limited', { milliseconds: 900, route: '/channels/:id' })
    expect(lines).toHaveLength(1)
    const { time, ...rest } = JSON.parse(lines[0] ?? '')
    expect(rest).toEqual({
      level: 'warn',
      message: 'Discord: rate limited',
      milliseconds: 900,
      route: '/channels/:id',
    })
    expect(new Date(time).toISOString()).toBe(time)
  })

  it('is written from the level that was asked for', () => {
    const { lines, log } = openLog([], { level: 'warn' })
    log.info('not this')
    log.warn('this')
    log.error('and this')
    expect(lines.map((line) => JSON.parse(line).message)).toEqual(['this', 'and this'])
  })

  it('is one short line for a person at a terminal, which cannot be made to do tricks', () => {
    const { lines, log } = openLog([], { readable: true })
    log.info('Discord: I am Chuchu', { servers: 2 })
    log.error('an answer failed\n\u001B[2Jinfo: all is well', { error: new TypeError('no') })
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d Discord: I am Chuchu {"servers":2}$/)
    expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error: an answer failed \[2Jinfo: all is well {.*}$/)
    expect(lines[1]).toContain('log.test.ts')
    expect(lines[1]).not.toContain('\\n')
  })

  it('tells of an error what happened and where, with its causes', () => {
    const { lines, log } = openLog()
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    log.error('failed', { error: new Error('no news', { cause }) })
    const { error } = JSON.parse(lines[0] ?? '')
    expect(error).toMatchObject({
      name: 'Error',
      message: 'no news',
      stack: expect.stringContaining('log.test.ts'),
      cause: { message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' },
    })
  })

  it('does not say what a library hangs on its errors: the request, with what people asked', () => {
    const { lines, log } = openLog()
    const error = new DiscordAPIError(
      { code: 10062, message: 'Unknown interaction' },
      10062,
      404,
      'POST',
      `https://discord.com/api/v10/interactions/12345/${'aW50ZXJhY3Rpb246'.repeat(8)}/callback`,
      { files: undefined, body: { content: '红烧肉怎么做' } },
    )
    log.error('failed', { error })
    expect(lines.join()).toContain('Unknown interaction')
    expect(lines.join()).not.toMatch(/红烧肉|aW50ZXJhY3Rpb246/)
  })

  it('is written whatever the details are', () => {
    const { lines, log } = openLog()
    const circle: Record<string, unknown> = { big: 10n, map: new Map(), nothing: undefined }
    circle.self = circle
    log.info('circle', circle)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'circle', big: 10 })
  })
})

describe('a secret', () => {
  it('never reaches the log, however deep it stands, nor what looks like one', () => {
    const { lines, log } = openLog(['s3cr+t"!', ''])
    log.error('request to http://x/bots3cr+t"!/getMe failed', { url: 'http://x/?t=s3cr%2Bt%22!' })
    log.warn(`https://api.telegram.org/bot${TELEGRAM}/getMe`, { s3: ['s3cr+t"!', { a: DISCORD }] })
    log.error('nested', {
      error: new Error(`at bot${TELEGRAM}`, { cause: new Error('s3cr+t"!') }),
      body: JSON.stringify({ token: 's3cr+t"!' }),
      's3cr+t"!': 'a key',
    })
    log.info(`Authorization: Bot ${DISCORD}`, { proxy: 'http://me:hush@proxy:8080/x' })
    log.info('webhook', { url: `https://discord.com/api/webhooks/123456/${'x-Y_z'.repeat(13)}` })
    expect(lines).toHaveLength(5)
    for (const line of lines) expect(line, line).toContain('[secret]')
    expect(lines.join()).not.toMatch(/s3cr|AAabcdefghij|GabcDE|hush|x-Y_z/)
    for (const line of lines) JSON.parse(line)
    expect(JSON.parse(lines[0] ?? '').message).toBe('request to http://x/bot[secret]/getMe failed')
  })

  it('is found behind any number of digits', () => {
    const { lines, log } = openLog([])
    const token = `${'1'.repeat(40)}:AAabcdefghijklmnopqrstuvwxyz012345678`
    log.error(`x${token} ${'9'.repeat(5000)}`)
    expect(lines.join()).toContain('[secret] 9')
    expect(lines.join()).not.toContain('AAabc')
  })

  it('leaves valid JSON behind, whatever it is and wherever it stands', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    // No secret is a part of a word that the log itself writes.
    const secretText = fc.string({ unit: 'binary', minLength: 10, maxLength: 20 })
    fc.assert(
      fc.property(secretText, text, fc.jsonValue(), (secret, words, details) => {
        const { lines, log } = openLog([secret])
        log.info(words + secret, { details, secret })
        const line = JSON.parse(lines[0] ?? '')
        expect(line.message).toBe(redact(words + secret, [secret]))
        expect(line.message).toContain('[secret]')
      }),
    )
  })

  it('does not make everyday words disappear', () => {
    const words =
      'Telegram: answering as @chuchu_bot, https://t.me/chuchu_bot (privacy mode on) 12:30'
    expect(redact(words, [])).toBe(words)
  })
})
