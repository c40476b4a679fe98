import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LOCALES, type Locale } from '../src/answers/index.ts'
import { readReport, renderPicture, renderReport } from '../src/service/report/index.ts'
import { SQLITE_FILE } from '../src/service/store/schema.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `Writes a page with what people asked lately: questions a day, how many were answered
and how fast, votes, busiest topics, and what the material does not answer. Counts alone.

  npm run -s report [-- options]

  --days N        of the report, 1 to 400 (default: 30)
  --output FILE   where to write it (default: report.html)
  --picture FILE  also the questions of each day as a PNG, to send to somebody
  --lang LANG     the language that is shown first: zh-Hans, zh-Hant or en (default: zh-Hans)
  --help          print this

A running bot need not be stopped. DATABASE_URL or DATA_DIR says where its database is, as for the bot.
`

const SHORT: Partial<Record<Locale, string>> = { 'zh-Hans': 'zh' }

await run(async () => {
  const { values } = parseArgs({
    options: {
      days: { type: 'string', default: '30' },
      output: { type: 'string', default: 'report.html' },
      picture: { type: 'string' },
      lang: { type: 'string', default: 'zh-Hans' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const days = Number(values.days)
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw new UsageError('--days takes a whole number from 1 to 400.')
  const first = LOCALES.find((locale) => locale === values.lang || values.lang === SHORT[locale])
  if (!first) throw new UsageError(`--lang ${values.lang}: use zh-Hans, zh-Hant or en.`)
  const { dataFolder, databaseUrl, gapDays } = readSettings()
  const file = join(dataFolder, SQLITE_FILE)
  if (databaseUrl === undefined && !existsSync(file))
    throw new UsageError(`There is no ${file}: DATA_DIR says where it is.`)
  const database = { folder: dataFolder, url: databaseUrl }
  const summary = await readReport(database, gapDays, days, Date.now())
  await writeFile(values.output, renderReport(summary, first))
  if (values.picture) await writeFile(values.picture, renderPicture(summary, first))
  console.log(`${summary.total.questions} questions of ${days} days: ${values.output}`)
})
