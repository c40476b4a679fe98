import type { Element, Nodes, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { UnreadableError } from '../../document.ts'

/** Far deeper than any page; deeper trees end the program's stack. */
const MAX_DEPTH = 300

/** What a page has beside its text, wherever it stands. */
const TAGS = new Set([
  ...['nav', 'aside', 'footer', 'script', 'style', 'noscript', 'template', 'form', 'button'],
  ...['select', 'input', 'textarea', 'dialog', 'svg', 'iframe', 'object', 'embed', 'rp', 'rt'],
])
const ROLES = new Set(['navigation', 'search', 'banner', 'contentinfo', 'complementary'])
/** Menus, tables of contents, skip links and links from a heading to itself. */
const CLASS =
  /^(?:headerlink|header-anchor|hash-link|anchor|anchorjs-link|skip-?link|toc|table-of-contents|breadcrumbs?|pagination|pager|sr-only|visually-hidden|edit-link|edit-this-page|no-?print|copybtn|copy-button)$/i
const ID = /^(?:toc|table-of-contents|breadcrumbs?|cookie-banner|cookie-consent|cookie-notice)$/i

export const isElement = (node: Nodes): node is Element => node.type === 'element'

export const textOf = (node: Nodes): string => {
  if ('children' in node) return node.children.map(textOf).join('')
  return node.type === 'text' ? node.value : ''
}

/** Takes out comments, what a page shows beside its text, and what it does not show. */
export function removeFurniture(tree: Root | Element): void {
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    const isOut = node.type === 'comment' || (node.type === 'element' && isFurniture(node))
    if (!isOut) return undefined
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
}

function isFurniture({ tagName, properties, children }: Element): boolean {
  const { hidden, ariaHidden, role, id, title, className, style } = properties
  // An empty link gives the heading beside it its id.
  if (tagName === 'a' && id && children.length === 0) return false
  return (
    TAGS.has(tagName) ||
    (hidden !== undefined && hidden !== null && hidden !== false) ||
    String(ariaHidden) === 'true' ||
    ROLES.has(String(role)) ||
    ID.test(String(id ?? '')) ||
    // How LibreOffice saves what stands above and below each page.
    title === 'header' ||
    title === 'footer' ||
    /display:\s?none/.test(String(style ?? '')) ||
    (Array.isArray(className) && className.some((name) => CLASS.test(String(name))))
  )
}

/** @throws {UnreadableError} for a tree that no person has written */
export function checkDepth(tree: Root): void {
  let level: readonly Nodes[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH)
      throw new UnreadableError('is nested too deeply', 'save it again as plain text')
    level = level.flatMap((node) => ('children' in node ? node.children : []))
  }
}

/** The id of a heading may stand inside it, before it, or at the section that it opens. */
export function moveIds(tree: Root | Element): void {
  visit(tree, 'element', (node, index, parent) => {
    if (!/^h[1-6]$/.test(node.tagName) || !parent || index === undefined) return
    const inner = node.children.filter(isElement).map(idOf)
    const before = parent.children.slice(0, index).findLast((child) => !isBlank(child as Nodes))
    const opener = before ?? parent
    const outer = isElement(opener as Nodes) && isAnchor(opener as Element, before === undefined)
    const id = [idOf(node), ...inner, outer ? idOf(opener as Element) : undefined].find(Boolean)
    if (id) node.properties.id = id
  })
}

const isAnchor = ({ tagName, children }: Element, isParent: boolean): boolean =>
  isParent
    ? ['section', 'div', 'article'].includes(tagName)
    : ['a', 'span'].includes(tagName) && children.length === 0

export function idOf({ tagName, properties }: Element): string | undefined {
  const id = properties.id ?? (tagName === 'a' ? properties.name : undefined)
  return typeof id === 'string' && /^[^\s#]{1,200}$/.test(id) ? id : undefined
}

const isBlank = (node: Nodes): boolean =>
  node.type === 'comment' || (node.type === 'text' && node.value.trim() === '')
