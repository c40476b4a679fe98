import { rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileCache, loadCorpus, type Problem } from '../../../src/corpus/index.ts'
import { writeMaterial } from '../../support/material.ts'

describe('a folder that is read again', () => {
  const FILES = { 'a.md': '甲。', 'b.md': '乙。', 'c.csv': 'Question,Answer\nWho?,Ada.\n' }

  it('reads the one file that was edited', async () => {
    const folder = await writeMaterial(FILES)
    const cache: FileCache = new Map()
    const before = await loadCorpus(folder, { cache })
    await writeFile(join(folder, 'b.md'), '丙。')
    const after = await loadCorpus(folder, { cache })
    expect(after.passages.map(({ text }) => text)).toEqual(['甲。', '丙。', 'Ada.'])
    const isSame = after.passages.map((passage, index) => passage === before.passages[index])
    expect(isSame).toEqual([true, false, true])
  })

  it('believes the content where only the times have changed, and forgets what is gone', async () => {
    const folder = await writeMaterial(FILES)
    const cache: FileCache = new Map()
    const before = await loadCorpus(folder, { cache })
    await utimes(join(folder, 'a.md'), 1, 1)
    await rm(join(folder, 'c.csv'))
    const after = await loadCorpus(folder, { cache })
    expect(after.passages[0]).toBe(before.passages[0])
    expect(after.passages).toHaveLength(2)
    expect([...cache.keys()]).toEqual(['a.md', 'b.md'])
  })

  it('says again what is wrong with a file that is still the same', async () => {
    const folder = await writeMaterial({
      'a.md': '---\ndate: someday\n---\n\n甲。',
      'empty.md': '',
    })
    const cache: FileCache = new Map()
    const problems: string[][] = []
    const note = (found: readonly Problem[]) => problems.push(found.map(({ file }) => file))
    for (let time = 0; time < 2; time++)
      await loadCorpus(folder, { cache, onWarnings: note, onNotes: note })
    expect(problems.length).toBeGreaterThan(1)
    expect(problems.slice(0, problems.length / 2)).toEqual(problems.slice(problems.length / 2))
  })

  it('notes an encoding that was told by the characters', async () => {
    const folder = await writeMaterial({
      'a.txt': Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0xa1, 0xa3),
    })
    const notes: Problem[] = []
    const { passages } = await loadCorpus(folder, { onNotes: (found) => notes.push(...found) })
    expect(passages[0]?.text).toBe('你好。')
    expect(notes).toEqual([
      expect.objectContaining({ file: 'a.txt', message: 'was read as GB18030, by its characters' }),
    ])
  })
})
