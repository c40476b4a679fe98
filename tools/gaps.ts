import { parseArgs } from 'node:util'
import { type Gap, readGaps } from '../src/service/index.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `What people asked most and the material did not answer well.

  npm run -s gaps                 the fifty most frequent, with the nearest passage
  npm run -s gaps -- --limit 500
  npm run -s gaps -- --csv > gaps.csv

A running bot need not be stopped. DATABASE_URL or DATA_DIR says where its database is, as for the bot.`

const COLUMNS = ['question', 'not found', 'near', 'unhelpful', 'helpful', 'nearest', 'last asked']

const dayOf = ({ last }: Gap) => new Date(last).toISOString().slice(0, 10)

/** A spreadsheet takes what begins with one of these for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const toCsv = (columns: readonly string[]): string =>
  columns
    .map((value) => (/^[=+\-@]/.test(value) ? `'${value}` : value))
    .map((value) => `"${value.replaceAll('"', '""')}"`)
    .join(',')

await run(async () => {
  const { values } = parseArgs({
    options: {
      csv: { type: 'boolean', default: false },
      limit: { type: 'string', default: '50' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const limit = Number(values.limit)
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError('--limit takes a whole number from 1 on.')
  const { dataFolder, databaseUrl, gapDays } = readSettings()
  const gaps = await readGaps({ folder: dataFolder, url: databaseUrl }, gapDays, limit)
  if (values.csv) console.log([COLUMNS, ...gaps.map(toColumns)].map(toCsv).join('\n'))
  else if (gaps.length === 0) console.log(`No gaps are kept in ${dataFolder}.`)
  else for (const gap of gaps) console.log(toLine(gap))
})

function toColumns(gap: Gap): readonly string[] {
  const { text, none, near, unhelpful, helpful, nearest } = gap
  return [text, ...[none, near, unhelpful, helpful].map(String), nearest ?? '', dayOf(gap)]
}

function toLine(gap: Gap): string {
  const { text, none, near, unhelpful, helpful, nearest } = gap
  const counts = [
    none && `not found ${none}×`,
    near && `near ${near}×`,
    unhelpful && `👎 ${unhelpful}`,
    helpful && `👍 ${helpful}`,
  ]
  return `${text}\n    ${counts.filter(Boolean).join(', ')}, last on ${dayOf(gap)}${nearest ? ` → /passage ${nearest}` : ''}`
}
