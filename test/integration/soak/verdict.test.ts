import { describe, expect, it } from 'vitest'
import { createLedger } from '../../../tools/soak/ledger.ts'
import { toReport } from '../../../tools/soak/report.ts'
import type { Outcome } from '../../../tools/soak/run.ts'
import { findFailures } from '../../../tools/soak/verdict.ts'

const MEGABYTE = 2 ** 20

/** A run in which all went well, but for what is changed. */
function createOutcome(change: Partial<Outcome> = {}): Outcome {
  const good = (platform: 'discord' | 'telegram') => {
    const ledger = createLedger(() => false)
    ledger.ask({ platform, id: '1', channel: 'here', token: 'zqbbbbbbx', askedAt: 0 })
    ledger.hear({ platform, id: '1', channel: 'here', text: 'an answer', at: 1500 })
    return ledger.tally(platform)
  }
  return {
    ...{ discord: good('discord'), telegram: good('telegram'), people: 2, channels: 2 },
    ...{ faults: new Map([['Discord: 500', 3]]), statuses: new Map(), problems: [] },
    ...{ notices: 2, kills: 1, stops: 1, badStops: 0, starts: [900], crashes: [], leaks: [] },
    database: { how: 'a full disk', broken: 1, rows: 5 },
    memory: { heap: [80 * MEGABYTE, 81 * MEGABYTE], resident: [200 * MEGABYTE, 210 * MEGABYTE] },
    blocked: { longest: 400, byItself: 300 },
    ...{ edits: new Map(), log: new Map(), logFile: 'bot.log', mistakes: [], late: 0 },
    ...change,
  }
}

const { discord } = createOutcome()

describe('a run', () => {
  it('in which all went well has nothing to complain of', () => {
    expect(findFailures(createOutcome(), 240)).toEqual([])
  })

  it.each<[string, Partial<Outcome>, RegExp]>([
    ['a lost answer', { discord: { ...discord, lost: 1 } }, /^discord: lost 1$/],
    ['a doubled answer', { discord: { ...discord, twice: 1 } }, /^discord: twice 1$/],
    ['an answer elsewhere', { telegram: { ...discord, misdirected: 2 } }, /misdirected 2$/],
    ['an answer to nothing', { telegram: { ...discord, strays: 1 } }, /strays 1$/],
    ['an unexplained “try again”', { discord: { ...discord, tryAgain: 1 } }, /try again 1/],
    ['an unexplained error in the log', { mistakes: ['an answer failed'] }, /explains: 1$/],
    ['late acknowledgements', { late: 2 }, /acknowledged too late 2/],
    [
      'too much that is excused',
      {
        discord: {
          ...discord,
          asked: 200,
          excused: { ...discord.excused, away: { asked: 26, answered: 4 } },
        },
      },
      /excused 11\.0 %, of 10\.0 % at most/,
    ],
    ['nothing asked', { telegram: { ...discord, asked: 0 } }, /nothing was asked/],
    ['a body that is refused', { problems: ['components: too many'] }, /refuses: 1$/],
    ['a crash', { crashes: ['ended by itself with 1'] }, /ended by themselves: 1$/],
    ['a secret in the log', { leaks: ['token 123'] }, /secret or a question: 1$/],
    [
      'a database that holds nothing',
      { database: { how: '', broken: 9, rows: 0 } },
      /nothing can be read/,
    ],
    ['a stop that does not end', { badStops: 1 }, /1 gentle stops/],
    [
      'objects that pile up',
      { memory: { heap: [80 * MEGABYTE, 100 * MEGABYTE], resident: undefined } },
      /grew by 20 MB/,
    ],
    [
      'resident memory that grows',
      {
        memory: {
          heap: [80 * MEGABYTE, 80 * MEGABYTE],
          resident: [200 * MEGABYTE, 250 * MEGABYTE],
        },
      },
      /from 200 to 250 MB/,
    ],
    ['a loop that stands still', { blocked: { longest: 9000, byItself: 4000 } }, /4000 ms/],
  ])('with %s fails', (_, change, complaint) => {
    expect(findFailures(createOutcome(change), 240)[0]).toMatch(complaint)
  })

  it('in which some was excused, or a busy machine was late once, is well', () => {
    const excused = { ...discord.excused, away: { asked: 9, answered: 0 } }
    const change = { discord: { ...discord, asked: 100, excused }, late: 1 }
    expect(findFailures(createOutcome(change), 240)).toEqual([])
  })

  it('too short for memory to settle is not judged by it', () => {
    const memory = {
      heap: [80 * MEGABYTE, 100 * MEGABYTE],
      resident: undefined,
    } as const
    expect(findFailures(createOutcome({ memory }), 10)).toEqual([])
  })

  it('is reported in tables that a page can keep', () => {
    const report = toReport(createOutcome())
    expect(report).toContain('2 questions of 2 people in 2 chats.')
    expect(report).toContain('| answered once | 1 | 1 |')
    expect(report).toContain('| Discord: 500 | 3 |')
    expect(report).toContain('| wait: median | 1.50 s | 1.50 s |')
  })
})
