import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodeCallback,
  decodePayload,
  encodeCallback,
  encodePayload,
} from '../../../../src/bots/telegram/button-data.ts'

describe('what a button carries', () => {
  it('is the whole request where it fits', () => {
    const data = encodeCallback({ command: 'search', text: '人才 | 芯片~', page: 12 })
    expect(decodeCallback(data, [])).toEqual({
      ...{ command: 'search', text: '人才 | 芯片~', page: 12, edit: false },
    })
    expect(decodeCallback(encodeCallback({ command: 'ask', text: '' }, true), [])).toEqual({
      ...{ command: 'ask', text: '', edit: true },
    })
  })

  it('is cut between two characters where it does not, and is found whole elsewhere', () => {
    const text = '😀这个问题长得一个按钮怎么也装不下去，因为汉字每个要三个字节'
    const data = encodeCallback({ command: 'ask', text, page: 2 })
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
    expect(decodeCallback(data, [undefined, '更多段落', text])).toMatchObject({ text })
    const alone = decodeCallback(data, ['另一个问题'])?.text ?? ''
    expect(text.startsWith(alone)).toBe(true)
    expect(alone.length).toBeGreaterThan(15)
  })

  it('is never more than 64 bytes, never broken, and always read back', () => {
    const requests = fc.record({
      command: fc.stringMatching(/^[a-z0-9_]{1,32}$/),
      text: fc.string({ unit: 'grapheme', maxLength: 200 }),
      page: fc.option(fc.integer({ min: 1, max: 9_999 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(requests, fc.boolean(), ({ command, text, page }, edit) => {
        const request = { command, text, ...(page !== undefined && { page }) }
        const data = encodeCallback(request, edit)
        expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
        expect(data.isWellFormed()).toBe(true)
        expect(decodeCallback(data, [text])).toEqual({ ...request, edit })
      }),
    )
  })

  it('that is not ours is nothing', () => {
    for (const data of [
      '',
      'x',
      '|',
      'Ask||x',
      '../..||x',
      'ask|-1|x',
      'ask|1e9|x',
      'a'.repeat(64),
    ])
      expect(decodeCallback(data, [])).toBeUndefined()
  })
})

describe('the payload of a link to a passage', () => {
  it('says paragraph and source in the alphabet that Telegram allows', () => {
    expect(encodePayload('ai-china-us', 32)).toBe('p32-ai-china-us')
    expect(decodePayload('p32-ai-china-us')).toBe('ai-china-us 32')
    expect(decodePayload('p32')).toBe('32')
  })

  it('carries any id of a source', () => {
    const ids = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter((id) => !/\s/.test(id) && id.isWellFormed() && Buffer.byteLength(id) <= 40)
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: 999_999 }), (id, paragraph) => {
        const payload = encodePayload(id, paragraph)
        expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
        expect(decodePayload(payload)).toBe(`${id} ${paragraph}`)
      }),
    )
  })

  it('that is not ours is nothing', () => {
    for (const payload of ['', 'help', 'p', 'p-x', 'px', 'x', 'x!!', 'p9999999', 'xAAAA'])
      expect(decodePayload(payload)).toBeUndefined()
  })
})
