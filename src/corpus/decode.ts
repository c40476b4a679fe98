import type { Fault } from './problems.ts'

/** The text of a file and the encoding that it was found to be in. */
interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'

/** Of the characters, so many must be common ones before a text is believed to be in an encoding. */
const MIN_COMMON = 0.7
/** Western text has so few letters with accents that more of them are another script. */
const MAX_ACCENTED = 0.25

const UNKNOWN: Fault = {
  message: 'is not UTF-8, nor in another encoding that can be told',
  fix: 'save it again with the encoding UTF-8',
}
const BINARY: Fault = {
  message: 'is not a text file',
  fix: 'save it as plain text, or begin its name with _',
}

/**
 * The text of a file, without byte order mark and with `\n` for every line end; or why it is none.
 * A byte order mark decides, then strict UTF-8, then what the characters tell of UTF-16, GB18030,
 * Big5 and Windows-1252. Twenty Chinese characters are enough to tell.
 */
export function decode(bytes: Uint8Array): Decoded | Fault {
  const decoded = decodeAny(bytes)
  if (!('text' in decoded)) return decoded
  return { ...decoded, text: decoded.text.replaceAll(/\r\n?/g, '\n') }
}

/** The text alone, whatever its encoding. */
export function decodeText(bytes: Uint8Array): string | Fault {
  const decoded = decode(bytes)
  return 'text' in decoded ? decoded.text : decoded
}

function decodeAny(bytes: Uint8Array): Decoded | Fault {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeStrictly(bytes, 'utf-16le') ?? UNKNOWN
  if (first === 0xfe && second === 0xff) return decodeStrictly(bytes, 'utf-16be') ?? UNKNOWN
  const hasZero = bytes.includes(0)
  const utf8 = hasZero ? undefined : decodeStrictly(bytes, 'utf-8')
  if (utf8) return utf8
  if (isDamagedUtf8(bytes)) return UNKNOWN
  const candidates = [
    ...(['utf-16le', 'utf-16be'] as const).map((encoding) => ({
      decoded: bytes.length % 2 === 0 ? decodeStrictly(bytes, encoding) : undefined,
      share: shareOfCommonUnicode,
    })),
    ...(['gb18030', 'big5'] as const).map((encoding) => ({
      decoded: hasZero ? undefined : decodeStrictly(bytes, encoding),
      share: shareOfCommonHan,
    })),
  ]
  let best: Decoded | undefined
  let most = MIN_COMMON
  for (const { decoded, share } of candidates) {
    const common = decoded ? share(decoded.text) : 0
    if (decoded && common > most) {
      best = decoded
      most = common
    }
  }
  if (best) return best
  if (hasZero) return BINARY
  return decodeWestern(bytes) ?? UNKNOWN
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
  } catch {
    return undefined
  }
}

/** Whether most characters beyond ASCII are valid UTF-8: read as Chinese, they would be others. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const beyond = new TextDecoder().decode(bytes).replaceAll(/[\0-\x7f]/g, '')
  const valid = beyond.replaceAll('\ufffd', '')
  return valid.length > beyond.length / 2
}

/** Letters with accents among many without. */
function decodeWestern(bytes: Uint8Array): Decoded | undefined {
  let accented = 0
  for (const byte of bytes) {
    // Windows-1252 has no characters here, or control characters that no text has.
    if ((byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)) || UNUSED.includes(byte))
      return undefined
    if (byte >= 0x80) accented++
  }
  return accented <= MAX_ACCENTED * bytes.length ? decodeStrictly(bytes, 'windows-1252') : undefined
}

const UNUSED = [0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** UTF-16 read with the wrong byte order, or other bytes read as UTF-16, has characters from everywhere. */
function shareOfCommonUnicode(text: string): number {
  let common = 0
  for (const [character] of text.matchAll(
    /[\t\n\r -~\u4e00-\u9fff\u3000-\u303f\u3040-\u30ff\uff00-\uff60\u2010-\u2026\u00a0-\u00ff]/g,
  ))
    common += character.length
  return text.length === 0 ? 0 : common / text.length
}

/**
 * The share of characters beyond ASCII that are common ones. Both standards have these in a first
 * level of their own: GB 2312 in rows 16 to 55 (3,755 characters), Big5 from 0xA440 to 0xC67E (5,401).
 * Read as the other encoding, a text falls beside them.
 */
function shareOfCommonHan(text: string): number {
  commonHan ??= new Set([
    ...firstLevel('gb18030', [0xa1, 0xa3], [0xb0, 0xd7]),
    ...firstLevel('big5', [0xa1, 0xa3], [0xa4, 0xc6]),
  ])
  let common = 0
  let all = 0
  for (const [character] of text.matchAll(/[^\0-\x7f]/gu)) {
    all++
    if (commonHan.has(character)) common++
  }
  return all === 0 ? 0 : common / all
}

let commonHan: ReadonlySet<string> | undefined

/** The characters whose first byte is in one of the ranges. */
function firstLevel(encoding: 'gb18030' | 'big5', ...ranges: readonly [number, number][]) {
  const decoder = new TextDecoder(encoding)
  const characters: string[] = []
  for (const [first, last] of ranges)
    for (let lead = first; lead <= last; lead++)
      for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
        const character = decoder.decode(new Uint8Array([lead, trail]))
        if ([...character].length === 1 && character !== '\ufffd') characters.push(character)
      }
  return characters
}

/** A page names its encoding in its head; that is believed unless its bytes say otherwise. */
export function decodeHtml(bytes: Uint8Array): string {
  const [head] = [new TextDecoder('latin1').decode(bytes.subarray(0, 2048))]
  const decoded = decode(bytes)
  if ('text' in decoded && ['utf-8', 'utf-16le', 'utf-16be'].includes(decoded.encoding))
    return decoded.text
  const [, label = ''] = head?.match(/<meta[^>]{0,200}?charset\s?=\s?["']?([\w-]{1,40})/i) ?? []
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return 'text' in decoded ? decoded.text : new TextDecoder('latin1').decode(bytes)
  }
}
