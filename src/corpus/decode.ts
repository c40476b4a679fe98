import type { Fault } from './problems.ts'

/** The text of a file and the encoding that it was found to be in. */
interface Decoded {
  readonly text: string
  readonly encoding: Encoding
}

export type Encoding = 'utf-8' | 'windows-1252' | Wide

/** Those that write most characters in two bytes. */
type Wide = 'utf-16le' | 'utf-16be' | EastAsian
type EastAsian = 'gb18030' | 'big5' | 'shift_jis' | 'euc-jp' | 'euc-kr'

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
 * A byte order mark decides, then strict UTF-8, then what the characters tell of UTF-16, of the
 * encodings of Chinese, Japanese and Korean, and of Windows-1252. Twenty characters are enough to tell.
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
  let best: Decoded | undefined
  let most = 0
  for (const encoding of WIDE) {
    const cannotBe = isUtf16(encoding) ? bytes.length % 2 > 0 : hasZero
    const decoded = cannotBe ? undefined : decodeStrictly(bytes, encoding)
    const { common, frequent } = likenessOf(decoded?.text ?? '', encoding)
    if (!decoded || common <= MIN_COMMON || common + frequent <= most) continue
    best = decoded
    most = common + frequent
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

/** The shares of characters beyond ASCII that a language has in common use, and that it has most. */
interface Likeness {
  readonly common: number
  readonly frequent: number
}

type Language = 'Chinese' | 'Japanese' | 'Korean'

/**
 * The standards have the common characters in a first level of their own: GB 2312 in rows 16 to 55
 * (3,755 characters), Big5 from 0xA440 to 0xC67E (5,401), JIS X 0208 in rows 16 to 47, KS X 1001 all
 * syllables in rows 16 to 40. Read as another encoding, a text mostly falls beside them. Where it
 * does not, as Korean read as Chinese, the characters that every text of the language has tell.
 */
const LEVELS: Readonly<
  Record<Language, readonly (readonly [EastAsian, ...(readonly [number, number])[]])[]>
> = {
  Chinese: [
    ['gb18030', [0xa1, 0xa3], [0xb0, 0xd7]],
    ['big5', [0xa1, 0xa3], [0xa4, 0xc6]],
  ],
  Japanese: [['euc-jp', [0xa1, 0xa5], [0xb0, 0xcf]]],
  Korean: [['euc-kr', [0xa1, 0xa3], [0xb0, 0xc8]]],
}
const FREQUENT: Readonly<Record<Language, string>> = {
  Chinese:
    '的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實',
  Japanese:
    'あいうえおかがきぎくぐけげこごさざしじすずせぜそただちっつづてでとどなにのはばびへべほぼまみむめもやゆよらりるれろわをんーンスルトリラアイクシプレタドコ',
  Korean:
    '이다는을가에의하고지도로사기한어시으리자은인아나대서해를일들스라만게있여정과그수보부장전주것원선안조제와니상마무구우미비성오개동공세면적용',
}
/** The languages that are written in an encoding. */
const LANGUAGES: Readonly<Record<Wide, readonly Language[]>> = {
  'utf-16le': ['Chinese', 'Japanese', 'Korean'],
  'utf-16be': ['Chinese', 'Japanese', 'Korean'],
  gb18030: ['Chinese'],
  big5: ['Chinese'],
  shift_jis: ['Japanese'],
  'euc-jp': ['Japanese'],
  'euc-kr': ['Korean'],
}
const WIDE = Object.keys(LANGUAGES) as readonly Wide[]
const isUtf16 = (encoding: Wide): boolean => encoding.startsWith('utf')

/** Characters of a text that are looked at. */
const MAX_LOOKED_AT = 20_000

/** ASCII is the same in all encodings but UTF-16, and tells nothing there. */
function likenessOf(text: string, encoding: Wide): Likeness {
  const languages = LANGUAGES[encoding].map(readLanguage)
  let [common, frequent, all] = [0, 0, 0]
  for (const [character] of text.matchAll(isUtf16(encoding) ? /[\s\S]/gu : /[^\0-\x7f]/gu)) {
    all++
    if (languages.some((language) => language.common.has(character)) || WESTERN.test(character))
      common++
    if (languages.some((language) => language.frequent.has(character))) frequent++
    if (all === MAX_LOOKED_AT) break
  }
  return { common: common / Math.max(1, all), frequent: frequent / Math.max(1, all) }
}

/** What every text has: ASCII and its line ends, Latin letters, the marks between words. */
const WESTERN = /[\t\n\r -~\u00a0-\u00ff\u2010-\u2026\uff01-\uff5e]/

/** What is known of a language. */
interface Known {
  readonly common: ReadonlySet<string>
  readonly frequent: ReadonlySet<string>
}
const KNOWN = new Map<Language, Known>()

/** Made of the decoders when it is first needed. */
function readLanguage(language: Language): Known {
  const known = KNOWN.get(language) ?? {
    common: new Set(
      LEVELS[language].flatMap(([encoding, ...leads]) => charactersOf(encoding, leads)),
    ),
    frequent: new Set(FREQUENT[language]),
  }
  KNOWN.set(language, known)
  return known
}

/** The characters whose first byte is in one of the ranges. */
function charactersOf(
  encoding: EastAsian,
  ranges: readonly (readonly [number, number])[],
): readonly string[] {
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
