import { describe, expect, it } from 'vitest'
import { decode, decodeHtml, type Encoding } from '../../../src/corpus/decode.ts'

/** Encodes what `TextDecoder` can decode, by trying all pairs of bytes. */
function encoderOf(label: string): (text: string) => Uint8Array {
  const decoder = new TextDecoder(label)
  const codes = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (!codes.has(character)) codes.set(character, [lead, trail])
    }
  return (text) =>
    new Uint8Array([...text].flatMap((each) => codes.get(each) ?? [each.charCodeAt(0)]))
}

const toUtf16 = (text: string, isBig = false) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(isBig ? bytes.swap16() : bytes)
}

/** Twenty characters each. */
const SIMPLIFIED = [
  '渔船每天清晨四点出海，午后带着鱼回港。',
  '请把钥匙交给门卫室的老张，他七点下班。',
  '山上的茶园在谷雨之前采摘，价钱最高。',
]
const TRADITIONAL = [
  '漁船每天清晨四點出海，午後帶著魚回港。',
  '請把鑰匙交給門衛室的老張，他七點下班。',
  '山上的茶園在穀雨之前採摘，價錢最高。',
]
const JAPANESE = [
  '朝の市場は六時に開き、昼前に閉まります。',
  '駅前のバスターミナルとコンビニの間です。',
]
const KOREAN = [
  '도서관은 매주 월요일에 쉬고 저녁 여덟 시에 닫습니다.',
  '우산은 입구 옆 통에 넣어 주세요. 젖은 신발도 마찬가지입니다.',
]

describe('the encoding of a text', () => {
  const gb = encoderOf('gb18030')
  const big5 = encoderOf('big5')
  it.each<[Encoding, readonly string[], (text: string) => Uint8Array]>([
    ['gb18030', SIMPLIFIED, gb],
    ['gb18030', TRADITIONAL, gb],
    ['big5', TRADITIONAL, big5],
    ['shift_jis', JAPANESE, encoderOf('shift_jis')],
    ['euc-jp', JAPANESE, encoderOf('euc-jp')],
    ['euc-kr', KOREAN, encoderOf('euc-kr')],
    ['utf-8', SIMPLIFIED, (text) => new TextEncoder().encode(text)],
    ['utf-16le', SIMPLIFIED, toUtf16],
    ['utf-16be', TRADITIONAL, (text) => toUtf16(text, true)],
    ['utf-16le', ['Meet at the north gate.'], toUtf16],
    [
      'windows-1252',
      ['Le marché ferme à midi.', 'Le marché ferme à midi juste.'],
      (text) => new Uint8Array(Buffer.from(text, 'latin1')),
    ],
  ])('is found to be %s for %j', (encoding, texts, encode) => {
    for (const text of texts) expect(decode(encode(text))).toEqual({ text, encoding })
  })

  it('follows a byte order mark, which is no part of the text', () => {
    expect(decode(toUtf16('\ufeff集合'))).toEqual({ text: '集合', encoding: 'utf-16le' })
    expect(decode(toUtf16('\ufeff集合', true))).toEqual({ text: '集合', encoding: 'utf-16be' })
    expect(decode(new TextEncoder().encode('\ufeff集合'))).toEqual({
      text: '集合',
      encoding: 'utf-8',
    })
  })

  it('is refused where it cannot be told, and for what is no text', () => {
    expect(decode(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toMatchObject({
      message: 'is not a text file',
    })
    expect(
      decode(Uint8Array.from({ length: 400 }, (_, index) => (index * 97) % 255 || 1)),
    ).toMatchObject({ message: 'is not UTF-8, nor in another encoding that can be told' })
  })

  it('is the one that a web page names, unless its bytes say otherwise', () => {
    const page = '<meta charset="gb2312"><p>开水房</p>'
    expect(decodeHtml(gb(page))).toBe(page)
    expect(decodeHtml(new TextEncoder().encode(page))).toBe(page)
  })
})
