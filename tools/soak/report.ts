import { quantile } from '../bench/measure.ts'
import type { CopiesOutcome } from './copies.ts'
import { EXCUSES, type Excuse, type Tally } from './ledger.ts'
import type { RunOutcome } from './outcome.ts'
import type { Outcome } from './run.ts'
import { excusedShare, megabytes, percent } from './verdict.ts'

const EXCUSED: Readonly<Record<Excuse, string>> = {
  killed: 'on their way when the process was killed',
  away: 'asked while no bot was connected',
  stopping: 'unread, or the answer refused until the end, at a gentle stop',
}

/** What the run came to, as Markdown. */
export function toReport(outcome: Outcome): string {
  return [...toTables(outcome), toTable(['the process', ''], describeProcess(outcome))].join('\n\n')
}

/** The same for a run with several copies. */
export function toReportOfCopies(outcome: CopiesOutcome): string {
  const { takeovers, badStops, crashes } = outcome
  const longest = takeovers.length > 0 ? `${(Math.max(...takeovers) / 1000).toFixed(1)} s` : '–'
  const rows = [
    ['taken over, longest until served again', `${takeovers.length}, ${longest}`],
    ['gentle stops that ended badly', `${badStops}`],
    ['ended by itself', `${crashes.length}`],
    ...describeMistakes(outcome),
  ]
  return [...toTables(outcome), toTable(['the copies', ''], rows)].join('\n\n')
}

function toTables(outcome: RunOutcome): readonly string[] {
  const { discord, telegram, people, channels, faults } = outcome
  return [
    `${discord.asked + telegram.asked} questions of ${people} people in ${channels} chats.`,
    toTable(
      ['questions', 'Discord', 'Telegram'],
      rowsOf(discord).map(([name, count], row) => [name, count, `${rowsOf(telegram)[row]?.[1]}`]),
    ),
    toTable(
      ['faults', 'times'],
      [...faults].sort().map(([name, count]) => [name, `${count}`]),
    ),
  ]
}

function rowsOf(tally: Tally): readonly (readonly [string, string])[] {
  const { waits, repeated } = tally
  const wait = (share: number) =>
    waits.length > 0 ? `${(quantile(waits, share) / 1000).toFixed(2)} s` : '–'
  return [
    ['asked', `${tally.asked}`],
    ['answered once', `${tally.once}`],
    ['**asked to try again, once**', `${tally.tryAgain}`],
    ['**not answered**', `${tally.lost}`],
    ['**answered twice**', `${tally.twice}`],
    ['**answered in a wrong place or with wrong words**', `${tally.misdirected + tally.strays}`],
    ['answered again, because the platform lost its confirmation', `${repeated.answer}`],
    ['answered again, because the kill came before ours', `${repeated.question}`],
    ['told to two copies while their database was away, answered by both', `${repeated.claim}`],
    ...EXCUSES.map((excuse) => {
      const { asked, answered } = tally.excused[excuse]
      return [EXCUSED[excuse], `${asked}, answered ${answered}`] as const
    }),
    ['excused in all', percent(excusedShare(tally))],
    ['wait: median', wait(0.5)],
    ['wait: 95 of 100', wait(0.95)],
    ['wait: longest', wait(1)],
  ]
}

function describeProcess(outcome: Outcome): readonly (readonly [string, string])[] {
  const { memory, blocked, starts, kills, stops, badStops, edits, log, database } = outcome
  const size = ([warm, last]: readonly [number, number]) =>
    `${megabytes(warm)} → ${megabytes(last)} MB`
  return [
    ['started, longest start', `${starts.length}, ${(Math.max(...starts) / 1000).toFixed(1)} s`],
    ['killed; stopped gently, of these badly', `${kills}; ${stops}, ${badStops}`],
    ['ended by itself', `${outcome.crashes.length}`],
    ['material edited well, badly', `${edits.get('well') ?? 0}, ${edits.get('badly') ?? 0}`],
    ['messages to the owner about the material', `${outcome.notices}`],
    ['how the disk became full', database.how],
    ['database found broken and replaced', `${database.broken}`],
    ['questions in the database at the end', `${database.rows}`],
    ['objects after a collection: warm → end', size(memory.heap)],
    ['resident memory: warm → end', memory.resident ? size(memory.resident) : 'not known here'],
    [
      'event loop stood still, longest: by the clock, by its own work',
      `${Math.round(blocked.longest)} ms, ${Math.round(blocked.byItself)} ms`,
    ],
    ...describeMistakes(outcome),
    ['warnings, errors in the log', `${log.get('warn') ?? 0}, ${log.get('error') ?? 0}`],
  ]
}

const describeMistakes = ({ problems, late, leaks, mistakes }: RunOutcome) =>
  [
    ['bodies that the platform refuses', `${problems.length}`],
    ['acknowledged too late on Discord', `${late}`],
    ['lines of the log with a secret or a question', `${leaks.length}`],
    ['errors in the log that no fault explains', `${mistakes.length}`],
  ] as const

const toTable = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map((_, column) => (column === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
