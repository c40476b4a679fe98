import type { CopiesOutcome } from './copies.ts'
import type { PlatformName, Tally } from './ledger.ts'
import { MAX_HEAP_GROWTH, MAX_RESIDENT_GROWTH, type Memory } from './memory.ts'
import type { RunOutcome } from './outcome.ts'
import type { Outcome } from './run.ts'

/** Milliseconds: Discord waits no longer for an answer. */
const MAX_BLOCKED = 3000
/** Seconds of asking from which on memory is judged: before that it has not settled. */
const SETTLED_AFTER = 120
/** Share of the questions of a platform that may be excused: more would hide what a run is for. */
const MAX_EXCUSED = 0.1
/** Milliseconds until another copy serves a platform. */
const MAX_TAKEOVER = 30_000
/** In a short run so many may be: a share says little of a few questions. */
const MAX_EXCUSED_OF_FEW = 12
/** Share of Discord's questions that may be acknowledged too late: a busy machine makes one now and then. */
const MAX_LATE = 0.005
/** What was wrong is told so many times of each kind; the rest is counted. */
const MAX_EXAMPLES = 5

/** Why the run did not go well, a line each; empty if it did. */
export function findFailures(outcome: Outcome, seconds: number): readonly string[] {
  const { discord, memory, blocked } = outcome
  return [
    ...findFailuresOfAny(outcome),
    ...(outcome.late > Math.max(1, discord.asked * MAX_LATE)
      ? [`discord: acknowledged too late ${outcome.late}`]
      : []),
    ...(outcome.database.rows === 0 ? ['nothing can be read from the database at the end'] : []),
    ...(seconds >= SETTLED_AFTER ? findMemoryFailures(memory) : []),
    ...(blocked.byItself > MAX_BLOCKED
      ? [`the event loop stood still for ${Math.round(blocked.byItself)} ms`]
      : []),
  ]
}

/** The same for a run with several copies. */
export function findFailuresOfCopies(outcome: CopiesOutcome): readonly string[] {
  const slow = outcome.takeovers.filter((milliseconds) => milliseconds > MAX_TAKEOVER)
  return [
    ...findFailuresOfAny(outcome),
    ...(slow.length > 0 ? [`no copy took over within 30 s: ${slow.length} times`] : []),
  ]
}

function findFailuresOfAny(outcome: RunOutcome): readonly string[] {
  const { badStops } = outcome
  return [
    ...findTallyFailures('discord', outcome.discord),
    ...findTallyFailures('telegram', outcome.telegram),
    ...told('bodies that the platform refuses', outcome.problems),
    ...told('processes that ended by themselves', outcome.crashes),
    ...told('lines of the log with a secret or a question', outcome.leaks),
    ...told('errors in the log that no fault explains', outcome.mistakes),
    ...(badStops > 0 ? [`${badStops} gentle stops did not end well`] : []),
  ]
}

function findTallyFailures(platform: PlatformName, tally: Tally): readonly string[] {
  const { asked, lost, twice, misdirected, strays, tryAgain, findings } = tally
  const share = excusedShare(tally)
  const wrong = lost + twice + misdirected + strays
  const parts = Object.entries({ lost, twice, misdirected, strays })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
  return [
    ...(asked === 0 ? [`${platform}: nothing was asked`] : []),
    ...(tryAgain > 0
      ? [`${platform}: asked to try again ${tryAgain}, and no fault explains it`]
      : []),
    ...(share > MAX_EXCUSED && share * asked > MAX_EXCUSED_OF_FEW
      ? [`${platform}: excused ${percent(share)}, of ${percent(MAX_EXCUSED)} at most`]
      : []),
    ...(wrong > 0 ? [`${platform}: ${parts.join(', ')}`, ...examplesOf(findings)] : []),
  ]
}

/** Share of the questions that have no answer and are excused. */
export const excusedShare = ({ asked, excused }: Tally): number =>
  Object.values(excused).reduce((sum, { asked, answered }) => sum + asked - answered, 0) /
  Math.max(1, asked)

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

function findMemoryFailures({ heap: [warm, last], resident }: Memory): readonly string[] {
  const grown = last - warm
  return [
    ...(grown > MAX_HEAP_GROWTH ? [`what is still needed grew by ${megabytes(grown)} MB`] : []),
    ...(resident && resident[1] > resident[0] * (1 + MAX_RESIDENT_GROWTH)
      ? [`resident memory grew from ${megabytes(resident[0])} to ${megabytes(resident[1])} MB`]
      : []),
  ]
}

const told = (what: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [`${what}: ${lines.length}`, ...examplesOf(lines)] : []

const examplesOf = (lines: readonly string[]): readonly string[] =>
  lines.slice(0, MAX_EXAMPLES).map((line) => `  ${line.slice(0, 200)}`)

export const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0)
