import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { run, UsageError } from '../run.ts'
import { soakCopies } from './copies.ts'
import { toReport, toReportOfCopies } from './report.ts'
import { soak } from './run.ts'
import { findFailures, findFailuresOfCopies } from './verdict.ts'

const HELP = `Lets hundreds of people ask the bot, while everything goes wrong that can.

  npm run -s soak -- [options]

The bot runs as a process of its own between a local Discord and a local Telegram, on
127.0.0.1 alone. Every question has to get one answer, in its place: a lost, doubled or
misdirected one makes the run fail (exit code 1), and so does what docs/reliability.md
lists beside. That page keeps the last tables.

  --seconds N   for how long questions are asked, 10 to 3600 (default: 240); the first
                half in one process, the second while it is killed and stopped
  --rate N      questions a second on each platform, 1 to 12 (default: 10)
  --seed N      another seed asks and fails otherwise (default: 1)
  --copies N    N copies of the bot, 2 to 5, with a PostgreSQL and an OpenSearch of the run's own,
                which needs both, Java and Maven; copies, nodes and the database are ended in
                turn, all the time, and nothing else fails
  --nodes N     of OpenSearch, 1 to 3 (default: 3); a single one is not ended
  --webhooks    with --copies: Telegram posts to all of them, through an nginx with deploy/balancer.conf
  --short       six seconds, for a look and for CI; memory is not judged
  --help        print this
`

const SHORT = 6

await run(async () => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '240' },
      rate: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      copies: { type: 'string' },
      nodes: { type: 'string', default: '3' },
      webhooks: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const seconds = values.short ? SHORT : readNumber('seconds', values.seconds, 10, 3600)
  const rate = readNumber('rate', values.rate, 1, 12)
  const seed = readNumber('seed', values.seed, 0, 2 ** 31)
  const tell = (line: string) => console.error(line)
  if (values.copies !== undefined) {
    const copies = readNumber('copies', values.copies, 2, 5)
    const nodes = readNumber('nodes', values.nodes, 1, 3)
    const { webhooks } = values
    const outcome = await soakCopies({ seconds, rate, seed, copies, nodes, webhooks, tell })
    const options = `--copies ${copies} --nodes ${nodes} ${webhooks ? '--webhooks ' : ''}`
    return report(
      `${describeRun(seconds, rate, seed, options)}\n\n${toReportOfCopies(outcome)}`,
      findFailuresOfCopies(outcome),
      outcome.folder,
    )
  }
  const outcome = await soak({ seconds, rate, seed, tell })
  report(
    `${describeRun(seconds, rate, seed)}\n\n${toReport(outcome)}`,
    findFailures(outcome, seconds),
    outcome.logFile,
  )
})

function report(tables: string, failures: readonly string[], log: string): void {
  process.stdout.write(`${tables}\n\n`)
  process.stdout.write(
    failures.length === 0 ? 'All is well.\n' : `Not well:\n${failures.join('\n')}\n`,
  )
  console.error(`What the bot logged: ${log}`)
  if (failures.length > 0) process.exitCode = 1
}

function describeRun(seconds: number, rate: number, seed: number, options = ''): string {
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${readCommit()} with ` +
    `\`npm run soak -- ${options}--seconds ${seconds} --rate ${rate} --seed ${seed}\`, ` +
    `Node ${process.versions.node}, ${availableParallelism()} cores.`
  )
}

function readCommit(): string {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') && ' with changes'}`
  } catch {
    return 'unknown'
  }
}

function readNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most)
    throw new UsageError(`--${option} ${value}: a whole number from ${least} to ${most}.`)
  return number
}
