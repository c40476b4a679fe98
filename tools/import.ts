import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  describeReport,
  folderOf,
  type ImportOptions,
  importSource,
  isRepository,
  listImports,
  RefusedError,
} from '../src/import/index.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `Brings a web site or a git repository into the material.

  npm run import -- https://example.org/docs/       pages at and below this address
  npm run import -- https://example.org/sitemap.xml the pages that a sitemap lists
  npm run import -- https://github.com/o/r          the Markdown of a git repository
  npm run import                                    brings all imports up to date

Pages become Markdown files in content/<host or repository>/, each with its address, so that
citations lead to the page. Run it again to update them: what has not changed is not fetched, what
is gone is removed, what you have edited stays. IMPORT_EVERY in .env does so on a schedule.

  --into NAME      folder below the material (default: the host or the repository)
  --path FOLDER    of a repository: the folder with the documents (default: docs, if there is one)
  --max N          pages at most (default: 2000)
  --pace SECONDS   pause between two pages of a host (default: 0.5)
  --allow-private  also read addresses of your own network, and repositories on this machine
  --content DIR    folder with the material (default: CONTENT_DIR, or content)
  --help           print this

It keeps to robots.txt. Import only what you may pass on: the bot quotes it to everybody.
`

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      into: { type: 'string' },
      path: { type: 'string' },
      max: { type: 'string', default: '2000' },
      pace: { type: 'string', default: '0.5' },
      'allow-private': { type: 'boolean', default: false },
      content: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const content = values.content ?? readSettings().contentFolder
  const options: ImportOptions = {
    ...(values['allow-private'] && { allowPrivate: true }),
    maxPages: readNumber('max', values.max, 1, 100_000),
    paceMs: readNumber('pace', values.pace, 0, 60) * 1000,
    ...(values.path !== undefined && { path: values.path }),
    onPage: (url) => console.error(url),
  }
  const imports = positionals.length > 0 ? positionals.map(toImport) : await findImports()
  for (const { source, folder } of imports) await importOne(source, folder, options)

  function toImport(source: string) {
    if (!isRepository(source) && !URL.canParse(source))
      throw new UsageError(`${source}: write the whole address, beginning with https://`)
    const { into = folderOf(source) } = values
    if (/[/\\]|^[._]/.test(into)) throw new UsageError(`--into ${into}: a name without / and dots`)
    if (!existsSync(content)) throw new UsageError(`--content ${content}: there is no such folder`)
    return { source, folder: join(content, into) }
  }

  async function findImports() {
    const found = await listImports(content)
    if (found.length === 0)
      throw new UsageError('Nothing has been imported yet. Name an address; --help shows how.')
    return found
  }
})

async function importOne(source: string, folder: string, options: ImportOptions): Promise<void> {
  const report = await importSource(source, folder, options).catch((error: Error) => {
    const hint = error instanceof RefusedError ? ' (see --allow-private)' : ''
    throw new UsageError(`${source}: ${error.message}${hint}`)
  })
  console.log(`${folder}: ${describeReport(report)}`)
  for (const file of report.kept) console.log(`  ${file} was edited here and stays as it is`)
  for (const failure of report.failed) console.log(`  not read: ${failure}`)
  if (!report.complete) console.log('  Not everything was seen, so nothing was removed.')
}

function readNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (!(number >= least && number <= most))
    throw new UsageError(`--${option} ${value}: a number from ${least} to ${most}.`)
  return number
}
