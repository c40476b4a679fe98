import { setTimeout as wait } from 'node:timers/promises'
import type { Ledger, Tally } from './ledger.ts'
import type { Bot } from './process.ts'
import type { Side } from './side.ts'

/** What every run comes to. */
export interface RunOutcome {
  readonly discord: Tally
  readonly telegram: Tally
  readonly people: number
  readonly channels: number
  /** What went wrong on purpose, how often. */
  readonly faults: ReadonlyMap<string, number>
  /** Bodies that a platform's own document refuses. */
  readonly problems: readonly string[]
  /** Interactions of Discord that were acknowledged too late. */
  readonly late: number
  /** Of the gentle stops, those that did not end well. */
  readonly badStops: number
  readonly crashes: readonly string[]
  readonly leaks: readonly string[]
  /** Errors in the log that no fault explains. */
  readonly mistakes: readonly string[]
}

/** Milliseconds that the last answers may take; an answer to what was asked two minutes ago is stale. */
const LAST_ANSWERS = 120_000
/** Milliseconds without any answer after which none comes any more: no pause of the bot is longer. */
const MAX_SILENCE = 35_000
/** Milliseconds in which a second answer would still come. */
const AFTERWARDS = 1000

/** Waits until every question that can be answered is, or the time is up. */
export async function settle(ledger: Ledger, now: () => number): Promise<void> {
  const began = now()
  const isSilent = () => now() - Math.max(began, ledger.lastHeard()) > MAX_SILENCE
  while (ledger.open().length > 0 && now() < began + LAST_ANSWERS && !isSilent()) await wait(200)
  await wait(AFTERWARDS)
}

/** What the platforms, and the processes of the bot, have seen. */
export const summarise = (ledger: Ledger, sides: readonly Side[], bots: readonly Bot[]) => ({
  discord: ledger.tally('discord'),
  telegram: ledger.tally('telegram'),
  people: sum(sides.map(({ people }) => people)),
  channels: sum(sides.map(({ channels }) => channels)),
  problems: sides.flatMap((side) => side.problems()),
  late: sum(sides.map((side) => side.late())),
  crashes: bots.flatMap(({ crashes }) => crashes),
  leaks: bots.flatMap(({ leaks }) => leaks),
  mistakes: bots.flatMap(({ mistakes }) => mistakes),
})

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, one) => total + one, 0)
