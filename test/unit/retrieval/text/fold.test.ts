import { describe, expect, it } from 'vitest'
import { fold, foldAligned } from '../../../../src/retrieval/text/fold.ts'

describe('folding', () => {
  it.each([
    ['Đà Nẵng', 'da nang'],
    ['Ёлка', 'елка'],
    ['café', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['lǜchá', 'lucha'],
    ['مَكْتَب', 'مكتب'],
    ['Ter\u200Bmi\u00ADnal', 'terminal'],
    ['龍\u200D門', '龙门'],
    ['が', 'が'],
    ['ｶﾞ', 'ガ'],
    ['Straße', 'strasse'],
    ['ที่', 'ที่'],
    ['학교', '학교'],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it.each([
    ['點解佢哋唔嚟？', '为什么他们不来?'],
    ['鎖匙喺邊度', '锁匙在哪里'],
    ['边度有得租', '哪里有得租'],
  ])('writes Cantonese as written Chinese: %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it.each(['重难点解析', '两边度假', '这边个别人', '十几时'])(
    'leaves alone what is another word than one of Cantonese: %s',
    (text) => {
      expect(fold(text)).toBe(text)
    },
  )

  it.each([
    ['共有一百四十人参加', '140人', '一百四十人'],
    ['成活率为百分之三十八。', '38%', '百分之三十八'],
    ['在 Kuber\u00ADnetes 上', 'kubernetes', 'Kuber\u00ADnetes'],
    ['於二〇一八年六月三日開幕', '2018年6月3日', '二〇一八年六月三日'],
    ['Hội An, Đà Nẵng', 'da nang', 'Đà Nẵng'],
  ])('tells where a word of the folded “%s” stands', (original, word, expected) => {
    const { text, span } = foldAligned(original)
    expect(text).toBe(fold(original))
    const at = text.indexOf(word)
    expect(original.slice(...span(at, at + word.length))).toBe(expected)
  })

  it('covers the whole of what was rewritten where only a part of it is meant', () => {
    const original = '下午四点半出发'
    const { text, span } = foldAligned(original)
    const at = text.indexOf('出发')
    expect(original.slice(...span(0, at))).toBe('下午四点半')
    expect(original.slice(...span(at, at + 2))).toBe('出发')
  })
})
