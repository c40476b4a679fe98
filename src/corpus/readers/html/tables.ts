import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { isElement, textOf } from './clean.ts'

// Prepares tables for Markdown, in whose cells only words on one line have a place.

const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

/**
 * Old pages are laid out by tables: one that holds headings, or another table, is no table. Nor is a
 * frame around words, which has a single cell in every row.
 */
export function unwrapLayout(tree: Root | Element): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'table' || !(holdsBlocks(node) || isFrame(node))) return
    const unwrap = (part: Element) => {
      part.tagName = 'div'
      for (const child of part.children)
        if (isElement(child) && child.tagName !== 'table' && TABLE_PARTS.has(child.tagName))
          unwrap(child)
    }
    unwrap(node)
  })
}

const find = (part: Element, ...names: readonly string[]): readonly Element[] =>
  part.children
    .filter(isElement)
    .flatMap((child) => (names.includes(child.tagName) ? [child] : find(child, ...names)))
const rowsIn = (table: Element) => find(table, 'tr')
const cellsIn = (part: Element) => find(part, 'td', 'th')

const holdsBlocks = (table: Element): boolean =>
  table.children.some(function holds(child): boolean {
    if (!isElement(child)) return false
    return child.tagName === 'table' || /^h[1-6]$/.test(child.tagName) || child.children.some(holds)
  })

const isFrame = (table: Element): boolean =>
  cellsIn(table).some((cell) => cell.children.some(holdsBlock)) &&
  rowsIn(table).every((row) => cellsIn(row).length <= 1)

/** A caption goes before its table. */
export function moveCaptions(tree: Root | Element): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'table' || !parent || index === undefined) return undefined
    const at = node.children.findIndex((child) => isElement(child) && child.tagName === 'caption')
    if (at < 0) return undefined
    const [caption] = node.children.splice(at, 1) as Element[]
    const children = caption?.children ?? []
    parent.children.splice(index, 0, { type: 'element', tagName: 'p', properties: {}, children })
    return [SKIP, index + 2]
  })
}

const BLOCKS = new Set([
  ...['p', 'div', 'section', 'article', 'center', 'address', 'blockquote', 'pre', 'figure', 'hr'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figcaption', 'details', 'summary'],
])
const isBreak = (node: ElementContent | undefined): boolean =>
  node !== undefined && isElement(node) && node.tagName === 'br'

/**
 * The first row with words is the header, whatever its cells are, as Word writes no others; but a
 * table with titles in its first column gets an empty one, so that its first row is none to the rest.
 */
export function addHeaders(tree: Root | Element): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'table') return
    const rows = rowsIn(node)
    for (const row of rows) if (cellsIn(row).every(isEmpty)) row.tagName = 'template'
    const cells = cellsIn(rows.find(({ tagName }) => tagName === 'tr') ?? node)
    const isNamed = cells[0]?.tagName === 'th' && cells.some(({ tagName }) => tagName === 'td')
    if (isNamed)
      node.children.unshift(
        toElement(
          'tr',
          cells.map(() => toElement('th')),
        ),
      )
    else for (const cell of cells) cell.tagName = 'th'
  })
}

const isEmpty = (cell: Element): boolean => !textOf(cell).trim() && !find(cell, 'img').length

const toElement = (tagName: string, children: Element[] = []): Element => ({
  ...{ type: 'element', tagName, properties: {} },
  children,
})

/** Paragraphs and lists in a cell become its lines, as Word writes every cell with a paragraph. */
export function flattenCells(tree: Root | Element): void {
  visit(tree, 'element', (node) => {
    if (node.tagName !== 'td' && node.tagName !== 'th') return
    const lines = withoutBlocks(node.children)
    node.children = lines.filter((line, l) => !isBreak(line) || (l > 0 && !isBreak(lines[l - 1])))
    if (isBreak(node.children.at(-1))) node.children.pop()
  })
}

/** Blocks as their words, between line breaks. */
function withoutBlocks(nodes: readonly ElementContent[]): readonly ElementContent[] {
  if (!nodes.some(holdsBlock)) return nodes
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (!isElement(node)) return node.type === 'text' && !node.value.trim() ? [] : [node]
    const children = [...withoutBlocks(node.children)]
    return BLOCKS.has(node.tagName)
      ? [LINE_BREAK, ...children, LINE_BREAK]
      : [{ ...node, children }]
  })
}

const holdsBlock = (node: ElementContent): boolean =>
  isElement(node) && (BLOCKS.has(node.tagName) || node.children.some(holdsBlock))

const LINE_BREAK = toElement('br')
