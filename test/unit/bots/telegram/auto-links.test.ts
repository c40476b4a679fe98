import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findAutoLinks, normalizeText } from '../../../../src/bots/telegram/auto-links.ts'
import { loadTdlib } from '../../../support/tdlib.ts'

const tdlib = loadTdlib()
const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
const hasBuild =
  process.platform === 'linux' && process.arch === 'x64' && header.glibcVersionRuntime !== undefined

const FRAGMENTS = [
  ...['@', '@someone', '@ab', '#', '#标签', '#a1', '$AAPL', '$', '/', '/stop', '/人才', '@a.b'],
  ...['x.com', '中国', '.', '.com', '.cn', '.中国', 'http://', 'https://', 'tg://', 'ton://'],
  ...[
    'user:pass@',
    'a@b.co',
    ':8080',
    '?q=1',
    '#frag',
    '/path',
    '，',
    '。',
    '（',
    ')',
    '(',
    '“',
    '”',
  ],
  ...[
    '"',
    '《',
    '》',
    ' ',
    '\n',
    '的',
    '请看',
    'Node.js',
    '3.5',
    '1.2.3.4',
    '192.168.0.1',
    'localhost',
  ],
  ...[
    '4111111111111111',
    '4111 1111 1111 1111',
    '»',
    '·',
    '・',
    '\u200d',
    '\u200c',
    '\u00a0',
    '\u3000',
  ],
  ...[
    '…',
    '—',
    '-',
    '_',
    '~',
    '!',
    '&',
    '=',
    '%20',
    '😀',
    'é',
    'я',
    '.рф',
    'mailto:',
    'www.',
    't.me/x',
  ],
  ...[
    '//',
    '\u2028',
    '\u202e',
    '\u0301',
    '\u030a',
    '٣',
    'ا',
    '\u00ad',
    '<',
    '>',
    "'",
    ';',
    '$USD@x',
    '\0',
  ],
]

describe('words that Telegram would make live', () => {
  it('are mentions, commands, tags and addresses, and nothing else of a sentence', () => {
    const text = '问 @someone，看 /stop 和 #标签，或 https://example.org/a（好）'
    expect(findAutoLinks(text).map((range) => text.slice(...range))).toEqual([
      '@someone',
      '/stop',
      '#标签',
      'https://example.org/a（好）',
    ])
    expect(findAutoLinks('GPT-3.5 用了 37% 的算力。AI/人，and so on.')).toEqual([])
  })

  it('that stand side by side are covered together, and a crowded line whole', () => {
    expect(findAutoLinks('@anna @bert 再见')).toEqual([[0, 11]])
    const crowd = Array.from({ length: 30 }, (_, index) => `@user${index}，`).join('')
    expect(findAutoLinks(`好\n${crowd}\n好`)).toEqual([[2, 2 + crowd.length]])
  })

  if (!tdlib) {
    it.skipIf(!hasBuild)('are compared with TDLib', () => {
      expect.fail('TDLib is not installed here although there is a build: run npm ci')
    })
    console.warn('SKIPPED: no TDLib for this platform, so Telegram’s own rules were not consulted')
    return
  }

  it('hold all that TDLib finds, in any mixture', () => {
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'grapheme' })), {
        maxLength: 8,
      })
      .map((parts) => normalizeText(parts.join('')))
    fc.assert(
      fc.property(texts, (text) => {
        const covered = findAutoLinks(text)
        for (const { type, offset, length } of tdlib.detect(text)) {
          if (type === 'MediaTimestamp') continue // links only under a video
          const isCovered = covered.some(
            ([start, end]) => start <= offset && end >= offset + length,
          )
          expect(isCovered, `${type} in ${JSON.stringify(text)}`).toBe(true)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('are looked for in the text as TDLib has it', () => {
    expect(tdlib.detect(normalizeText('@\u202esomeone'))).toHaveLength(1)
    for (let code = 1; code < 0x3000; code++) {
      const character = String.fromCodePoint(code)
      if ('*_~|`[]('.includes(character)) continue // Markdown, to this function of TDLib
      const text = `q${character}b`
      expect(normalizeText(text), code.toString(16)).toBe(tdlib.normalize(text))
    }
  })
})

describe('a text for Telegram', () => {
  it('keeps the ring of a letter, which Telegram would drop', () => {
    expect(normalizeText('U\u030a A\u030angstro\u0308m')).toBe('Ů Ångstro\u0308m')
  })

  it('has no half of a surrogate pair', () => {
    expect(normalizeText('半\ud83d个😀')).toBe('半\ufffd个😀')
  })
})
