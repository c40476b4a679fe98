import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, it } from 'vitest'
import { endingOf, KINDS } from '../../../../src/corpus/readers/kinds.ts'

const FILES = join(import.meta.dirname, '../../../fixtures/files')

async function read(name: string) {
  const load = KINDS[endingOf(name)]
  if (!load) throw new Error(`no reader for ${name}`)
  return (await load())(new Uint8Array(readFileSync(join(FILES, name))), name)
}

const toText = async (name: string) =>
  toMarkdown((await read(name)).tree, { extensions: [gfmToMarkdown()], bullet: '-' })

/** What every program makes of the Chinese handbook; the levels of headings may differ. */
const CHINESE = [
  '凡年满六周岁的居民，凭身份证或户口本都可以在一楼服务台免费办理借书证。外地来访的读者交一百元押金，退证时原数退还。',
  '借书证丢失后请立即挂失，挂失电话是〇七三一六六八二。补办一张新证收取工本费五元，三天以后领取。',
  '每位读者一次最多可以借八册图书，借期三十天。没有人预约的书可以续借一次，续借期十五天。',
  '1. 自习室在三楼，早上八点开门。\n2. 座位用手机预约，迟到二十分钟自动取消。\n3. 室内不可以吃东西，饮水机在走廊尽头。',
]
const ENGLISH = [
  'Anyone aged twelve or older who can swim fifty metres may join the club. The yearly fee is 84 pounds, and students pay half.',
  'Write to the secretary before the first of November. Fees already paid are not returned, but the locker deposit of 15 pounds is.',
  'Boats are booked on the blackboard beside the slipway, at most three days ahead. A booking lapses when the crew is more than ten minutes late.',
  'Life jackets hang in the blue cupboard next to the showers.',
]
const HEADINGS = {
  zh: ['办证', '谁可以办证', '证件丢失', '借书与还书', '借多少、借多久', '逾期怎么办', '自习室'],
  en: [
    'Membership',
    'Who can join',
    'Leaving the club',
    'Boats',
    'Booking a boat',
    'Damage',
    'Safety',
  ],
}

const headingsOf = (markdown: string) =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading)

describe('the same handbook from different programs', () => {
  it.each([
    ['library.zh.docx', 'LibreOffice Writer'],
    ['library.zh.pandoc.docx', 'pandoc'],
    ['library.zh.epub', 'pandoc'],
    ['library.zh.html', 'pandoc'],
    ['library.zh.pandoc.rst', 'pandoc'],
    ['library.zh.libreoffice.pdf', 'LibreOffice Writer'],
    ['library.zh.chromium.pdf', 'Chromium'],
  ])('reads in Chinese the same from %s by %s', async (name) => {
    const text = await toText(name)
    for (const paragraph of CHINESE) expect(text).toContain(paragraph)
    const headings = headingsOf(text).filter((heading) => heading !== '青石镇图书馆读者手册')
    expect(headings).toEqual(HEADINGS.zh)
    expect(text).toMatch(/\| 读物 +\| 册数 +\| 借期 +\|\n.*\n\| 图书 +\| 8 +\| 30 ?天 +\|/)
  })

  it.each([
    ['rowing.en.docx', 'LibreOffice Writer'],
    ['rowing.en.pandoc.docx', 'pandoc'],
    ['rowing.en.epub', 'pandoc'],
    ['rowing.en.pandoc.rst', 'pandoc'],
    ['rowing.en.libreoffice.html', 'LibreOffice Writer'],
    ['rowing.en.libreoffice.pdf', 'LibreOffice Writer'],
    ['rowing.en.chromium.pdf', 'Chromium'],
  ])('reads in English the same from %s by %s', async (name) => {
    const text = await toText(name)
    for (const paragraph of ENGLISH) expect(text).toContain(paragraph)
    const headings = headingsOf(text).filter((heading) => !heading.endsWith('Handbook'))
    expect(headings).toEqual(HEADINGS.en)
    expect(text).toMatch(/\| Boat +\| Crew +\| Colour +\|\n.*\n\| Heron +\| 1 +\| white +\|/)
  })

  it('brings its title and author', async () => {
    for (const name of ['library.zh.docx', 'library.zh.epub', 'library.zh.libreoffice.pdf'])
      expect((await read(name)).header).toMatchObject({
        title: '青石镇图书馆读者手册',
        author: '青石镇图书馆',
      })
  })
})

describe('a PDF', () => {
  it('has no running heads, addresses and page numbers of the browser', async () => {
    const text = await toText('rowing.en.chromium.pdf')
    expect(text).not.toMatch(/127\.0\.0\.1|\d\/\d|AM|PM/)
  })

  it('tells the page of every block', async () => {
    const { tree } = await read('library.zh.chromium.pdf')
    const pages = tree.children.map(({ data }) => data?.page)
    expect(new Set(pages)).toEqual(new Set([1, 2]))
    expect(pages).toEqual([...pages].sort())
  })

  it('reads two columns one after the other', async () => {
    const text = await toText('columns.en.chromium.pdf')
    expect(
      text.indexOf('A goose weighs about four kilograms and lives for twenty years.'),
    ).toBeLessThan(text.indexOf('Storks leave in August, long before the geese.'))
    expect(text).toContain('never cross the open sea, because there is no warm air to carry them.')
  })

  it('names the page that is only a picture, and reads the others', async () => {
    const { tree, warnings } = await read('scan.en.chromium.pdf')
    expect(warnings).toEqual([
      expect.objectContaining({ message: 'has no text on page 1: a picture, or empty' }),
    ])
    expect(JSON.stringify(tree)).toContain('the kiosk opens at ten')
  })

  it('is refused in words if it is none', async () => {
    const load = KINDS.pdf as NonNullable<(typeof KINDS)['pdf']>
    const readPdf = await load()
    await expect(readPdf(new TextEncoder().encode('no PDF at all'), 'a.pdf')).rejects.toMatchObject(
      {
        name: 'UnreadableError',
        message: 'is damaged, or not a PDF',
      },
    )
  })
})

describe('a table of questions', () => {
  it.each(['faq.zh.csv', 'faq.zh.gb18030.csv', 'faq.zh.xlsx'])(
    'is questions, answers and other wordings in %s',
    async (name) => {
      const { tree } = await read(name)
      const [first, answer] = tree.children
      expect(first).toMatchObject({
        type: 'heading',
        children: [{ value: '停车要钱吗？' }],
        data: { wordings: ['停车费怎么算', '车子放一晚多少钱'] },
      })
      expect(answer).toMatchObject({
        children: [{ value: '小区访客前两小时免费，之后每小时三元，一天最多二十四元。' }],
      })
      // A line end inside a cell is one in the answer.
      expect(tree.children[3]).toMatchObject({
        children: [
          { value: '快递统一放在南门的菜鸟驿站。' },
          { type: 'break' },
          { value: '取件时间是早上九点到晚上九点。' },
        ],
      })
    },
  )

  it('keeps other tables with their names of columns', async () => {
    for (const name of ['prices.en.csv', 'prices.en.xlsx'])
      expect(await toText(name)).toMatch(/\| Brake check +\| 9 pounds +\| 15 minutes \|/)
  })
})
