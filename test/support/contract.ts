import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer, Block, Citation, Quote } from '../../src/answers/index.ts'
import type { Render } from '../../src/bots/types.ts'
import type { Passage, Source } from '../../src/corpus/index.ts'

/** What a platform tells of its messages, so that the same promises can be tested on each. */
export interface RendererContract<Message> {
  readonly name: string
  readonly render: Render<Message>
  /** What a reader sees: markup interpreted as the platform does, nothing else changed. */
  visibleText(message: Message): string
  /** The parts that stand out, in order. */
  emphasis(message: Message): readonly string[]
  /** Addresses that a reader can follow, buttons included. */
  links(message: Message): readonly string[]
  /** Whoever or whatever the message would notify, or turn into a command. */
  pings(message: Message): readonly string[]
  /** Why the platform would refuse the message; empty if it would not. */
  refusals(message: Message): readonly string[]
}

/** The promises that every platform keeps with every answer. */
export function describeRenderer<Message>(contract: RendererContract<Message>): void {
  const { name, render, visibleText, emphasis, links, pings, refusals } = contract
  const readAll = (answer: Answer) => render(answer).map(visibleText).join('\n')

  describe(`${name} renders answers`, () => {
    it('shows every block in its order', () => {
      const read = squash(readAll(EVERY_BLOCK))
      const expected = ['题目', '一段话，有强调和', '链接', '第一项', '/ask什么是', QUOTED, '最后']
      const places = expected.map((words) => read.indexOf(squash(words)))
      expect(places).not.toContain(-1)
      expect(places).toEqual([...places].sort((a, b) => a - b))
    })

    it('shows the number and the label of each citation, linked to its address', () => {
      const messages = render(EVERY_BLOCK)
      const read = messages.map(visibleText).join('\n')
      expect(read).toContain('[1]')
      expect(squash(read)).toContain(squash('[2] 另一篇 ¶1'))
      expect(messages.flatMap(links)).toContain('https://example.org/guide#:~:text=x')
    })

    it('lets the marked words stand out, and them alone in their quote', () => {
      const standing = render(EVERY_BLOCK).flatMap(emphasis).map(squash)
      expect(standing).toContain('中间这一句回答了问题。')
      expect(standing.join()).not.toContain('前面一句')
    })

    it('shows a translation with its label before the original', () => {
      const read = squash(readAll(EVERY_BLOCK))
      expect(read).toContain('unofficialtranslation')
      expect(read.indexOf('Onlythissentence.')).toBeLessThan(read.indexOf(squash(QUOTED)))
    })

    it('tells found, near and not found apart by their words alone', () => {
      const say = (outcome: Answer['outcome'], words: string) =>
        readAll({ ...EVERY_BLOCK, outcome, blocks: [paragraph(words)], citations: [], actions: [] })
      expect(say('none', '没有答案')).toContain('没有答案')
      expect(say('near', '没有直接说到')).toContain('没有直接说到')
    })

    it('keeps hostile words as they are: no markup, no mention, no command', () => {
      for (const hostile of HOSTILE) {
        const messages = render(quoting(hostile))
        expect(squash(messages.map(visibleText).join(''))).toContain(squash(hostile))
        expect(messages.flatMap(pings)).toEqual([])
        expect(messages.flatMap(refusals)).toEqual([])
      }
    })

    it('keeps any mixture of hostile words as it is', () => {
      const words = fc.array(
        fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme' })),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      fc.assert(
        fc.property(words, (parts) => {
          const hostile = `头${parts.join(' ')}尾`
          const messages = render(quoting(hostile))
          expect(squash(messages.map(visibleText).join(''))).toContain(squash(hostile))
          expect(messages.flatMap(pings)).toEqual([])
          expect(messages.flatMap(refusals)).toEqual([])
        }),
        { numRuns: 150 },
      )
    })

    it('keeps the limits and loses nothing when an answer is enormous', () => {
      const answer = enormousAnswer()
      const messages = render(answer)
      expect(messages.flatMap(refusals)).toEqual([])
      const read = squash(messages.map(visibleText).join(''))
      for (const block of answer.blocks)
        if (block.type === 'quote') expect(isSubsequence(squash(block.text), read)).toBe(true)
    })

    it('needs no second message for an ordinary answer', () => {
      expect(render(EVERY_BLOCK)).toHaveLength(1)
    })
  })
}

/**
 * White space is the platform's to lay out, and control characters are shown by none. Telegram drops
 * a combining ring, so a letter may have to be sent composed with it.
 */
const squash = (words: string): string =>
  words
    .normalize('NFC')
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, '')

function isSubsequence(wanted: string, text: string): boolean {
  let at = 0
  for (const character of text) if (character === wanted.charAt(at)) at++
  return at >= wanted.length
}

const SOURCE: Source = {
  id: 'guide',
  title: '指南',
  language: 'zh-Hans',
  url: 'https://example.org/guide',
  text: '',
}
const passageOf = (source: Source, text: string): Passage => ({
  id: `${source.id}#1`,
  source: { ...source, text },
  paragraphs: [1, 1],
  text,
  translations: [],
})
const paragraph = (words: string): Block => ({
  type: 'paragraph',
  inlines: [{ type: 'text', text: words }],
})

const QUOTED = '前面一句说别的。中间这一句回答了问题。后面还有一句。'

