import type { Code, Definition, List, ListItem, Nodes, RootContent, Table } from 'mdast'
import type { Block, Item } from './block.ts'
import { findDrawnTables } from './drawn-tables.ts'
import { asks, isBold, isQuestion, splitExchange, splitItem } from './exchanges.ts'
import { type Definitions, joinLines, readInlines, SOFT_BREAK } from './inlines.ts'
import { joinNumbered, splitNumbered, toList } from './numbered-lines.ts'
import { readPictures } from './pictures.ts'
import { indent, joinRich, linesOf, plain, type Rich, sliceRich, styled, trimRich } from './rich.ts'

/** Quotes and lists within each other; what is deeper is left out. */
const MAX_DEPTH = 40
/** Characters of what introduces something: a longer paragraph speaks for itself. */
const MAX_LEAD = 200
const COLON = /[:：][”"』」）)\]*_]*$/
/** 六岁以下 and 长椅下面 say how much and where, and introduce nothing. */
const FOLLOWING =
  /(?:(?<![\d%一二两三四五六七八九十百千半岁元块度级人米层斤克分名位个年月天时吨])以下|如下|下列|(?<=^|[，。：；\s请看见按照考用做])下面)[^。！？]{0,20}[。：]?$|\bfollow(?:s|ing)\b[^.!?]{0,40}[.:]?$/i

/** The blocks of a document, in reading order. */
export function readBlocks(nodes: readonly RootContent[]): readonly Block[] {
  const definitions = new Map<string, Definition>()
  collectDefinitions(nodes, definitions)
  return joinNumbered(nodes.flatMap((node) => readBlock(node, definitions, 0)))
}

function collectDefinitions(nodes: readonly Nodes[], found: Map<string, Definition>, depth = 0) {
  if (depth > MAX_DEPTH) return
  for (const node of nodes) {
    if (node.type === 'definition') {
      if (!found.has(node.identifier)) found.set(node.identifier, node)
    } else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem')
      collectDefinitions(node.children, found, depth + 1)
  }
}

function readBlock(node: RootContent, definitions: Definitions, depth: number): readonly Block[] {
  if (depth > MAX_DEPTH) return []
  const { page, anchor, wordings, lead } = node.data ?? {}
  const common = { ...(page !== undefined && { page }), ...(wordings && { wordings }) }
  switch (node.type) {
    case 'heading': {
      const rich = oneLine(readInlines(node.children, definitions))
      return [{ type: 'heading', rich, depth: node.depth, ...(anchor && { anchor }), ...common }]
    }
    case 'paragraph': {
      const rich = trimRich(readInlines(node.children, definitions))
      const pictures = readPictures(node, definitions)
      const drawn = readDrawn(rich, { ...common, pictures })
      if (drawn) return drawn
      const [above, items] = splitNumbered(rich) ?? []
      if (above && items)
        return [...toTexts([above], common, lead), toList(items, [{ ...common, pictures }])]
      return toTexts(splitExchange(rich), { ...common, pictures }, lead)
    }
    case 'code':
      return [{ type: 'code', rich: readCode(node), ...common }]
    case 'list': {
      const sections = readSections(node, definitions, depth)
      if (sections)
        return sections.flatMap(({ titles, list }) => [
          ...titles.map((rich) => ({ type: 'text' as const, rich, isLead: true, ...common })),
          ...readBlock(list, definitions, depth + 1),
        ])
      const items = readItems(node, definitions, depth + 1)
      const pairs = items.map(({ rich }) => splitItem(rich))
      if (pairs.length > 0 && pairs.every(({ length }) => length > 1))
        return pairs.flatMap((pair, i) => toTexts(pair, { ...common, ...items[i] }))
      const all = items.map(({ rich }) => rich)
      const pictures = items.flatMap((item) => item.pictures)
      return [{ type: 'list', rich: joinRich(all, '\n'), items, pictures, ...common }]
    }
    case 'table':
      return [{ type: 'table', rich: plain(''), items: readRows(node, definitions), ...common }]
    case 'blockquote':
    case 'footnoteDefinition':
      return node.children.flatMap((child) => readBlock(child, definitions, depth + 1))
    default:
      return []
  }
}

/** Paragraphs of one block; those that ask, or are titles, introduce what is next. */
const toTexts = (
  parts: readonly Rich[],
  { pictures = [], ...common }: Partial<Block>,
  isTitle = false,
): readonly Block[] =>
  parts.map((part, p): Block => {
    const isNamed = isBold(part)
    const asked = isQuestion(part.text) || (isNamed && asks(part.text))
    const isLead = isTitle || asked || (isShort(part) && (isNamed || introduces(part.text)))
    return {
      ...common,
      type: 'text',
      rich: settle(part),
      ...(p === parts.length - 1 && pictures.length > 0 && { pictures }),
      ...(isLead && { isLead }),
      ...(asked && { isQuestion: true }),
    }
  })

const isShort = ({ text }: Rich): boolean => text.length <= MAX_LEAD

const introduces = (words: string): boolean => COLON.test(words) || FOLLOWING.test(words)

/** Languages of what a program draws, or asks its notes: nobody reads them on the page. */
const DRAWN =
  /^(?:dataview(?:js)?|query|tasks|mermaid|plantuml|puml|d2|dot|graphviz|echarts|chart|flow(?:chart)?|sequence|mindmap|markmap|base)$/i

const readCode = ({ value, data, lang }: Code): Rich =>
  value.trim() === '' || DRAWN.test(lang ?? '')
    ? plain('')
    : styled(plain(value, data?.slices), value.includes('\n') ? 'block' : 'code')

/** Items with their signs: numbers as the list counts, boxes that are ticked or not, else bullets. */
function readItems(list: List, definitions: Definitions, depth: number): readonly Item[] {
  if (depth > MAX_DEPTH) return []
  return list.children.flatMap((item, index) => {
    const number = (list.start ?? 1) + index
    const sign = list.ordered ? `${number}. ` : SIGNS[`${item.checked ?? 'none'}`]
    const words = readItem(item, definitions, depth)
    if (!words.text.trim()) return []
    const rich = joinRich([plain(sign ?? '• '), words])
    return [{ rich, pictures: readPictures(item, definitions) }]
  })
}

const SIGNS: Readonly<Record<string, string>> = { true: '☑ ', false: '☐ ', none: '• ' }

/** A list below its titles, the outermost first. */
interface Section {
  readonly titles: readonly Rich[]
  readonly list: List
}

/** UTF-16 units of an item that is the title of the list in it. */
const MAX_TITLE = 30

/** A list of titles, each with a list of its own, as the parts that it has; nothing of any other. */
function readSections(
  { ordered, children }: List,
  definitions: Definitions,
  depth: number,
): readonly Section[] | undefined {
  if (ordered || children.length < 2 || depth > MAX_DEPTH) return undefined
  const sections: Section[] = []
  for (const { checked, children: parts } of children) {
    const [title, list, ...rest] = parts
    if (title?.type !== 'paragraph' || list?.type !== 'list' || rest.length > 0) return undefined
    const rich = trimRich(readInlines(title.children, definitions))
    if (typeof checked === 'boolean' || !isTitle(rich.text)) return undefined
    const below = readSections(list, definitions, depth + 1) ?? [{ titles: [], list }]
    for (const section of below) sections.push({ ...section, titles: [rich, ...section.titles] })
  }
  return sections
}

const isTitle = (words: string): boolean =>
  words.length > 0 && words.length <= MAX_TITLE && !/[\n\r，,。！？；!?;]|\.$/u.test(words)

/** All that stands in an item, lists in it indented. */
function readItem({ children }: ListItem, definitions: Definitions, depth: number): Rich {
  const parts = children.flatMap((child): readonly Rich[] => {
    if (child.type === 'list')
      return readItems(child, definitions, depth + 1).map(({ rich }) => indent(rich))
    return readBlock(child, definitions, depth + 1).flatMap(({ rich, items }) =>
      rich.text ? [rich] : (items ?? []).map((item) => item.rich),
    )
  })
  return joinRich(parts, '\n')
}

/** A paragraph with its soft line breaks settled. */
const settle = (rich: Rich): Rich =>
  rich.text.includes(SOFT_BREAK)
    ? joinRich(
        linesOf(rich, /\n/g).map((line) => joinLines(linesOf(line, /\r/g))),
        '\n',
      )
    : rich

function readRows({ children }: Table, definitions: Definitions): readonly Item[] {
  const rows = children.map((row) =>
    row.children.map((cell) => oneLine(readInlines(cell.children, definitions))),
  )
  const items = rows.length > 1 ? nameCells(rows.slice(1), rows[0]) : nameCells(rows)
  const first = rows.length - items.length
  return items.map((rich, row) => ({
    rich,
    pictures: readPictures(children[first + row] as Nodes, definitions),
  }))
}

/** Every row with its header: `Light: amber · Blinking: yes`. */
const nameCells = (rows: readonly (readonly Rich[])[], head: readonly Rich[] = []): Rich[] =>
  rows.map((cells) =>
    joinRich(
      cells.map((cell, column) => {
        const title = head[column]
        if (!title?.text || !cell.text || title.text === cell.text) return cell
        return joinRich([title, cell], /[:：]$/.test(title.text) ? ' ' : ': ')
      }),
      ' · ',
    ),
  )

/** A paragraph whose lines draw tables, with what stands above and below each. */
function readDrawn(paragraph: Rich, common: Partial<Block>): readonly Block[] | undefined {
  if (!/[\n\r]/.test(paragraph.text)) return undefined
  const lines = linesOf(paragraph)
  const tables = findDrawnTables(lines.map(({ text }) => text))
  if (tables.length === 0) return undefined
  const textOf = (start: number, end?: number): readonly Block[] => {
    const words = lines.slice(start, end)
    const isTitle = words.length === 1 && end !== undefined
    return words.length > 0 ? toTexts([joinRich(words, SOFT_BREAK)], common, isTitle) : []
  }
  const blocks = tables.flatMap(({ first, rows, hasHead }, t): readonly Block[] => {
    const cells = rows.map(({ line, cells }) =>
      cells.map(({ start, end }) => sliceRich(lines[line] as Rich, start, end)),
    )
    const items = hasHead ? nameCells(cells.slice(1), cells[0]) : nameCells(cells)
    return [
      ...textOf(tables[t - 1]?.end ?? 0, first),
      {
        ...{ ...common, type: 'table', rich: plain('') },
        items: items.map((rich) => ({ rich, pictures: [] })),
      },
    ]
  })
  return [...blocks, ...textOf(tables.at(-1)?.end ?? 0)]
}

const oneLine = (rich: Rich): Rich => joinRich(linesOf(trimRich(rich)), ' ')
