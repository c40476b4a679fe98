import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entity } from '../../../../playground/telegram/types.ts'
import type { Answer, Citation, Inline, Quote } from '../../../../src/answers/index.ts'
import { renderAnswer } from '../../../../src/bots/telegram/render.ts'
import { describeRenderer, EVERY_BLOCK, HOSTILE, quoting } from '../../../support/contract.ts'
import {
  entitiesOf,
  pingsOf,
  refusalsOf,
  sliceAll,
  TELEGRAM,
} from '../../../support/renderers/telegram.ts'
import { loadTdlib } from '../../../support/tdlib.ts'

const tdlib = loadTdlib()

describeRenderer(TELEGRAM)

const only = (answer: Answer, surroundings = {}) => {
  const [message, ...rest] = renderAnswer(answer, surroundings)
  expect(rest).toEqual([])
  if (!message) throw new Error('nothing was rendered')
  return message
}
const quoteOf = (text: string, rest: Partial<Quote> = {}): Quote => ({
  ...{ type: 'quote', text, marks: [], cut: [false, false], citation: 1 },
  ...rest,
})
const citation = EVERY_BLOCK.citations[1] as Citation
const answering = (quote: Quote, rest: Partial<Answer> = {}): Answer => ({
  ...EVERY_BLOCK,
  blocks: [quote],
  citations: [{ ...citation, number: 1 }],
  actions: [],
  ...rest,
})
const paragraphOf = (inlines: readonly Inline[]): Answer => ({
  ...EVERY_BLOCK,
  blocks: [{ type: 'paragraph', inlines }],
  citations: [],
  actions: [],
})