/** One of every kind of block and inline. */
export const EVERY_BLOCK: Answer = {
  outcome: 'found',
  locale: 'zh-Hans',
  question: '什么是指南？',
  confidence: 0.9,
  blocks: [
    { type: 'heading', inlines: [{ type: 'text', text: '题目' }] },
    {
      type: 'paragraph',
      inlines: [
        { type: 'text', text: '一段话，有' },
        { type: 'strong', text: '强调' },
        { type: 'text', text: '和' },
        { type: 'link', text: '链接', url: 'https://example.org/' },
        { type: 'reference', number: 1 },
      ],
    },
    {
      type: 'list',
      items: [
        [{ type: 'text', text: '第一项' }],
        [{ type: 'command', name: 'ask', argument: '什么是指南？' }],
      ],
    },
    {
      type: 'quote',
      text: QUOTED,
      marks: [[8, 19]],
      cut: [true, false],
      citation: 1,
      translation: {
        language: 'en',
        label: 'unofficial translation',
        text: 'Only this sentence.',
        marks: [[0, 19]],
        cut: [false, false],
      },
    },
    { type: 'quote', text: '第二处引文。', marks: [], cut: [false, false], citation: 2 },
    paragraph('最后'),
  ],
  citations: [
    {
      number: 1,
      passage: passageOf(SOURCE, QUOTED),
      title: '指南',
      locator: '¶1',
      url: 'https://example.org/guide#:~:text=x',
    },
    {
      number: 2,
      passage: passageOf({ ...SOURCE, id: 'b' }, '第二处引文。'),
      title: '另一篇',
      locator: '¶1',
    },
  ],
  actions: [
    { kind: 'context', label: '上下文', request: { command: 'passage', text: '1' } },
    { kind: 'more', label: '更多段落', request: { command: 'ask', text: '什么是指南？', page: 2 } },
    { kind: 'sources', label: '来源', request: { command: 'sources', text: '' } },
  ],
}

/** Words that mean something to a platform, wherever they come from. */
export const HOSTILE: readonly string[] = [
  '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '</ask:123456789012345678> <t:1700000000:R> <:smile:123456789012345678> <id:customize>',
  '**粗** __下__ ~~删~~ ||藏|| `码` ```\n块\n``` *斜* _斜_',
  '> 引用\n>>> 多行引用\n# 大题\n-# 小字\n- 项\n1. 项',
  '[点我](https://evil.example) <https://evil.example> https://evil.example/a_b_c',
  '@durov t.me/evil tg://user?id=1 /start@some_bot #话题 $USD',
  '<b>粗</b> <a href="https://evil.example">x</a> &lt;&amp;&#64;',
  '\\*\\_\\`\\\\ \\@everyone \\<@123456789012345678>',
  '@\u200beveryone ＠everyone <@\u200b1> h\u200bttps://evil.example',
  'z̶̢̛͖a̵l̴g̷o̸ \u202Egnirts desrever\u202C \u2066iso\u2069',
  '👩‍👩‍👧‍👦🏳️‍🌈 𠮷野家 \uD83D 半个',
  '\u0000\u0007\u001b[31m红\u001b[0m',
]

/** Hostile words wherever words go: question, quote, title, label, list, button. */
export function quoting(hostile: string): Answer {
  const source: Source = { ...SOURCE, title: hostile.slice(0, 80) }
  const quote: Quote = {
    type: 'quote',
    text: hostile,
    marks: [[0, hostile.length]],
    cut: [false, true],
    citation: 1,
  }
  const citation: Citation = {
    number: 1,
    passage: passageOf(source, hostile),
    title: source.title,
    locator: '¶1',
  }
  return {
    outcome: 'found',
    locale: 'en',
    question: hostile.slice(0, 200),
    blocks: [
      paragraph(hostile),
      { type: 'list', items: [[{ type: 'text', text: hostile }]] },
      { type: 'paragraph', inlines: [{ type: 'command', name: 'ask', argument: hostile }] },
      quote,
    ],
    citations: [citation],
    actions: [
      {
        kind: 'question',
        label: hostile.slice(0, 40),
        request: { command: 'ask', text: hostile },
      },
    ],
  }
}

function enormousAnswer(): Answer {
  const text = '这一句很长而且没有标点'.repeat(40) + '。This one is English, and long. '.repeat(120)
  const quotes = Array.from(
    { length: 12 },
    (_, index): Quote => ({
      type: 'quote',
      text,
      marks: [
        [0, 30],
        [440, text.length - 7],
      ],
      cut: [true, true],
      citation: index + 1,
    }),
  )
  return {
    ...EVERY_BLOCK,
    blocks: [...EVERY_BLOCK.blocks, ...quotes],
    citations: quotes.map(({ citation }) => ({
      number: citation,
      passage: passageOf(SOURCE, text),
      title: '很长的标题'.repeat(30),
      locator: `¶${citation}`,
      url: `https://example.org/${'path/'.repeat(20)}#:~:text=${'%E4%B8%AD'.repeat(20)}`,
    })),
    actions: Array.from({ length: 12 }, (_, index) => ({
      kind: 'question',
      label: `${index} ${'很长的问题'.repeat(10)}`,
      request: { command: 'ask', text: '很长的问题'.repeat(80) },
    })),
  }
}
