import { describe, expect, it } from 'vitest'
import { describeProblem, loadCorpus } from '../../../src/corpus/index.ts'
import { idOfPath } from '../../../src/corpus/source-id.ts'
import { readMaterial, writeMaterial } from '../../support/material.ts'

/** Loads a folder as a bot does that starts, and keeps what it says. */
async function load(files: Parameters<typeof writeMaterial>[0]) {
  const said: string[] = []
  const corpus = await loadCorpus(await writeMaterial(files), {
    onWarnings: (warnings) => void said.push(...warnings.map(describeProblem)),
  })
  return { said, corpus, ids: corpus.passages.map(({ id }) => id) }
}

const PICTURE = Uint8Array.of(137, 80, 78, 71, 0, 1)

describe('a docs folder as it is', () => {
  it('has long pages, which are read elsewhere and quoted the same', async () => {
    const rows = Array.from(
      { length: 300 },
      (_, n) => `## Pier ${n}\n\nBoat *${n}* leaves at \`${n}:00\`.`,
    )
    const page = `---\ntitle: Piers\n---\n\n${rows.join('\n\n')}\n`
    const { corpus } = await load({ 'piers.md': page })
    expect(corpus.passages).toEqual(readMaterial({ 'piers.md': page }).corpus.passages)
    expect(corpus.passages[299]).toMatchObject({ text: 'Boat 299 leaves at 299:00.' })
  })

  it('has pages of one name in several folders, pictures, settings and styles beside them', async () => {
    const { said, ids } = await load({
      'index.md': '---\nlayout: home\nhero: { name: x }\n---\n\nThe ferry runs daily.',
      'guide/index.md': 'Setup takes five minutes.',
      'api/index.md': 'Tokens expire.',
      'guide/img/a.png': PICTURE,
      'guide/img/b.PNG': PICTURE,
      'mkdocs.yml': 'site_name: x',
      'custom.css': 'p {}',
      '.vitepress/config.ts': 'export default {}',
    })
    expect(ids).toEqual(['api/index#1', 'guide/index#1', 'index#1'])
    expect(said).toEqual([
      '.: 4 files are of a kind that the bot does not read (png 2, css 1, yml 1) → nothing, if they hold no words; else save them as .md or .txt',
    ])
  })

  it('has endings in capitals, empty files, and what editors leave behind', async () => {
    const { said, ids } = await load({
      'A.MD': '一。',
      'B.TXT': '二。',
      'empty.md': '',
      'a.md~': '三。',
      '#a.md#': '三。',
      '.a.md.swp': PICTURE,
      '~$menu.docx': PICTURE,
      'Thumbs.db': PICTURE,
      'node_modules/x/README.md': '四。',
    })
    expect(ids).toEqual(['A#1', 'B#1'])
    expect(said).toEqual([])
  })

  it('answers from the rest where a file cannot be read, and says so', async () => {
    const { said, ids } = await load({ 'a.md': '一。', 'broken.md': Uint8Array.of(65, 0, 66) })
    expect(ids).toEqual(['a#1'])
    expect(said).toEqual([expect.stringMatching(/^broken\.md: /)])
  })

  it('holds the posts of Jekyll, not its drafts and layouts', async () => {
    const { ids } = await load({
      '_posts/2025-04-11-ferry.md': '---\nlayout: post\ndate: 2025-04-11 08:00:00 +0800\n---\n一。',
      '_drafts/x.md': '二。',
      '_layouts/x.md': '三。',
    })
    expect(ids).toEqual(['_posts/2025-04-11-ferry#1'])
  })

  it('has the README of a folder, at the top as well, as one of its pages', async () => {
    expect((await load({ 'README.md': '渡口在桥西。', 'guide/readme.md': '一。' })).ids).toEqual([
      'README#1',
      'guide/readme#1',
    ])
  })

  it('cannot start where nothing can be read, and says why', async () => {
    await expect(load({ 'a.png': PICTURE, 'b.md': '' })).rejects.toThrow(/b\.md[\s\S]*a\.png/)
  })
})

describe('the fields of other programs', () => {
  it('are ignored, or understood', () => {
    const { corpus } = readMaterial({
      'a.md':
        '---\ntitle: Part 1: The start\nauthor: [Ada, Ben]\ndate: 2025/4/1\nurl:\nsidebar_position: 3\n---\n一。',
      'b.md': '---\ntitle: 2025\nauthor: Ada\ndate: someday\n---\n二。',
    })
    expect(corpus.sources).toMatchObject([
      { title: 'Part 1: The start', author: 'Ada, Ben', date: '2025-04-01' },
      { title: '2025', author: 'Ada' },
    ])
    expect(corpus.sources[1]?.date).toBeUndefined()
  })

  it('are none where a rule begins the page', () => {
    const { corpus, problems } = readMaterial({ 'a.md': '---\n\n第一部分。\n\n---\n\n第二部分。' })
    expect(problems).toEqual([])
    expect(corpus.passages.map(({ text }) => text)).toEqual(['第一部分。', '第二部分。'])
  })
})

describe('the id of a file', () => {
  it('is its path, with hyphens for blanks', () => {
    expect(idOfPath('guide/first steps.md')).toBe('guide/first-steps')
  })

  it('always fits a button, and is always the same', () => {
    const long = `会议/${'春季学期选课说明'.repeat(5)}.md`
    expect(new TextEncoder().encode(idOfPath(long)).length).toBeLessThanOrEqual(40)
    expect(idOfPath(long)).toBe(idOfPath(long))
    expect(idOfPath(long)).not.toBe(idOfPath(long.replace('.md', '2.md')))
  })

  it('keeps its ending where two files have one name', () => {
    const { corpus, problems } = readMaterial({ 'a.md': '一。', 'a.txt': '二。' })
    expect(problems).toEqual([])
    expect(corpus.sources.map(({ id }) => id)).toEqual(['a', 'a.txt'])
  })
})
