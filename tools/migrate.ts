import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { copyScopeFiles, createScopeFiles, openStore } from '../src/service/index.ts'
import { SQLITE_FILE, TABLES } from '../src/service/store/schema.ts'
import type { Value } from '../src/service/store/types.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `Copies what the bot keeps in DATA_DIR, its SQLite file and the files that servers and groups have
added, to PostgreSQL (DATABASE_URL).

  npm run -s migrate

Stop the bot first, and start it with DATABASE_URL afterwards. What PostgreSQL has already is left as
it is, so the command may be run again. The SQLite file and the files stay where they are.`

await run(async () => {
  const { values } = parseArgs({
    options: { help: { type: 'boolean', short: 'h', default: false } },
  })
  if (values.help) return console.log(HELP)
  const { dataFolder, databaseUrl } = readSettings()
  if (databaseUrl === undefined)
    throw new UsageError('DATABASE_URL is missing: where should it go?')
  const file = join(dataFolder, SQLITE_FILE)
  if (!existsSync(file)) throw new UsageError(`There is no ${file}: DATA_DIR says where it is.`)
  const log = { info() {}, warn: console.error, error: console.error }
  const [from, to] = [
    await openStore({ folder: dataFolder, log }),
    await openStore({ url: databaseUrl, log }),
  ]
  try {
    for (const [table, columns] of Object.entries(TABLES)) {
      const names = columns.join(', ')
      const rows = await from.all<Record<string, Value>>(`SELECT ${names} FROM ${table}`)
      if (!rows) throw new UsageError(`${file} cannot be read.`)
      const places = columns.map(() => '?').join(', ')
      for (const row of rows) {
        const values = columns.map((column) => row[column] ?? null)
        const sql = `INSERT INTO ${table} (${names}) VALUES (${places}) ON CONFLICT DO NOTHING`
        if (!(await to.run(sql, ...values)))
          throw new UsageError('PostgreSQL does not take it: see the line above.')
      }
      console.log(`${table}: ${rows.length} rows`)
    }
    const files = await copyScopeFiles(createScopeFiles(join(dataFolder, 'material')), to)
    if (files === undefined)
      throw new UsageError('PostgreSQL does not take it: see the line above.')
    console.log(`files of places: ${files}`)
  } finally {
    await from.close()
    await to.close()
  }
})
