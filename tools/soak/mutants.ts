import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { type Edit, withEditedCopy } from '../edits.ts'
import { run, UsageError } from '../run.ts'
import { MUTATIONS } from './mutations.ts'

const HELP = `Breaks copies of the bot, each in one way, and expects the soak to say so.

  npm run -s soak:mutants [-- options]     prints a table; a minute for each of ${MUTATIONS.length}, and for the bot as it is

  --seconds N   for how long questions are asked (default: 40)
  --only TEXT   only the ways whose name holds this text
  --help        print this

Exit code 1 if the soak calls a broken bot well, or the one that is not broken unwell.`

const UNCHANGED = 'the bot as it is'
/** What the soak says when questions begin. */
const STARTED = 'both platforms are connected'
/** Reasons of a failed run that are shown. */
const MAX_REASONS = 3

await run(async () => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '40' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const chosen = MUTATIONS.filter(({ name }) => name.includes(values.only))
  if (chosen.length === 0) throw new UsageError(`--only ${values.only}: no way has this name.`)
  console.log('| what is broken | called well | because |\n| --- | --- | --- |')
  const ways = values.only ? chosen : [undefined, ...chosen]
  for (const mutation of ways) {
    const { isWell, reasons } = await soakCopy(mutation, values.seconds)
    const shown = reasons.slice(0, MAX_REASONS).join('; ').replaceAll('|', '\\|')
    console.log(`| ${mutation?.name ?? UNCHANGED} | ${isWell ? 'yes' : 'no'} | ${shown} |`)
    if (isWell === (mutation !== undefined)) process.exitCode = 1
  }
})

/**
 * Runs the soak of a copy of the project with one edit, or none.
 *
 * @throws Error if the bot does not start: a copy that never ran has not been found out.
 */
function soakCopy(mutation: Edit | undefined, seconds: string) {
  return withEditedCopy(mutation ? [mutation] : [], async (folder) => {
    const soak = ['--import', 'tsx', 'tools/soak/main.ts', '--seconds', seconds]
    const child = spawn(process.execPath, soak, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [said, complaints] = [text(child.stdout), text(child.stderr)]
    const [code] = await once(child, 'exit')
    if (code === 0) return { isWell: true, reasons: [] }
    const [, reasons] = (await said).split('Not well:\n')
    if (reasons === undefined) {
      const [, failure] = (await complaints).split(STARTED)
      if (failure === undefined) throw new Error(`The bot did not start: ${await complaints}`)
      return { isWell: false, reasons: [`the soak ended: ${/^Error: .*/m.exec(failure)?.[0]}`] }
    }
    const lines = reasons.split('\n').filter((line) => line !== '' && !line.startsWith('  '))
    return { isWell: false, reasons: lines }
  })
}
