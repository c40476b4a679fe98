import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/** Files that need dates. Everything else measures intervals, with a clock that nobody can set. */
const DATES: Record<string, string> = {
  'src/bots/telegram/attachments.ts': 'the day of a message',
  'src/app/scheduled-imports.ts': 'when something was imported, kept over restarts',
  'src/import/site.ts': 'the day of a page',
  'src/import/state.ts': 'when something was imported',
  'src/service/gaps/store.ts': 'the day that a question was asked',
  'src/service/daily-counts.ts': 'the day that something was counted',
  'src/service/state.ts': 'when the material was read',
  'src/service/metrics.ts': 'timestamps for Prometheus',
  'src/service/gaps/commands.ts': 'the day of an answer',
  'src/service/report/command.ts': 'days',
  'src/service/report/page.ts': 'days',
  'src/service/report/picture.ts': 'days',
  'src/service/report/weekly.ts': 'the day of the week',
  'src/service/store/sqlite.ts': 'the name of a broken database',
  'src/shared/log.ts': 'the time of a line',
}

it('the wall clock is read for dates alone', () => {
  const readers = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `src/${path}`)
    .filter((path) => /\bDate\.now\b|new Date\(/.test(readFileSync(join(ROOT, path), 'utf8')))
  expect(readers.sort()).toEqual(Object.keys(DATES).sort())
})
