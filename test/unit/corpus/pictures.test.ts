import { symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  describeProblem,
  loadCorpus,
  type Passage,
  readPicture,
} from '../../../src/corpus/index.ts'
import { readUpload } from '../../../src/corpus/upload.ts'
import { writeMaterial } from '../../support/material.ts'
import { makeGif, makeJpeg, makePng, makeWebp } from '../../support/pictures.ts'

type Files = Parameters<typeof writeMaterial>[0]

const shownBy = (passages: readonly Passage[]) =>
  passages.flatMap(({ pictures = [] }) =>
    pictures.map((picture) => ('path' in picture ? picture.path : picture.url)),
  )

/** Which files the pages show, and what is said of the material. */
async function load(files: Files, prepare: (folder: string) => Promise<unknown> = async () => {}) {
  const folder = await writeMaterial(files)
  await prepare(folder)
  const said: string[] = []
  const { passages } = await loadCorpus(folder, {
    onWarnings: (warnings) => void said.push(...warnings.map(describeProblem)),
  })
  return { folder, said, passages, shown: shownBy(passages) }
}

const PNG = makePng()

describe('a picture in a file', () => {
  it('is found from where its page stands, above it, and from the root of the material', async () => {
    const { said, shown } = await load({
      'ferry/guide/pier.md': [
        'One. ![](plan.png)',
        'Two. ![](./img/plan.png)',
        'Three. ![](../img/pier%20two.jpg?raw=true#right)',
        'Four. ![](/maps/bay.gif)',
        'Five. ![](/logo.webp)',
        'Six. ![][tower]',
        '[tower]: <../img/tower.JPEG> "The tower"',
      ].join('\n\n'),
      'ferry/guide/plan.png': PNG,
      'ferry/guide/img/plan.png': PNG,
      'ferry/img/pier two.jpg': makeJpeg(),
      'ferry/img/tower.JPEG': makeJpeg(),
      'maps/bay.gif': makeGif(),
      'ferry/public/logo.webp': makeWebp(),
    })
    expect(shown).toEqual([
      'ferry/guide/plan.png',
      'ferry/guide/img/plan.png',
      'ferry/img/pier two.jpg',
      'maps/bay.gif',
      'ferry/public/logo.webp',
      'ferry/img/tower.JPEG',
    ])
    expect(said).toEqual([])
  })

  it('is found by its name in a vault of Obsidian, in lists and tables too', async () => {
    const { said, passages } = await load({
      'vault/notes/pier.md': [
        'The pier is lit at night. ![[pier plan (2).png|The pier from above]]',
        'Boats leave at nine.\n![[plan.png|300]]',
        '| Where | Plan |\n| --- | --- |\n| North | ![[plan.png\\|120x80]] |',
        '`![[plan.png]]` shows a plan.',
        'See the timetable. ![[timetable]]',
      ].join('\n\n'),
      'vault/files/pier plan (2).png': PNG,
      'vault/files/plan.png': PNG,
    })
    expect(passages.map(({ text, pictures }) => [text, pictures])).toEqual([
      [
        'The pier is lit at night.',
        [{ path: 'vault/files/pier plan (2).png', alt: 'The pier from above' }],
      ],
      ['Boats leave at nine.', [{ path: 'vault/files/plan.png', alt: '' }]],
      ['Where: North', [{ path: 'vault/files/plan.png', alt: '' }]],
      ['![[plan.png]] shows a plan.', undefined],
      ['See the timetable.', undefined],
    ])
    expect(said).toEqual([])
  })

  it('is written as a tag in Markdown, in a line, a table or a block of its own', async () => {
    const { said, passages } = await load({
      'a.md': [
        'The pier is lit. <img src="img/plan one.png" width="300" alt="Plan [1] | *north*"/>',
        '| Where | Plan |\n| --- | --- |\n| North | <img src=img/two.png alt=North> |',
        'Boats leave at nine.\n\n<p align="center">\n    <img\n      src="img/two.png"\n      alt="Boats&#46;">\n</p>',
        'Write `<img src="img/two.png">` for a picture. <img alt="none"> <img src="a|b.png">',
      ].join('\n\n'),
      'img/plan one.png': PNG,
      'img/two.png': PNG,
    })
    expect(passages.map(({ text, pictures }) => [text, pictures])).toEqual([
      ['The pier is lit.', [{ path: 'img/plan one.png', alt: 'Plan [1] *north*' }]],
      ['Where: North', [{ path: 'img/two.png', alt: 'North' }]],
      ['Boats leave at nine.', [{ path: 'img/two.png', alt: 'Boats.' }]],
      ['Write <img src="img/two.png"> for a picture.', undefined],
    ])
    expect(said).toEqual([])
  })

  it('stands on a web page too', async () => {
    const page = '<html><body><p>The pier is lit.<img src="plan.png" alt="Plan"></p></body></html>'
    expect((await load({ 'a.html': page, 'plan.png': PNG })).shown).toEqual(['plan.png'])
  })

  it('that is missing is named once, and drawings are passed over', async () => {
    const { said, shown } = await load({
      'a.md': 'One. ![](gone.png)\n\nTwo. ![](badge.svg) ![](//host.example/a.png)',
      'badge.svg': '<svg/>',
    })
    expect(shown).toEqual([])
    expect(said).toEqual([
      expect.stringMatching(
        /^a\.md: shows a picture that is not there \(gone\.png\) → put the file/,
      ),
      expect.stringMatching(/^badge\.svg: is of a kind/),
    ])
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [`${n}.md`, `Page ${n}. ![](img/${n}.png)`]),
    )
    expect((await load(many)).said).toEqual([
      expect.stringMatching(/^\.: 9 pictures are not there \(0\.md → img\/0\.png, .*, …\)/),
    ])
  })

  it.each([
    ['../../../../../../etc/passwd.png'],
    ['/../../secret.png'],
    ['%2e%2e/secret.png'],
    ['..%2fsecret.png'],
    ['..\\secret.png'],
    ['file:///etc/secret.png'],
    ['/proc/self/root/secret.png'],
    ['.hidden/plan.png'],
    ['linked.png'],
    ['linked/secret.png'],
    ['pages.png'],
    ['%00plan.png'],
    ['%E0%A4%A.png'],
  ])('is never one outside the folder, nor what only bears its name: %s', async (address) => {
    const outside = await writeMaterial({ 'secret.png': PNG })
    const { shown } = await load(
      { 'a.md': `One. ![](${address})`, '.hidden/plan.png': PNG, 'pages.png/x.md': 'Two.' },
      async (folder) => {
        await symlink(join(outside, 'secret.png'), join(folder, 'linked.png'))
        await symlink(outside, join(folder, 'linked'))
      },
    )
    expect(shown).toEqual([])
  })

  it('of a folder that only some may read is shown by pages of that folder alone', async () => {
    const { shown, said } = await load({
      'board/collection.yaml': 'access: { telegramChats: ["-100"] }',
      'board/plan.png': PNG,
      'board/minutes.md': 'The board meets. ![](plan.png)',
      'open/page.md': 'Everybody meets. ![](../board/plan.png) ![](/board/plan.png)',
      'top.md': 'Nobody meets. ![](board/plan.png)',
    })
    expect(shown).toEqual(['board/plan.png'])
    expect(said.join()).toContain('open/page.md → ../board/plan.png')
  })

  it('is none of the host’s where people of a group have written the page', async () => {
    const folder = await writeMaterial({ 'a.md': 'One.', 'plan.png': PNG })
    const page = 'Two. ![](plan.png) ![](/plan.png) ![](../a/plan.png) ![[plan.png]]'
    const scopes = await writeMaterial({ 'discord-1/b.md': page, 'discord-1/plan.png': PNG })
    const { passages } = await loadCorpus(folder, { scopes: { folder: scopes } })
    expect(passages).toHaveLength(2)
    expect(shownBy(passages)).toEqual([])
    const upload = await readUpload('discord:1', 'c.md', Buffer.from(page))
    expect(upload).toHaveLength(1)
  })

  it('that was looked at once is looked at again when it is read', async () => {
    const { folder } = await load({ 'a.md': 'One. ![](plan.png)', 'plan.png': PNG })
    expect(await readPicture(folder, 'plan.png')).toEqual({ bytes: PNG, kind: 'png' })
    await writeFile(join(folder, 'plan.png'), 'no picture any more')
    expect(await readPicture(folder, 'plan.png')).toMatchObject({
      message: 'is no whole PNG, JPEG, GIF or WebP picture',
    })
    await truncate(join(folder, 'plan.png'), 6 * 2 ** 20)
    expect(await readPicture(folder, 'plan.png')).toMatchObject({
      message: 'is a picture of more than 5 MiB',
    })
    for (const path of ['gone.png', '../a.md', '.', ''])
      expect(await readPicture(folder, path)).toHaveProperty('message')
  })
})

