import type { Paragraph, RootContent, Table } from 'mdast'
import { type ReadDocument, UnreadableError } from '../../document.ts'

interface Sheet {
  /** Absent where a file is one sheet without a name. */
  readonly name?: string
  readonly rows: readonly (readonly string[])[]
}

const MAX_CELLS = 1_000_000
/** Above its table a sheet may have a title and remarks. */
const MAX_ROWS_ABOVE = 5
/** Without names of columns: so many of the first cells must be questions. */
const MIN_QUESTIONS = 0.6

/** Names of columns, in lower case and without spaces and marks. */
const COLUMNS = {
  question:
    /^(?:常[见見])?(?:标准|標準|用户|用戶)?(?:[问問]题?|[问問]題|提[问問])$|^(?:q|questions?|faqs?)$/,
  answer:
    /^(?:标准|標準)?(?:答案?|[回解]答|答[复覆]|回[复覆])$|^(?:a|answers?|repl(?:y|ies)|responses?)$/,
  wordings:
    /^(?:其[他它]|相似|近似|扩展|擴展|同义|同義)(?:的?(?:[问問]题?|[问問]題|[问問說说]法|提[问問]))$|^别名$|^別名$|^(?:otherwordings?|wordings?|similarquestions?|variants?|alternatives?|aliases|alsoasked)$/,
  category: /^(?:分?[类類][别別型]?|主题|主題)$|^(?:category|categories|section|topic)$/,
} as const
type Column = keyof typeof COLUMNS
type Places = ReadonlyMap<Column, number>

/**
 * Sheets as Markdown: questions with their answers where the columns say so, else tables.
 *
 * @throws {UnreadableError} if there is nothing in any sheet, or too much
 */
export function toDocument(title: string, sheets: readonly Sheet[]): ReadDocument {
  const warnings: NonNullable<ReadDocument['warnings']>[number][] = []
  const filled = sheets
    .map(({ name, rows }) => ({ name, rows: trimRows(rows) }))
    .filter(({ rows }) => rows.length > 0)
  const cells = filled.reduce((sum, { rows }) => sum + rows.length * (rows[0]?.length ?? 0), 0)
  if (cells > MAX_CELLS)
    throw new UnreadableError(`has more than ${MAX_CELLS} cells`, 'split it into several files')
  const children = filled.flatMap(({ name, rows }): readonly RootContent[] => {
    const content = toContent(rows, warnings)
    return name && filled.length > 1 ? [toHeading(name, 1), ...content] : content
  })
  if (children.length === 0)
    throw new UnreadableError('has no text', 'write some, or delete the file')
  return {
    tree: { type: 'root', children },
    header: { title },
    ...(warnings.length > 0 && { warnings }),
  }
}

function toContent(
  rows: readonly (readonly string[])[],
  warnings: NonNullable<ReadDocument['warnings']>[number][],
): readonly RootContent[] {
  const above = rows.slice(0, MAX_ROWS_ABOVE).findIndex((row) => isFaq(findColumns(row)))
  const header = rows[above]
  if (header) {
    const places = findColumns(header)
    const known = new Set(places.values())
    const left = header.filter((name, index) => name && !known.has(index))
    if (left.length > 0)
      warnings.push({
        line: above + 1,
        message: `has columns beside questions and answers, which are not read: ${left.join(', ')}`,
        fix: 'move what people ask about into the answers',
      })
    return toFaq(rows.slice(above + 1), places)
  }
  if (areQuestions(rows))
    return toFaq(
      rows,
      new Map([
        ['question', 0],
        ['answer', 1],
      ]),
    )
  return [toTable(rows)]
}

const isFaq = (places: Places): boolean => places.has('question') && places.has('answer')

function findColumns(row: readonly string[]): Places {
  const places = new Map<Column, number>()
  row.forEach((cell, index) => {
    const name = cell.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
    for (const column of Object.keys(COLUMNS) as Column[])
      if (COLUMNS[column].test(name) && !places.has(column)) places.set(column, index)
  })
  return places
}

function areQuestions(rows: readonly (readonly string[])[]): boolean {
  const asked = rows.filter(([cell = '']) => /[?？]\s*$/.test(cell))
  return rows[0]?.length === 2 && asked.length >= MIN_QUESTIONS * rows.length
}

/** A question is the heading of its answer. */
function toFaq(rows: readonly (readonly string[])[], places: Places): readonly RootContent[] {
  let category = ''
  return rows.flatMap((row) => {
    const cell = (column: Column) => (row[places.get(column) ?? -1] ?? '').trim()
    const question = cell('question').replaceAll(/\s+/g, ' ')
    const answer = cell('answer')
    if (!question || !answer) return []
    const wordings = cell('wordings')
      .split(/[;；|\n]/)
      .map((each) => each.trim())
      .filter(Boolean)
    const group = cell('category') !== category ? [toHeading(cell('category') || '—', 2)] : []
    category = cell('category')
    return [...group, toHeading(question, 3, wordings), ...toParagraphs(answer)]
  })
}

const toHeading = (
  value: string,
  depth: 1 | 2 | 3,
  wordings: readonly string[] = [],
): RootContent => ({
  ...{ type: 'heading', depth, children: [{ type: 'text', value }] },
  ...(wordings.length > 0 && { data: { wordings } }),
})

/** Blank lines part paragraphs; other line ends are kept. */
const toParagraphs = (text: string): readonly Paragraph[] =>
  text.split(/\n\s*\n/).map((part) => ({
    type: 'paragraph',
    children: part
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .flatMap((value, index) => [
        ...(index > 0 ? [{ type: 'break' as const }] : []),
        { type: 'text' as const, value },
      ]),
  }))

const toTable = (rows: readonly (readonly string[])[]): Table => ({
  type: 'table',
  children: rows.map((row) => ({
    type: 'tableRow',
    children: row.map((cell) => ({
      type: 'tableCell',
      children: [{ type: 'text', value: cell.replaceAll(/\s+/g, ' ').trim() }],
    })),
  })),
})

/** Without empty rows and columns, and as long as the longest row. */
function trimRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const filled = rows.filter((row) => row.some((cell) => cell.trim()))
  const columns = new Set(
    filled.flatMap((row) => row.flatMap((cell, index) => (cell.trim() ? [index] : []))),
  )
  const kept = [...columns].sort((one, other) => one - other)
  return filled.map((row) => kept.map((index) => row[index] ?? ''))
}
