import { describe, expect, it } from 'vitest'
import {
  createLedger,
  createToken,
  type Ledger,
  type Question,
  type Reply,
  TOKEN,
} from '../../../tools/soak/ledger.ts'

const first = createToken(1)
const second = createToken(2)
const QUESTION: Question = {
  ...{ id: '1', platform: 'telegram', channel: 'here', token: first, askedAt: 1000 },
}
const REPLY: Reply = { platform: 'telegram', id: '1', channel: 'here', text: 'an answer', at: 3000 }

function openLedger(...questions: Partial<Question>[]): Ledger {
  const ledger = createLedger((text) => text === 'please try again')
  for (const question of [{}, ...questions]) ledger.ask({ ...QUESTION, ...question })
  return ledger
}

describe('the ledger of questions and answers', () => {
  it('finds nothing wrong with one answer in its place, and knows how long it took', () => {
    const ledger = openLedger()
    ledger.hear(REPLY)
    expect(ledger.open()).toEqual([])
    expect(ledger.tally('telegram')).toMatchObject({
      ...{ asked: 1, once: 1, tryAgain: 0, twice: 0, lost: 0, misdirected: 0, strays: 0 },
      ...{ waits: [2000], findings: [] },
    })
  })

  it('takes a request to try again for an answer, and counts it by itself', () => {
    const ledger = openLedger()
    ledger.hear({ ...REPLY, text: 'please try again' })
    expect(ledger.tally('telegram')).toMatchObject({ once: 0, tryAgain: 1, lost: 0 })
  })

  it('notices a question that nobody answers', () => {
    const ledger = openLedger({ id: '2', token: second })
    ledger.hear(REPLY)
    expect(ledger.open().map(({ id }) => id)).toEqual(['2'])
    const { once, lost, findings } = ledger.tally('telegram')
    expect([once, lost]).toEqual([1, 1])
    expect(findings).toEqual([`${second}, asked at 1.0 s: not answered`])
  })

  it('notices a second answer', () => {
    const ledger = openLedger()
    ledger.hear(REPLY)
    ledger.hear(REPLY)
    const { once, twice, findings } = ledger.tally('telegram')
    expect([once, twice]).toEqual([0, 1])
    expect(findings).toEqual([`${first}, asked at 1.0 s: answered 2 times`])
  })

  it.each([
    ['in another channel', { channel: 'there' }],
    ['with the words of another question', { text: `nothing about ${second}` }],
    ['without the words that are due', { text: 'something else' }],
  ])('notices an answer %s', (_, change) => {
    const ledger = openLedger({ id: '2', token: second })
    ledger.ask({ ...QUESTION, id: '3', expects: /paragraph 3/ })
    ledger.hear({ ...REPLY, id: '3', text: 'paragraph 3', ...change })
    expect(ledger.tally('telegram').misdirected).toBe(1)
  })

  it('notices an answer to nothing, and one that says to nothing what it answers', () => {
    const ledger = openLedger()
    ledger.hear({ ...REPLY, id: undefined })
    ledger.hear({ ...REPLY, id: '77' })
    expect(ledger.tally('telegram')).toMatchObject({ strays: 2, lost: 1 })
  })

  it('keeps the platforms apart', () => {
    const ledger = openLedger({ platform: 'discord' })
    ledger.hear(REPLY)
    expect(ledger.tally('discord').lost).toBe(1)
    expect(ledger.tally('telegram').lost).toBe(0)
  })

  it('excuses a question that was open, from being answered and from nothing else', () => {
    const ledger = openLedger({ id: '2', token: second }, { id: '3', token: createToken(3) })
    ledger.hear(REPLY)
    expect(ledger.excuse('killed', ({ id }) => id !== '3')).toBe(1)
    ledger.hear({ ...REPLY, id: '2' })
    ledger.hear({ ...REPLY, id: '2' })
    expect(ledger.tally('telegram')).toMatchObject({
      ...{ once: 1, twice: 1, lost: 1 },
      excused: { killed: { asked: 1, answered: 1 }, away: { asked: 0, answered: 0 } },
    })
  })

  it('allows one answer more for each thing that was not confirmed, and no two', () => {
    const ledger = openLedger()
    ledger.unconfirm('telegram', '1', 'answer')
    ledger.hear(REPLY)
    ledger.hear(REPLY)
    expect(ledger.tally('telegram')).toMatchObject({ twice: 0, repeated: { answer: 1 } })
    ledger.hear(REPLY)
    expect(ledger.tally('telegram')).toMatchObject({ twice: 1, repeated: { answer: 0 } })
  })

  it('refuses two questions of one number', () => {
    expect(() => openLedger({})).toThrow(/two questions/)
  })
})

it('tokens differ, and are found in a text', () => {
  const tokens = Array.from({ length: 2000 }, (_, number) => createToken(number * 257))
  expect(new Set(tokens).size).toBe(2000)
  for (const token of tokens) expect(`「${token}」。`.match(TOKEN)).toEqual([token])
})
