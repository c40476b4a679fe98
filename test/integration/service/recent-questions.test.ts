import { describe, expect, it } from 'vitest'
import type { ChatRequest } from '../../../src/answers/index.ts'
import { rememberQuestions } from '../../../src/service/recent-questions.ts'
import { from, openBot, UNLIMITED } from '../../unit/service/support.ts'

const QUESTION = '印度的比例是多少？'
const FOLLOW_UP = '那美国呢？'
const mei = from('mei')

describe('a question that leans on the one before', () => {
  it('is understood by what the same person asked in the same channel', async () => {
    const { say } = await openBot({ limits: UNLIMITED })
    await say(QUESTION, mei)
    expect((await say(FOLLOW_UP, mei)).understood).toBe('美国的比例是多少？')
    expect((await say('中国呢', mei)).understood).toBe('中国的比例是多少？')
  })

  it('is not understood by what somebody else asked, or the same person elsewhere', async () => {
    const { say } = await openBot({ limits: UNLIMITED })
    await say(QUESTION, mei)
    expect((await say(FOLLOW_UP, from('ann'))).outcome).toBe('invalid')
    expect((await say(FOLLOW_UP, from('mei', { channel: 'test:other' }))).outcome).toBe('invalid')
  })

  it('is understood by the question of the answer that it replies to, whoever asked that', async () => {
    const { say } = await openBot({ limits: UNLIMITED })
    await say('梁文峰来自哪所大学？', mei)
    const answer = await say(FOLLOW_UP, from('ann'), { before: QUESTION })
    expect(answer.understood).toBe('美国的比例是多少？')
  })

  it('is forgotten after five minutes, and never remembered while it is typed', async () => {
    let minutes = 0
    const told: (string | undefined)[] = []
    const { respond } = rememberQuestions(
      {
        commands: [],
        suggest: async () => [],
        async respond({ text, locale, before }) {
          told.push(before)
          const nothing = { blocks: [], citations: [], actions: [] }
          return { outcome: 'found', locale, question: text, ...nothing }
        },
      },
      { now: () => minutes * 60_000 },
    )
    const say = (text: string, rest: Partial<ChatRequest> = {}) =>
      respond({ command: 'ask', text, locale: 'en', from: mei, ...rest })
    await say('typing', { draft: true })
    await say('first')
    minutes = 4
    await say('second')
    minutes = 10
    await say('third')
    expect(told).toEqual([undefined, undefined, 'first', undefined])
  })

  it('survives thanks, help and a page in between', async () => {
    const { say } = await openBot({ limits: UNLIMITED })
    await say(QUESTION, mei)
    for (const words of ['谢谢', '/help', '/passage 3']) await say(words, mei)
    expect((await say(FOLLOW_UP, mei)).understood).toBe('美国的比例是多少？')
  })
})