describe('a folder that is read again', () => {
  it('has the pictures that have changed looked at again', async () => {
    const folder = await writeMaterial({ 'a.md': 'One. ![](plan.png)', 'plan.png': PNG })
    const said: string[] = []
    const read = () =>
      loadCorpus(folder, { onWarnings: (all) => void said.push(...all.map(({ file }) => file)) })
    await read()
    await read()
    expect(said).toEqual([])
    await writeFile(join(folder, 'plan.png'), PNG.subarray(0, 30))
    await read()
    await read()
    expect(said).toEqual(['plan.png', 'plan.png'])
    await writeFile(join(folder, 'plan.png'), PNG)
    await read()
    expect(said).toHaveLength(2)
  })
})

describe('the bytes of a picture', () => {
  const kinds = { png: PNG, gif: makeGif(), jpg: makeJpeg(), webp: makeWebp() }

  it.each(Object.entries(kinds))('are known as %s, whatever their name', async (kind, bytes) => {
    const folder = await writeMaterial({ 'a.md': 'One.', 'x.png': bytes })
    expect(await readPicture(folder, 'x.png')).toEqual({ bytes, kind })
  })

  it.each(Object.entries(kinds))('are no %s when their end is missing', async (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      const folder = await writeMaterial({ 'x.png': bytes.subarray(0, length) })
      expect(await readPicture(folder, 'x.png')).toHaveProperty('message')
    }
  })

  it('are left out with a warning where they are text, empty, or of no size', async () => {
    const flat = Buffer.from(PNG)
    flat.writeUInt32BE(0, 16)
    const { said, passages } = await load({
      'a.md': 'One. ![](a.png) ![](b.png) ![](c.png) ![](long.png) ![](large.png)',
      'a.png': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'b.png': '',
      'c.png': flat,
      'long.png': makePng(8, 161),
      'large.png': makePng(5000, 5001),
    })
    expect(passages).toHaveLength(1)
    const broken = 'is no whole PNG, JPEG, GIF or WebP picture'
    expect(said.map((line) => line.split(' → ')[0])).toEqual([
      ...['a.png', 'b.png', 'c.png'].map((name) => `${name}: ${broken}`),
      expect.stringMatching(/^long\.png: is a picture that chats do not show/),
      expect.stringMatching(/^large\.png: is a picture that chats do not show/),
    ])
  })
})
