import type { Heading, Html, List, Nodes, Paragraph, Parents, Root, RootContent } from 'mdast'
import { findClosed, findTags } from './html.ts'

/**
 * Takes out of a tree what no reader of the page sees as words, and puts in its place what they see:
 * breaks for `<br>`, a paragraph for a sentence that was underlined.
 */
export function tidyTree(tree: Root, text: string): void {
  const closed = findClosed(text)
  const tidy = (parent: Parents): void => {
    const children = parent.children.flatMap((child): Nodes[] => {
      if (child.type === 'html') return readHtml(child, closed, parent.type)
      if (child.type === 'heading') return [tidyHeading(child, text)]
      return child.type === 'list' && isContents(child) ? [] : [child]
    })
    parent.children = children as typeof parent.children
    for (const child of parent.children) if ('children' in child) tidy(child)
  }
  tidy(tree)
}

function readHtml(node: Html, closed: ReadonlySet<string>, parent: string): Nodes[] {
  const [tag] = findTags(node.value, closed)
  if (!tag) {
    const words: RootContent = { type: 'text', value: node.value, ...position(node) }
    return parent === 'root' || parent === 'blockquote' || parent === 'listItem'
      ? [{ type: 'paragraph', children: [words], ...position(node) }]
      : [words]
  }
  return tag.name === 'br' ? [{ type: 'break' }] : []
}

const position = ({ position }: Nodes) => (position ? { position } : {})

/** UTF-16 units; a longer line is text. */
const MAX_HEADING = 200

/** `{#id .class}` at the end of a heading. */
function findAttributes(value: string): { readonly at: number; readonly id?: string } | undefined {
  const words = value.trimEnd()
  const at = words.lastIndexOf('{')
  if (at < 0 || !words.endsWith('}') || !/^\{:?[ \t]?[#.]\S/.test(words.slice(at))) return undefined
  const id = words.slice(at).match(/#([^\s.}]+)/)?.[1]
  return { at: words.slice(0, at).trimEnd().length, ...(id && { id }) }
}

/**
 * A heading without its attributes, whose id it keeps. A sentence above a rule (`---`) would be a
 * heading to Markdown; its writer meant the rule.
 */
function tidyHeading(heading: Heading, text: string): Heading | Paragraph {
  const start = heading.position?.start.offset ?? 0
  const source = text.slice(start, heading.position?.end.offset)
  const isUnderlined = source.includes('\n')
  if (source.length > MAX_HEADING || (isUnderlined && SENTENCE.test(source)))
    return { type: 'paragraph', children: heading.children, ...position(heading) }
  const last = heading.children.at(-1)
  const attributes = last?.type === 'text' ? findAttributes(last.value) : undefined
  if (last?.type === 'text' && attributes) {
    last.value = last.value.slice(0, attributes.at)
    if (attributes.id) heading.data = { ...heading.data, anchor: attributes.id }
  }
  return heading
}

const SENTENCE = /[。！？；，!?;,][”"』」）)]*[ \t]*\n|\.[ \t]*\n|\n(?=[\s\S]*\n)/

/** A table of contents: nothing but links to places of the same page. */
const isContents = (list: List): boolean =>
  list.children.every((item) =>
    item.children.every((block) =>
      block.type === 'list'
        ? isContents(block)
        : block.type === 'paragraph' &&
          block.children.length === 1 &&
          block.children[0]?.type === 'link' &&
          block.children[0].url.startsWith('#'),
    ),
  )
