import { RstCompiler } from 'rst-compiler'
import { visit } from 'unist-util-visit'
import { decodeText } from '../../decode.ts'
import { type ReadDocument, UnreadableError } from '../../document.ts'
import { RAW, toBlocks, WITH_TITLE } from './blocks.ts'
import { readNames } from './names.ts'
import { PADDING, padTables } from './widths.ts'

const MAX_INDENT = 8
const MAX_AUTHOR = 200

/**
 * Reads reStructuredText as docutils and Sphinx write it. Comments, labels and what a site is built
 * from (tables of contents, included files, settings) are left out.
 *
 * @throws {UnreadableError} if it is no text, or the parser cannot follow it
 */
export async function readRst(bytes: Uint8Array): Promise<ReadDocument> {
  const decoded = decodeText(bytes)
  if (typeof decoded !== 'string') throw new UnreadableError(decoded.message, decoded.fix)
  const text = decoded.replaceAll(PADDING, '').replaceAll('\t', ' '.repeat(8))
  const lines = padTables(text.split('\n'))
  const { root } = parse(lines)
  const children = toBlocks(root.children, readNames(root.children), lines)
  visit({ type: 'root', children }, (node) => {
    if ('value' in node) node.value = node.value.replaceAll(PADDING, '')
  })
  const author = text
    .match(/^:authors?:[ ]+(\S.*)$/im)?.[1]
    ?.trim()
    .slice(0, MAX_AUTHOR)
  return { tree: { type: 'root', children }, header: author ? { author } : {} }
}

function parse(lines: readonly string[]) {
  try {
    return new RstCompiler().parse(lines.join('\n'), {
      inputIndentSize: indentOf(lines),
      directivesWithRawText: [...RAW],
      directivesWithInitContent: [...WITH_TITLE],
    })
  } catch (error) {
    if (error instanceof RangeError) throw error
    const [reason = ''] = (error as Error).message.split('\n')
    throw new UnreadableError(
      `is no reStructuredText that the parser can follow (${reason.slice(0, 120)})`,
      'fix it there, or convert it: pandoc -o page.md page.rst',
    )
  }
}

/** Blanks by which a text indents, below a line of words; the parser takes no other for a definition. */
function indentOf(lines: readonly string[]): number {
  const counts = new Array<number>(MAX_INDENT + 1).fill(0)
  lines.forEach((line, l) => {
    const indent = line.search(/\S/)
    if (indent > 0 && indent <= MAX_INDENT && /^[\p{L}\p{N}`*:"'(]/u.test(lines[l - 1] ?? ''))
      counts[indent] = (counts[indent] ?? 0) + 1
  })
  const most = Math.max(...counts)
  return most > 0 ? counts.indexOf(most) : 4
}
