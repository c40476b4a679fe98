import { basename, extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import { zipSync } from 'fflate'
import { decodeText } from '../../decode.ts'
import { type ReadDocument, UnreadableError } from '../../document.ts'
import { unzip } from '../zip.ts'
import { toDocument } from './tree.ts'

const MAX_COLUMNS = 200

/** @throws {UnreadableError} if it is no table, too large or empty */
export async function readCsv(bytes: Uint8Array, path: string): Promise<ReadDocument> {
  const text = decodeText(bytes)
  if (typeof text !== 'string') throw new UnreadableError(text.message, text.fix)
  const rows: string[][] = parse(text, {
    delimiter: findDelimiter(text),
    max_record_size: 2 ** 20,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  return toDocument(titleOf(path), [{ rows }])
}

/** The one that the first line has most of: Excel writes semicolons in many countries. */
function findDelimiter(text: string): string {
  const [line = ''] = text.trimStart().split('\n', 1)
  const outside = line.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string) => outside.split(delimiter).length
  return [',', ';', '\t', '，'].reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** @throws {UnreadableError} if it is damaged, locked, too large or empty */
export async function readXlsx(bytes: Uint8Array, path: string): Promise<ReadDocument> {
  const parts = unzip(bytes, (name) => !name.startsWith('xl/media/'))
  if (!parts['xl/workbook.xml'])
    throw new UnreadableError(
      'is not an Excel workbook',
      'save it again as .xlsx, without password',
    )
  const { default: readSheets } = await import('read-excel-file/node')
  // Packed again without compression, so that nobody unpacks more than was counted.
  const sheets = await readSheets(Buffer.from(zipSync(parts, { level: 0 }))).catch((): never => {
    throw new UnreadableError('is damaged', 'open it in Excel or LibreOffice, and save it again')
  })
  return toDocument(
    titleOf(path),
    sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.slice(0, MAX_COLUMNS).map(toText)),
    })),
  )
}

/** Numbers as a sheet shows them: 15 digits, without what binary fractions add. */
function toText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00.*$/, '')
      .replace('T', ' ')
      .replace(/\.000Z$/, '')
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)))
  return String(cell)
}

const titleOf = (path: string): string => basename(path, extname(path))
