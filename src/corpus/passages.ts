import type { Nodes } from 'mdast'
import type { ReadDocument } from './document.ts'
import type { Passage } from './types.ts'

/** A passage before it has a source and a number. */
export type Cut = Omit<Passage, 'id' | 'source' | 'paragraphs' | 'translations'>

/** Cuts passages from a tree, in reading order; a heading is part of what stands below it. */
export function cutPassages({ tree }: ReadDocument): readonly Cut[] {
  const cuts: Cut[] = []
  const headings: string[] = []
  let below: Pick<Cut, 'anchor' | 'wordings'> = {}
  for (const node of tree.children) {
    if (node.type === 'heading') {
      headings.length = node.depth - 1
      headings[node.depth - 1] = textOf(node)
      const { anchor, wordings } = node.data ?? {}
      below = { ...(anchor && { anchor }), ...(wordings && { wordings }) }
      continue
    }
    const text = textOf(node).trim()
    const heading = headings.filter(Boolean).join(' › ')
    if (text)
      cuts.push({
        text,
        ...below,
        ...(heading && { heading }),
        ...(node.data?.page !== undefined && { page: node.data.page }),
      })
  }
  return cuts
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map(textOf).join('')
  return 'value' in node ? node.value : ''
}
