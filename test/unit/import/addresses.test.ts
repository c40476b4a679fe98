import { describe, expect, it } from 'vitest'
import { checkAddress, isPrivate, lookUpPublic } from '../../../src/import/addresses.ts'
import { fileOf } from '../../../src/import/markdown-page.ts'

describe('an address', () => {
  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1'],
    ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'],
  ])('is not public: %s', (address) => {
    expect(isPrivate(address)).toBe(true)
  })

  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700::1111'])('is public: %s', (address) => {
    expect(isPrivate(address)).toBe(false)
  })

  it.each([
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'ftp://example.org/',
    'https://user:word@example.org/',
  ])('is refused however it is written: %s', (url) => {
    expect(() => checkAddress(new URL(url), false)).toThrow()
  })

  it('is refused if its name means the own machine', async () => {
    const error = await new Promise((resolve) => lookUpPublic('localhost', {}, resolve))
    expect(String(error)).toContain('not on the public internet')
  })
})

describe('the file of a page', () => {
  it.each([
    ['https://example.org/', 'index.md'],
    ['https://example.org/guide/', 'guide/index.md'],
    ['https://example.org/guide/v2.0/Install.html', 'guide/v2-0/Install.md'],
    ['https://example.org/README.md', 'about-README.md'],
    ['https://example.org/%E7%BA%B8/%2e%2e%2f_x', '纸/x.md'],
    ['https://example.org/..%2f..%2fetc', 'etc.md'],
    ['https://example.org/a.en.html', 'a-en.md'],
  ])('of %s', (url, file) => {
    expect(fileOf(url)).toBe(file)
  })
})
