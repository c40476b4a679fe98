import type { Block } from './block.ts'
import { joinRich, linesOf, type Rich } from './rich.ts'

// Lists that are no lists to Markdown: lines that begin with （一）, (1), ①, 1） or 一、 below a line that
// introduces them, as statutes have them.

const ITEM =
  /^(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]|\d{1,2}[)）、]|[一二三四五六七八九十]{1,3}、)/u
const COLON = /[:：]\s*$/

/** The line above a numbered list, and the list; nothing if a paragraph is not both. */
export function splitNumbered(paragraph: Rich): readonly [Rich, readonly Rich[]] | undefined {
  const [first, ...items] = linesOf(paragraph)
  const isList = items.length > 1 && items.every(({ text }) => ITEM.test(text))
  return first && isList && COLON.test(first.text) ? [first, items] : undefined
}

/** As one list, lines that are paragraphs of their own. */
export function joinNumbered(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (let b = 0; b < blocks.length; b++) {
    const block = blocks[b] as Block
    joined.push(block)
    if (block.type !== 'text' || !COLON.test(block.rich.text)) continue
    let end = b + 1
    while (isItem(blocks[end])) end++
    if (end - b < 3) continue
    const items = blocks.slice(b + 1, end)
    joined.push(
      toList(
        items.map(({ rich }) => rich),
        items,
      ),
    )
    b = end - 1
  }
  return joined
}

const isItem = (block: Block | undefined): boolean =>
  block?.type === 'text' && !block.isQuestion && !block.isLead && ITEM.test(block.rich.text)

/** @param blocks what each item was, if it was one */
export const toList = (items: readonly Rich[], blocks: readonly Partial<Block>[] = []): Block => ({
  ...blocks[0],
  type: 'list',
  rich: joinRich(items, '\n'),
  items: items.map((rich, i) => ({ rich, pictures: blocks[i]?.pictures ?? [] })),
  pictures: blocks.flatMap(({ pictures = [] }) => pictures),
})
