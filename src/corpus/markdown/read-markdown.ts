import type { Nodes, Parents, Root } from 'mdast'
import type { Slice } from '../types.ts'
import { findAdmonitions, findDialects, withoutCode } from './dialects.ts'
import { applyEdits, type EditedText, unedited } from './edited-text.ts'
import { findHtmlTables } from './html-tables.ts'
import { findInlineDialects } from './inline-dialects.ts'
import { locateLeaves, parseMarkdown } from './parse.ts'
import { tidyTree } from './tidy-tree.ts'

/** Admonitions within admonitions. */
const MAX_LEVELS = 5

/**
 * Reads Markdown of any dialect. The parser knows the one of GitHub; what others add is rewritten to
 * it first, in a text that remembers where its characters come from.
 *
 * The parser takes quadratic time for some texts: 100,000 characters may take minutes.
 */
export function readMarkdown(source: string): Root {
  let edited: EditedText = unedited(source)
  for (let level = 0; level < MAX_LEVELS; level++) {
    const edits = findAdmonitions(edited.text)
    if (edits.length === 0) break
    edited = applyEdits(edited, edits)
  }
  if (/<table/i.test(source)) edited = applyEdits(edited, findHtmlTables(withoutCode(edited.text)))
  edited = applyEdits(edited, findDialects(edited.text))
  let tree = parseMarkdown(edited.text)
  const edits = findInlineDialects(edited.text, tree)
  if (edits.length > 0) {
    edited = applyEdits(edited, edits)
    tree = parseMarkdown(edited.text)
  }
  tidyTree(tree, edited.text)
  locateLeaves(tree, edited)
  markTitles(tree, edited.titles)
  return tree
}

/** Paragraphs that are titles introduce what stands below them. */
function markTitles(tree: Parents, titles: EditedText['titles']): void {
  if (titles.length === 0) return
  for (const child of tree.children) {
    if (child.type === 'paragraph') {
      const at = firstSlice(child)?.at ?? -1
      if (titles.some(([start, end]) => at >= start && at < end))
        child.data = { ...child.data, lead: true }
    } else if ('children' in child) markTitles(child, titles)
  }
}

function firstSlice(node: Nodes): Slice | undefined {
  if (!('children' in node)) return node.data?.slices?.[0]
  for (const child of node.children) {
    const found = firstSlice(child)
    if (found) return found
  }
  return undefined
}

/** Moves all slices, where the text was read without what stands before it in its file. */
export function shiftSlices(node: Nodes, by: number): void {
  if ('children' in node) for (const child of node.children) shiftSlices(child, by)
  else if (node.data?.slices)
    node.data.slices = node.data.slices.map((slice) => ({
      ...slice,
      at: slice.at + by,
      until: slice.until + by,
    }))
}