describe('an answer on Telegram', () => {
  it('is the quote in a block, the answering sentence bold, the citation below', () => {
    const message = only(answering(quoteOf('前一句。答案在此。', { marks: [[4, 9]] })))
    expect(message.text).toBe('前一句。答案在此。\n[1] 另一篇 ¶1')
    expect(sliceAll(message, 'blockquote')).toEqual(['前一句。答案在此。'])
    expect(sliceAll(message, 'bold')).toEqual(['答案在此。'])
  })

  it('says in brackets where words of the passage were left out', () => {
    const message = only(answering(quoteOf('中间。', { cut: [true, true] })))
    expect(message.text.split('\n')[0]).toBe('[…] 中间。 […]')
  })

  it('links a source without an address to its paragraph in a private chat with the bot', () => {
    const { entities } = only(answering(quoteOf('引文。')), { bot: 'chuchu_bot' })
    expect(entities).toContainEqual(
      expect.objectContaining({ type: 'text_link', url: 'https://t.me/chuchu_bot?start=p1-b' }),
    )
  })

  it('tells near from found: nothing is bold, and a lens stands before the lead', () => {
    const lead = { type: 'paragraph', inlines: [{ type: 'text', text: '没有直接说到：' }] } as const
    const quote = quoteOf('最接近的一句。', { marks: [[0, 7]] })
    const message = only(answering(quote, { outcome: 'near', blocks: [lead, quote] }))
    expect(message.text).toMatch(/^🔎 没有直接说到：\n最接近/)
    expect(sliceAll(message, 'bold')).toEqual([])
    const none = only({ ...EVERY_BLOCK, outcome: 'none', blocks: [lead], citations: [] })
    expect(none.text).toBe('📭 没有直接说到：')
  })

  it('folds a long quote, but never hides the sentence that answers', () => {
    const long = '很长的一段原文，说了许多。'.repeat(20)
    expect(sliceAll(only(answering(quoteOf(long))), 'expandable_blockquote')).toEqual([long])
    const marked = only(answering(quoteOf(long, { marks: [[13, 26]] })))
    expect(sliceAll(marked, 'blockquote')).toEqual([long])
    const translation = {
      language: 'en',
      label: '译文',
      text: 'A.',
      marks: [],
      cut: [false, false],
    } as const
    const translated = only(answering(quoteOf(long, { marks: [[13, 26]], translation })))
    expect(sliceAll(translated, 'blockquote')).toEqual(['A.'])
    expect(sliceAll(translated, 'expandable_blockquote')).toEqual([long])
  })

  it('never shows how sure it is as a number', () => {
    const { text } = only(answering(quoteOf('引文。'), { confidence: 0.8731 }))
    expect(text).not.toMatch(/0?\.87|87/)
  })

  it('begins with the question where nothing else shows it', () => {
    const { text } = only(answering(quoteOf('引文。')), { showQuestion: true })
    expect(text.split('\n')[0]).toBe('什么是指南？')
  })

  it('shows citations that no quote speaks of, too', () => {
    const blocks = [{ type: 'paragraph', inlines: [{ type: 'text', text: '话。' }] }] as const
    expect(only({ ...EVERY_BLOCK, blocks }).text).toContain('[2] 另一篇 ¶1')
  })

  it('leaves a bare command to be tapped and keeps other words dead', () => {
    const inlines = [
      { type: 'command', name: 'talent' },
      { type: 'text', text: ' 不是 @durov 也不是 /stop' },
    ] as const
    const message = only(paragraphOf(inlines))
    expect(sliceAll(message, 'code')).toEqual(['@durov', '/stop'])
    expect(pingsOf(message)).toEqual(['/talent'])
  })

  it('keeps a mention dead that two harmless pieces make together', () => {
    const inlines = [
      { type: 'text', text: '@' },
      { type: 'strong', text: 'durov' },
    ] as const
    const message = only(paragraphOf(inlines))
    expect(pingsOf(message)).toEqual([])
    expect(refusalsOf(message)).toEqual([])
  })

  it.skipIf(!tdlib)('arrives as it was sent: Telegram’s library drops and moves no entity', () => {
    const quote = quoteOf('前文。问 @durov，答案在此。', { marks: [[3, 19]], cut: [true, true] })
    const answers = [
      EVERY_BLOCK,
      answering(quote),
      { ...EVERY_BLOCK, blocks: [quote, ...EVERY_BLOCK.blocks] },
    ]
    for (const answer of answers) {
      const message = only(answer, { bot: 'chuchu_bot', showQuestion: true })
      const place = (entities: readonly Entity[]) =>
        entities.map(({ type, offset, length }) => `${offset}+${length} ${type}`).toSorted()
      const accepted = tdlib?.accept(message.text, entitiesOf(message)) ?? []
      expect(place(accepted)).toEqual(place(entitiesOf(message)))
    }
    expect(() => tdlib?.accept('短', [{ type: 'bold', offset: 0, length: 9 }])).toThrow(
      /ends after/,
    )
  })

  it('splits what is too long so that every part has its citation and the last the buttons', () => {
    const quotes = [1, 2, 3].map((number) =>
      quoteOf('一句很长的引文，没有标点可以断开'.repeat(120), { citation: number }),
    )
    const citations = quotes.map(({ citation: number }) => ({ ...citation, number }))
    const messages = renderAnswer({ ...EVERY_BLOCK, blocks: quotes, citations })
    expect(messages.length).toBe(2)
    expect(messages.flatMap(refusalsOf)).toEqual([])
    expect(messages[0]?.text).toContain('[1] 另一篇 ¶1')
    expect(messages[1]?.text).toContain('[3] 另一篇 ¶1')
    expect(messages.map(({ reply_markup }) => reply_markup !== undefined)).toEqual([false, true])
  })

  it('is refused by nobody and loses nothing, whatever the words and wherever they are marked', () => {
    const hostile = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), { minLength: 1 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
        const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
        const marks = at.flatMap((start, index): [number, number][] => {
          const end = at[index + 1]
          return index % 2 === 0 && end !== undefined ? [[start, end]] : []
        })
        const answer = quoting(text)
        const blocks = answer.blocks.map((block) =>
          block.type === 'quote' ? { ...block, marks } : block,
        )
        const messages = renderAnswer({ ...answer, blocks }, { showQuestion: true })
        expect(messages.flatMap(refusalsOf)).toEqual([])
        // Without an argument, the command that `quoting` puts in is there to be tapped.
        expect(messages.flatMap(pingsOf).filter((ping) => ping !== '/ask')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})
