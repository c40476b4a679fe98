import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { decodeString } from 'micromark-util-decode-string'
import type { Slice } from '../types.ts'
import { type EditedText, runsIn } from './edited-text.ts'

const EXTENSIONS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }

/** GitHub Flavored Markdown as a tree. */
export const parseMarkdown = (text: string): Root => fromMarkdown(text, EXTENSIONS)

/** Gives every leaf of the tree the slices of the original that its value consists of. */
export function locateLeaves(
  node: Nodes,
  edited: EditedText,
  cursor = { at: 0 },
  limit = edited.text.length,
): void {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start !== undefined) cursor.at = start
  if ('children' in node) {
    for (const child of node.children) locateLeaves(child, edited, cursor, end ?? limit)
  } else if ('value' in node) {
    const from = node.type === 'code' ? startOfCode(edited.text, cursor.at) : cursor.at
    node.data = { ...node.data, slices: sliceValue(node.value, edited, from, end ?? limit) }
    cursor.at = end ?? cursor.at + node.value.length
  }
  if (end !== undefined) cursor.at = end
}

const startOfCode = (text: string, start: number): number =>
  /[`~]/.test(text[start] ?? '') ? text.indexOf('\n', start) + 1 || text.length : start

const REFERENCE = /&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z\d]{1,31});/iy

/**
 * A value is its source without marks: the characters of the one are found in the other in order.
 * Character references are decoded.
 */
function sliceValue(value: string, edited: EditedText, from: number, to: number): Slice[] {
  const slices: Slice[] = []
  const { text } = edited
  const add = (start: number, length: number, at: number, size = length) => {
    for (const run of runsIn(edited, at, at + size))
      slices.push(
        length === size
          ? {
              start: start + run.start - at,
              end: start + run.start - at + run.length,
              at: run.at,
              until: run.at + run.length,
            }
          : { start, end: start + length, at: run.at, until: run.at + run.length },
      )
  }
  let i = 0
  let j = from
  while (i < value.length && j < to) {
    const begin = i
    const at = j
    while (i < value.length && value[i] === text[j] && (text[j] !== '&' || !decodes(text, j))) {
      i++
      j++
    }
    if (i > begin) add(begin, i - begin, at)
    if (i === value.length) break
    const reference = decodes(text, j)
    if (reference && value.startsWith(reference.words, i)) {
      add(i, reference.words.length, j, reference.length)
      i += reference.words.length
      j += reference.length
    } else if (value[i] === ' ' && text[j] === '\t')
      i++ // A tab is unfolded to blanks.
    else j++
  }
  return slices
}

function decodes(text: string, at: number) {
  if (text[at] !== '&') return undefined
  REFERENCE.lastIndex = at
  const [reference] = REFERENCE.exec(text) ?? []
  const words = reference && decodeString(reference)
  return words && words !== reference ? { words, length: reference.length } : undefined
}
