import type { ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import {
  RstBulletListItem,
  RstDefinitionListItem,
  RstDirective,
  RstFieldListItem,
  type RstNode,
  RstOptionListItem,
  RstSection,
  RstTable,
} from 'rst-compiler'
import { type Helpers, RAW, toDirective, toLead, WITH_TITLE } from './directives.ts'
import { toInlines } from './inlines.ts'
import type { Names } from './names.ts'
import { toTable } from './tables.ts'

export { RAW, WITH_TITLE }

/**
 * The nodes of a document as Markdown has them.
 *
 * @param lines of its file
 */
export function toBlocks(
  nodes: readonly RstNode[],
  names: Names,
  lines: readonly string[],
): RootContent[] {
  const levels: string[] = []
  const helpers: Helpers = {
    toBlocks: (children) => children.flatMap((node) => toBlock(node, names, helpers)),
    toCell: (children) => toCell(children, names),
    lineAt: (line) => lines[line] ?? '',
    levelOf: ({ source: { startLineIdx, endLineIdx } }) => {
      const style = `${endLineIdx - startLineIdx} ${lines[endLineIdx - 1]?.trim()[0]}`
      if (!levels.includes(style)) levels.push(style)
      return levels.indexOf(style) + 1
    },
  }
  return helpers.toBlocks(nodes)
}

function toBlock(node: RstNode, names: Names, helpers: Helpers): RootContent[] {
  if (node instanceof RstSection) {
    const depth = Math.min(6, helpers.levelOf(node)) as 1 | 2 | 3 | 4 | 5 | 6
    return [{ type: 'heading', depth, children: toInlines(node.children, names) }]
  }
  if (node instanceof RstDirective) return toDirective(node, helpers)
  if (node instanceof RstTable) return [toTable(node, helpers.toCell)]
  if (node instanceof RstDefinitionListItem)
    return [toLead(toInlines(node.term, names)), ...helpers.toBlocks(node.definition)]
  if (node instanceof RstFieldListItem) return toField(node, names, helpers)
  if (node instanceof RstOptionListItem) return toOption(node, helpers)
  switch (node.nodeType) {
    case 'Paragraph':
      return toParagraph(toInlines(node.children, names))
    case 'BulletList':
    case 'EnumeratedList':
      return [toList(node, helpers)]
    case 'LineBlock':
      return [{ type: 'paragraph', children: toLines(node, names) }]
    case 'LiteralBlock':
    case 'DoctestBlock':
      return [{ type: 'code', value: node.textContent }]
    case 'Blockquote':
      return helpers.toBlocks(node.children)
    case 'BlockquoteAttribution':
      return [{ type: 'paragraph', children: toInlines(node.children, names) }]
    case 'DefinitionList':
    case 'FieldList':
    case 'OptionList':
    case 'FootnoteDefGroup':
    case 'FootnoteDef':
    case 'CitationDefGroup':
    case 'CitationDef':
      return helpers.toBlocks(node.children)
    default:
      return []
  }
}

/** A paragraph without the mark that code follows: `Run this::` reads `Run this:`. */
function toParagraph(children: PhrasingContent[]): Paragraph[] {
  const last = children.at(-1)
  if (last?.type === 'text') last.value = last.value.replace(/(?:^|\s)::$/, '').replace(/::$/, ':')
  return children.some((child) => !('value' in child) || child.value !== '')
    ? [{ type: 'paragraph', children }]
    : []
}

/** Numbers count on from the first; letters stay as they are written. */
function toList(node: RstNode, helpers: Helpers): RootContent {
  const [first] = node.children
  const bullet = first instanceof RstBulletListItem ? first.bullet : ''
  const ordered = node.nodeType === 'EnumeratedList' && /[\d#]/.test(bullet)
  const isLettered = node.nodeType === 'EnumeratedList' && !ordered
  const children = node.children.map((item): ListItem => {
    const blocks = helpers.toBlocks(item.children) as ListItem['children']
    const [head] = blocks
    if (isLettered && head?.type === 'paragraph' && item instanceof RstBulletListItem)
      head.children.unshift({ type: 'text', value: `${item.bullet}. ` })
    return { type: 'listItem', spread: false, children: blocks }
  })
  const start = Number(bullet.match(/\d{1,9}/)?.[0] ?? 1)
  return { type: 'list', ordered, spread: false, ...(ordered && { start }), children }
}

/** What Sphinx takes from above a page, and the author, who is named as the source's. */
const NO_TEXT = /^(?:orphan|nosearch|nocomments|tocdepth|no-?toc|authors?)$/i

function toField(field: RstFieldListItem, names: Names, helpers: Helpers): RootContent[] {
  if (NO_TEXT.test(field.nameText)) return []
  return toNamed(
    [...toInlines(field.name, names), { type: 'text', value: ': ' }],
    field.body,
    helpers,
  )
}

function toOption(option: RstOptionListItem, helpers: Helpers): RootContent[] {
  const value = option.options
    .map(({ name, delimiter = '', rawArgName = '' }) => name + delimiter + rawArgName)
    .join(', ')
  const name: PhrasingContent[] = [
    { type: 'inlineCode', value },
    { type: 'text', value: ' ' },
  ]
  return toNamed(name, option.children, helpers)
}

/** A name before the first paragraph of what it names, else above it. */
function toNamed(
  name: PhrasingContent[],
  body: readonly RstNode[],
  helpers: Helpers,
): RootContent[] {
  const [first, ...rest] = helpers.toBlocks(body)
  if (first?.type === 'paragraph')
    return [{ ...first, children: [...name, ...first.children] }, ...rest]
  return first ? [toLead(name), first, ...rest] : [{ type: 'paragraph', children: name }]
}

const toLines = (node: RstNode, names: Names): PhrasingContent[] =>
  node.children.flatMap((line, l): PhrasingContent[] => {
    const words =
      line.nodeType === 'LineBlock' ? toLines(line, names) : toInlines(line.children, names)
    return l > 0 ? [{ type: 'break' }, ...words] : words
  })

/** All words of a cell, on one line. */
function toCell(nodes: readonly RstNode[], names: Names): PhrasingContent[] {
  return nodes.flatMap((node, n): PhrasingContent[] => {
    const isDeep = node.children.some(({ nodeType }) => DEEP.test(nodeType))
    const words = isDeep ? toCell(node.children, names) : toInlines(node.children, names)
    return n > 0 && words.length > 0 ? [{ type: 'text', value: ' ' }, ...words] : words
  })
}

const DEEP = /^(?:Paragraph|BulletListItem|LineBlockLine|DefinitionListItem|FieldListItem)$/
