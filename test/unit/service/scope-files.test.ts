import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { offerFile } from '../../../src/bots/discord/attachments.ts'
import { createScopeFiles, toFileName } from '../../../src/service/material/files.ts'
import { makeFolder } from './support.ts'

describe('the name of a file that somebody adds', () => {
  it.each([
    ['../../etc/passwd.md', 'passwd.md'],
    ['C:\\Windows\\faq.txt', 'faq.txt'],
    ['.hidden.md', 'hidden.md'],
    ['~draft.md', 'draft.md'],
    ['常见 问题.pdf', '常见-问题.pdf'],
    ['con.md', 'file-con.md'],
    ['a\u0000b\u202e.md', 'a-b-.md'],
    ['...', 'file'],
  ])('%j is kept as %j', (given, kept) => {
    expect(toFileName(given)).toBe(kept)
    expect(toFileName(kept)).toBe(kept)
  })

  it('has at most 100 bytes before its ending', () => {
    const name = toFileName(`${'长'.repeat(200)}.pdf`)
    expect(name).toBe(`${'长'.repeat(33)}.pdf`)
  })
})

describe('the files of scopes', () => {
  it('lie in a folder for each scope, and nowhere else', async () => {
    const home = makeFolder()
    const files = createScopeFiles(join(home, 'material'))
    await files.write('telegram:-100123', 'faq.md', Buffer.from('one'))
    expect(await files.list('telegram:-100123')).toEqual([{ name: 'faq.md', bytes: 3 }])
    expect(await files.list('discord:100123')).toEqual([])
    await expect(files.write('telegram:-1', '../faq.md', Buffer.from(''))).rejects.toThrow()
    await expect(async () => files.list('telegram:../x')).rejects.toThrow()
    expect(await readdir(home, { recursive: true })).toEqual([
      'material',
      'material/telegram--100123',
      'material/telegram--100123/faq.md',
    ])
  })
})

describe('an attachment on Discord', () => {
  it.each(['https://example.org/a.md', 'http://cdn.discordapp.com/a.md', 'file:///etc/passwd'])(
    'is not fetched from %s',
    async (url) => {
      const { file } = offerFile({ name: 'a.md', size: 1, url }, undefined)
      await expect(file?.read(10)).rejects.toThrow('another host')
    },
  )
})
