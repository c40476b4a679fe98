import { describe, expect, it } from 'vitest'
import { explainError, toCloseError, toStartError } from '../../../../src/bots/discord/errors.ts'

const failWith = (fields: object, message = 'x') => Object.assign(new Error(message), fields)

describe('an error on the way to Discord', () => {
  it.each([10008, 10015, 10062, 40060, 50027])('%i came too late', (code) => {
    expect(explainError(failWith({ code, status: 401 }))).toMatchObject({ kind: 'late', code })
  })

  it.each([10003, 10004, 50001, 50007, 50013, 50083, 160005, 200000])('%i is a refusal', (code) => {
    expect(explainError(failWith({ code, status: 403 }))).toMatchObject({ kind: 'refused', code })
  })

  it('of the token ends everything, whoever words it', () => {
    for (const error of [
      failWith({ status: 401, code: 0 }),
      failWith({ code: 'TokenInvalid' }),
      failWith({}, 'Expected token to be set for this request, but none was present'),
    ])
      expect(explainError(error).kind).toBe('token')
  })

  it('of Discord itself, or of the network, is told apart from a mistake of ours', () => {
    expect(explainError(failWith({ status: 503 })).kind).toBe('server')
    expect(explainError(failWith({ code: 'ECONNRESET' })).kind).toBe('network')
    expect(explainError(failWith({ name: 'AbortError' })).kind).toBe('network')
    const cause = failWith({ code: 'ENOTFOUND' })
    expect(explainError(failWith({ cause }, 'fetch failed'))).toMatchObject({
      kind: 'network',
      code: 'ENOTFOUND',
      reason: expect.stringContaining('DISCORD_API_URL'),
    })
    expect(explainError(new SyntaxError('Unexpected end of JSON input')).kind).toBe('server')
    expect(explainError(new TypeError('x is not a function')).kind).toBe('mistake')
    expect(explainError('thrown words')).toEqual({ kind: 'mistake', reason: 'thrown words' })
  })

  it('shows nothing of the address, which holds tokens', () => {
    const secret = {
      url: 'https://discord.com/api/webhooks/1/secret',
      requestBody: { json: 'secret' },
    }
    for (const code of [10062, 50013, 50035, 0])
      expect(
        JSON.stringify(explainError(failWith({ ...secret, code, status: 400 }))),
      ).not.toContain('secret')
  })
})

describe('a connection that Discord closes for good', () => {
  it('is explained with its fix', () => {
    expect(toCloseError(4004).message).toContain('the next start asks whether it is')
    expect(toCloseError(4014).message).toContain('Privileged Gateway Intents')
    expect(toCloseError(4012).message).toContain('4012')
  })

  // In the words of @discordjs/ws, which does not pass the code on.
  it.each([
    ['Used disallowed intents', 4014],
    ['Used invalid intents', 4013],
    ['Authentication failed', 4004],
  ])('is explained the same at the start: %s', (words, code) => {
    expect(toStartError(new Error(words)).message).toBe(toCloseError(code).message)
  })
})
