import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { RstDirective, RstNode, RstSection } from 'rst-compiler'
import { optionOf, toCsvTable, toListTable } from './tables.ts'

/** How the reader of blocks helps that of directives. */
export interface Helpers {
  readonly toBlocks: (nodes: readonly RstNode[]) => RootContent[]
  readonly toCell: (nodes: readonly RstNode[]) => PhrasingContent[]
  /** A line of the file, from 0. */
  readonly lineAt: (line: number) => string
  /** From 1, by the signs below a title, which mean something else with the same ones above it. */
  readonly levelOf: (section: RstSection) => number
}

const CODE = ['code', 'code-block', 'sourcecode', 'parsed-literal', 'prompt', 'testcode', 'doctest']
/** What a site is built from, other files, and what is drawn. */
const HIDDEN = new Set([
  ...['toctree', 'contents', 'index', 'highlight', 'meta', 'raw', 'include', 'literalinclude'],
  ...['sectnum', 'role', 'default-role', 'default-domain', 'currentmodule', 'py:currentmodule'],
  ...['module', 'py:module', 'program', 'math', 'graphviz', 'digraph', 'graph', 'mermaid', 'uml'],
  ...['plot', 'bibliography', 'target-notes', 'title', 'date', 'tabularcolumns', 'testsetup'],
  ...['testcleanup', 'productionlist', 'autosummary', 'sectionauthor', 'codeauthor', 'todolist'],
])
/** Their first line is a title, not text. */
export const WITH_TITLE: readonly string[] = [
  ...['admonition', 'topic', 'sidebar', 'rubric', 'table', 'list-table', 'csv-table', 'image'],
  ...[
    'figure',
    'versionadded',
    'versionchanged',
    'deprecated',
    'versionremoved',
    'tab',
    'tab-item',
  ],
  ...['card', 'grid-item-card', 'dropdown', 'details', 'collapse', 'centered', 'container', 'only'],
  ...['ifconfig', 'grid', 'tab-set', 'class', 'rst-class', 'option', 'envvar', 'confval'],
]
/** Their first line is a setting. */
const SETTING = new Set(['container', 'only', 'ifconfig', 'grid', 'tab-set', 'rst-class'])
/** Their body is no reStructuredText. */
export const RAW: readonly string[] = [...CODE, ...HIDDEN, 'csv-table']
/** As Sphinx writes them out. */
const VERSIONS: Readonly<Record<string, string>> = {
  versionadded: 'Added in version',
  versionchanged: 'Changed in version',
  deprecated: 'Deprecated since version',
  versionremoved: 'Removed in version',
}

/**
 * A directive as blocks: an admonition is its text, below its title if it has one; a picture, a
 * table or code what it shows. One that is not known is what stands in it, so that no text is lost;
 * what names something to be put in its place is nothing.
 */
export function toDirective(directive: RstDirective, helpers: Helpers): RootContent[] {
  const { directive: name, children, initContent, rawBodyText } = directive
  if (HIDDEN.has(name)) return []
  if (CODE.includes(name)) return [{ type: 'code', value: rawBodyText.trimEnd() }]
  const title = SETTING.has(name) ? [] : toTitle(directive, helpers)
  const version = VERSIONS[name]
  if (version) return toVersion(version, title, helpers.toBlocks(children))
  if (name === 'image' || name === 'figure') {
    const alt = optionOf(directive, 'alt') ?? ''
    const url = initContent.map((node) => node.textContent).join('')
    const picture: Paragraph = { type: 'paragraph', children: [{ type: 'image', url, alt }] }
    return [picture, ...helpers.toBlocks(children)]
  }
  const lead = title.length > 0 ? [toLead(title)] : []
  if (name === 'csv-table' || name === 'list-table') {
    const read =
      name === 'csv-table' ? toCsvTable(directive) : toListTable(directive, helpers.toCell)
    return read ? [...lead, read] : lead
  }
  if (WITH_TITLE.includes(name) || children.length === 0)
    return [...lead, ...helpers.toBlocks(children)]
  return toOther(directive, helpers)
}

/** The words of the first line; `-a` and the like are themselves, and no list of options. */
function toTitle({ initContent, source }: RstDirective, helpers: Helpers): PhrasingContent[] {
  if (initContent.every(({ nodeType }) => nodeType === 'Paragraph'))
    return helpers.toCell(initContent)
  return [
    { type: 'inlineCode', value: helpers.lineAt(source.startLineIdx).replace(/^.*?::\s*/, '') },
  ]
}

/** A signature, or what else stands on the first line, introduces the body; alone it names a thing elsewhere. */
function toOther({ children, source }: RstDirective, helpers: Helpers): RootContent[] {
  const [first, ...rest] = children
  const isFirstLine =
    first?.nodeType === 'Paragraph' && first.source.startLineIdx === source.startLineIdx
  const isOneLine = first !== undefined && !first.textContent.includes('\n')
  if (!isFirstLine || !isOneLine || rest.length === 0) return helpers.toBlocks(children)
  return [toLead(helpers.toCell([first])), ...helpers.toBlocks(rest)]
}

function toVersion(
  words: string,
  [version, ...inlines]: readonly PhrasingContent[],
  body: RootContent[],
): RootContent[] {
  const number = version && 'value' in version ? version.value : ''
  const [first, ...rest] = number.split(/\s+/)
  const text = `${words} ${first}${rest.length > 0 || body.length > 0 ? ': ' : '.'}${rest.join(' ')}`
  const said: PhrasingContent[] = [{ type: 'text', value: text }, ...inlines]
  const [next] = body
  return next?.type === 'paragraph' && rest.length === 0 && inlines.length === 0
    ? [{ ...next, children: [...said, ...next.children] }, ...body.slice(1)]
    : [{ type: 'paragraph', children: said }, ...body]
}

/** A paragraph that introduces the next block. */
export const toLead = (children: PhrasingContent[]): Paragraph => ({
  type: 'paragraph',
  children,
  data: { lead: true },
})
