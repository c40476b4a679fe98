import { describe, expect, it } from 'vitest'
import { cutPassages } from '../../../../src/corpus/passages.ts'
import { readPdf } from '../../../../src/corpus/readers/pdf/index.ts'
import { makePdf, type PdfEncoding, type PdfLine, UCS2 } from '../../../../tools/bench/pdf.ts'

/** Encodes what `TextDecoder` can decode, by trying all pairs of bytes. */
function encoderOf(label: string): (text: string) => string {
  const decoder = new TextDecoder(label)
  const codes = new Map<string, string>()
  for (let lead = 0xa1; lead <= 0xf9; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const bytes = Buffer.from([lead, trail])
      const character = decoder.decode(bytes)
      if (!codes.has(character)) codes.set(character, bytes.toString('hex'))
    }
  return (text) => [...text].map((each) => codes.get(each) ?? '2020').join('')
}

const GBK: PdfEncoding = { cmap: 'GBK-EUC-H', ordering: 'GB1', encode: encoderOf('gbk') }
const BIG5: PdfEncoding = { cmap: 'ETen-B5-H', ordering: 'CNS1', encode: encoderOf('big5') }

/** Lines below each other, from the top. */
const lines = (texts: readonly string[], size = 10, top = 520): readonly PdfLine[] =>
  texts.map((text, index) => ({ text, x: 50, y: top - index * size * 1.5, size }))

const textsOf = async (bytes: Uint8Array) =>
  (await readPdf(bytes)).tree.children.map((node) =>
    'children' in node
      ? node.children.map((child) => ('value' in child ? child.value : child.type)).join('')
      : node.type,
  )

describe('a PDF in Chinese', () => {
  it.each<[string, PdfEncoding, string]>([
    ['UniGB-UCS2-H', UCS2, '灯塔每晚六点亮灯，天亮熄灭。'],
    ['GBK-EUC-H', GBK, '灯塔每晚六点亮灯，天亮熄灭。'],
    ['ETen-B5-H', BIG5, '燈塔每晚六點亮燈，天亮熄滅。'],
  ])('without a font of its own is read by the table %s', async (_, encoding, text) => {
    expect(await textsOf(makePdf([lines([text])], encoding))).toEqual([text])
  })

  it('joins lines without spaces, and parts paragraphs by their indents', async () => {
    const first = '　　守塔的人每天记录风向和浪高，写在一本蓝皮本子里，'
    const page = [
      { text: first.trim(), x: 70, y: 520, size: 10 },
      { text: '满了就寄到县里的档案馆保存，至今已经有两百多本了，都', x: 50, y: 505, size: 10 },
      { text: '可以借阅。', x: 50, y: 490, size: 10 },
      { text: '灯油用的是菜籽油，一年要用四百斤，由村里的船每月送来', x: 70, y: 475, size: 10 },
      { text: '一次。', x: 50, y: 460, size: 10 },
    ]
    expect(await textsOf(makePdf([page]))).toEqual([
      '守塔的人每天记录风向和浪高，写在一本蓝皮本子里，满了就寄到县里的档案馆保存，至今已经有两百多本了，都可以借阅。',
      '灯油用的是菜籽油，一年要用四百斤，由村里的船每月送来一次。',
    ])
  })

  it('goes on with a sentence on the next page, without what stands above and below each', async () => {
    const pages = [
      '灯塔的台阶一共有一百二十八级，每一级都是整块的青石，从',
      '石狮采石场用船运来。',
      '塔顶的风标是铜的。',
    ].map((text, index) => [
      { text: '灯塔手册', x: 180, y: 565, size: 8 },
      ...lines([text]),
      { text: `— ${index + 1} —`, x: 190, y: 30, size: 8 },
    ])
    const { tree } = await readPdf(makePdf(pages))
    expect(await textsOf(makePdf(pages))).toEqual([
      '灯塔的台阶一共有一百二十八级，每一级都是整块的青石，从石狮采石场用船运来。',
      '塔顶的风标是铜的。',
    ])
    expect(tree.children.map(({ data }) => data?.page)).toEqual([1, 3])
  })

  it('has tables whose columns are so full that their gaps are small', async () => {
    const rows = [
      ['灯塔', '高度', '灯光'],
      ['北灯塔', '三十米', '白光'],
      ['防波堤', '十二米', '红光'],
    ]
    const cells = rows.flatMap((row, r) =>
      row.map((text, c): PdfLine => ({ text, x: 50 + 38 * c, y: 500 - 15 * r, size: 10 })),
    )
    const { tree } = await readPdf(
      makePdf([[...lines(['灯塔每晚六点亮灯，天亮熄灭。']), ...cells]]),
    )
    expect(cutPassages({ tree, header: {} }).map(({ text }) => text)).toEqual([
      '灯塔每晚六点亮灯，天亮熄灭。',
      '灯塔: 北灯塔 · 高度: 三十米 · 灯光: 白光',
      '灯塔: 防波堤 · 高度: 十二米 · 灯光: 红光',
    ])
  })

  it('keeps a chapter at the top of each page, which is no running head', async () => {
    const pages = ['一', '二', '三'].map((number) => [
      { text: `第${number}章　灯塔`, x: 50, y: 550, size: 16 },
      ...lines([`这是第${number}章的内容。`]),
    ])
    const { tree } = await readPdf(makePdf(pages))
    expect(tree.children.map(({ type }) => type)).toEqual([
      ...['heading', 'paragraph', 'heading', 'paragraph', 'heading', 'paragraph'],
    ])
  })

  it('leaves out a table of contents, and the names of chapters beside page numbers', async () => {
    const head = (chapter: string, page: number) => [
      { text: chapter, x: 50, y: 565, size: 10 },
      { text: String(page), x: 380, y: 565, size: 10 },
    ]
    const pages = [
      lines(['灯 . . . . . . . . 1', '雾号………………2']),
      [...head('第一章灯', 1), ...lines(['灯每六秒闪一次。'])],
      [...head('第二章雾号', 2), ...lines(['大雾时每三十秒响一声。'])],
      [...head('第三章船', 3), ...lines(['补给船初一到。'])],
    ]
    expect(await textsOf(makePdf(pages))).toEqual([
      ...['灯每六秒闪一次。', '大雾时每三十秒响一声。', '补给船初一到。'],
    ])
  })

  it('is refused if no page has text', async () => {
    await expect(readPdf(makePdf([[], []]))).rejects.toThrow('has no text, only pictures of pages')
  })
})
