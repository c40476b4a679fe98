import { describe, expect, it } from 'vitest'
import { cutText, shorten, shortenLine } from '../../../src/shared/shorten.ts'

describe('a text that is shortened', () => {
  it('stays as it is where it fits', () => {
    expect(shorten('四个字符', 4)).toBe('四个字符')
    expect(cutText('四个字符', 4)).toBe('四个字符')
  })

  it('ends in an ellipsis that counts', () => {
    expect(shorten('一二三四五', 4)).toBe('一二三…')
  })

  it('never ends in half a character', () => {
    expect(cutText('一二😀', 3)).toBe('一二')
    expect(shorten('一二😀三', 4)).toBe('一二…')
  })

  it('may be brought to one line first', () => {
    expect(shortenLine(' one\n\n  two\u0000three ', 20)).toBe('one two three')
    expect(shortenLine('one\n\n\n\ntwo three', 9)).toBe('one two …')
  })
})
