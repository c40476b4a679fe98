import type { Element, ElementContent, Root as HtmlRoot } from 'hast'
import { defaultHandlers, type Handle, toMdast } from 'hast-util-to-mdast'
import type { BlockContent, Heading, List, Nodes, Parents, Root, RootContent } from 'mdast'
import { SKIP, type VisitorResult, visit } from 'unist-util-visit'
import { idOf, isElement, moveIds, textOf } from './clean.ts'
import { addHeaders, flattenCells, moveCaptions, unwrapLayout } from './tables.ts'

/**
 * The Markdown tree of an HTML tree. A heading keeps the id that a link to it ends with.
 *
 * @param base address of the page, for its links and pictures; without one they stay as they are
 */
export function toMarkdownTree(tree: HtmlRoot | Element, base?: string): Root {
  const root: HtmlRoot = tree.type === 'root' ? tree : { type: 'root', children: [tree] }
  moveIds(root)
  unwrapLayout(root)
  moveCaptions(root)
  addHeaders(root)
  flattenCells(root)
  const made = toMdast(root, { handlers: HANDLERS, document: true })
  const document: Root =
    made.type === 'root' ? made : { type: 'root', children: [made as RootContent] }
  visit(document, (node, index, parent) => tidy(node, index, parent, base))
  return document
}

const heading: Handle = (state, element) => {
  const made = defaultHandlers.h1(state, element) as Heading
  const id = idOf(element)
  return id ? { ...made, data: { anchor: id } } : made
}

const [SUPERSCRIPTS, SUBSCRIPTS] = ['⁰¹²³⁴⁵⁶⁷⁸⁹', '₀₁₂₃₄₅₆₇₈₉'].map((digits) => [...digits])

/** 10⁶ must not read as 106. */
const raised =
  (digits: readonly string[] = []): Handle =>
  (state, element) => {
    const text = textOf(element).trim()
    if (!/^[-+]?\d+$/.test(text)) return state.all(element)
    const value = text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? digit)
    return { type: 'text', value: value.replace('-', '⁻').replace('+', '⁺') }
  }

/** A term and what it means are one item. */
const definitions: Handle = (state, element): List => {
  const groups: Element[][] = []
  const inner = element.children.flatMap((child): readonly ElementContent[] =>
    isElement(child) && child.tagName === 'div' ? child.children : [child],
  )
  let last = ''
  for (const child of inner.filter(isElement)) {
    if (groups.length === 0 || (child.tagName === 'dt' && last !== 'dt')) groups.push([])
    groups.at(-1)?.push(child)
    last = child.tagName
  }
  const toContent = (child: Element): BlockContent[] =>
    child.tagName === 'dt'
      ? [{ type: 'paragraph', children: [toStrong(textOf(child))] }]
      : (state.toFlow(state.all(child)) as BlockContent[])
  return {
    ...{ type: 'list', ordered: false, spread: false },
    children: groups.map((group) => ({
      ...{ type: 'listItem', spread: false },
      children: group.flatMap(toContent),
    })),
  }
}

const toStrong = (value: string) => ({
  type: 'strong' as const,
  children: [{ type: 'text' as const, value: value.replaceAll(/\s+/g, ' ').trim() }],
})

const HANDLERS: Readonly<Record<string, Handle>> = {
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`h${depth}`, heading])),
  sup: raised(SUPERSCRIPTS),
  sub: raised(SUBSCRIPTS),
  dl: definitions,
  q: (state, element) => [
    { type: 'text', value: '“' },
    ...state.all(element),
    { type: 'text', value: '”' },
  ],
}

/** Resolves addresses and takes out what leads nowhere; positions are those of HTML and of no use. */
function tidy(
  node: Nodes,
  index: number | undefined,
  parent: Parents | undefined,
  base?: string,
): VisitorResult {
  delete node.position
  if (!parent || index === undefined) return undefined
  const { children } = parent as { children: Nodes[] }
  if (node.type === 'link' || node.type === 'image') {
    const url = resolveUrl(node.url, base)
    if (url !== undefined) node.url = url
    else {
      children.splice(index, 1, ...('children' in node ? node.children : []))
      return [SKIP, index]
    }
  }
  const isBare = [
    'link',
    'strong',
    'emphasis',
    'delete',
    'paragraph',
    'heading',
    'listItem',
    'list',
  ]
  if (isBare.includes(node.type) && isEmpty(node)) {
    children.splice(index, 1)
    return [SKIP, index]
  }
  return undefined
}

const isEmpty = (node: Nodes): boolean => {
  if ('children' in node) return node.children.every(isEmpty)
  return node.type === 'text' ? node.value.trim() === '' : node.type === 'break'
}

/** Nothing for scripts and for data in the address itself. */
function resolveUrl(url: string, base?: string): string | undefined {
  if (url === '') return undefined
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) return /^(?:https?|mailto|tel):/i.test(url) ? url : undefined
  return base !== undefined && URL.canParse(url, base) ? new URL(url, base).href : url
}
