import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buttonsOf,
  emphasisOf,
  linksOf,
  parseMarkdown,
  pingsOf,
  visibleText,
} from '../../../../playground/discord/index.ts'
import { bold, escapeMarkdown, quoteLines } from '../../../../src/bots/discord/markdown.ts'
import { type DiscordMessage, renderAnswer } from '../../../../src/bots/discord/render.ts'
import { describeRenderer, EVERY_BLOCK, HOSTILE, quoting } from '../../../support/contract.ts'
import { DISCORD } from '../../../support/renderers/discord.ts'

const { render, refusals } = DISCORD

describeRenderer(DISCORD)

const textsIn = (message: DiscordMessage | undefined) =>
  message?.components[0].components.flatMap((part) => ('content' in part ? [part.content] : []))

describe('the look of an answer on Discord', () => {
  it('is a container: question, text, citations, buttons', () => {
    const [message] = render(EVERY_BLOCK)
    expect(textsIn(message)).toEqual([
      '-# 什么是指南？',
      [
        '### 题目',
        '一段话，有**强调**和[链接](https://example.org/)\\[1\\]',
        '- 第一项',
        '- `/ask` 什么是指南？',
        '',
        '-# unofficial translation',
        '> **Only this sentence.**',
        '',
        '> \\[…\\] 前面一句说别的。**中间这一句回答了问题。**后面还有一句。 \\[1\\]',
        '',
        '> 第二处引文。 \\[2\\]',
        '',
        '最后',
      ].join('\n'),
      '-# \\[1\\] [指南 ¶1](https://example.org/guide#:~:text=x)\n-# \\[2\\] 另一篇 ¶1',
    ])
    expect(message && buttonsOf(message).map(({ label }) => label)).toEqual([
      '上下文',
      '更多段落',
      '来源',
    ])
  })

  it('has another tone, in colour and in sign, when the material does not say it', () => {
    const say = (outcome: 'found' | 'near' | 'none' | 'page') => {
      const words = { type: 'paragraph', inlines: [{ type: 'text', text: '话' }] } as const
      const [message] = render({ ...EVERY_BLOCK, question: '', outcome, blocks: [words] })
      return [textsIn(message)?.[0], message?.components[0].accent_color]
    }
    expect(say('found')).toEqual(['话', 0x23a55a])
    expect(say('near')).toEqual(['≈ 话', 0xf0b232])
    expect(say('none')).toEqual(['∅ 话', undefined])
    expect(say('page')).toEqual(['话', undefined])
  })

  it('shows no confidence', () => {
    const read = render({ ...EVERY_BLOCK, confidence: 0.8125 })
      .map(visibleText)
      .join()
    expect(read).not.toMatch(/0\.8|81/)
  })

  it('makes a command that it knows the id of one to tap', () => {
    const look = { asker: 'a1', commandId: () => '1234567890123456789' }
    const read = renderAnswer(EVERY_BLOCK, look).flatMap((message) => textsIn(message) ?? [])
    expect(read.join('\n')).toContain('</ask:1234567890123456789> 什么是指南？')
  })

  it('cites in every message what is quoted in it, and puts the buttons under the last', () => {
    const long = {
      type: 'quote',
      text: '很长。'.repeat(1000),
      marks: [],
      cut: [false, false],
    } as const
    const blocks = [
      { ...long, citation: 1 },
      { ...long, citation: 2 },
    ]
    const messages = render({ ...EVERY_BLOCK, blocks })
    expect(messages.length).toBeGreaterThan(1)
    for (const message of messages) {
      const texts = textsIn(message) ?? []
      const numbersIn = (text = '') => new Set(text.match(/\[\d\\]/g))
      expect(numbersIn(texts.at(-1))).toEqual(numbersIn(texts.at(-2)))
    }
    expect(messages.map((message) => buttonsOf(message).length)).toEqual([
      ...messages.slice(1).map(() => 0),
      3,
    ])
  })

  it('shows an answer without a word as something that can be sent', () => {
    const [message] = render({
      ...EVERY_BLOCK,
      question: '',
      blocks: [],
      citations: [],
      actions: [],
    })
    expect(message && refusals(message)).toEqual([])
  })

  it('links to addresses of the web only, and keeps brackets of a title out of the link', () => {
    const paragraph = (text: string, url: string) =>
      render({
        ...EVERY_BLOCK,
        blocks: [{ type: 'paragraph', inlines: [{ type: 'link', text, url }] }],
        citations: [],
      })
    const [script] = paragraph('点我', 'javascript:alert(1)')
    expect(script && linksOf(script)).toEqual([])
    const [bracket] = paragraph('[一', 'https://example.org/a_(b)')
    expect(bracket && linksOf(bracket)).toEqual(['https://example.org/a_%28b%29'])
    expect(bracket && visibleText(bracket)).toContain('[一')
  })

  it('gives no two buttons the same id, however long their questions are', () => {
    const text = '同一个很长的开头'.repeat(30)
    const actions = ['一', '二'].map((end) => ({
      kind: 'question' as const,
      label: end,
      request: { command: 'ask', text: text + end },
    }))
    const [message] = render({ ...EVERY_BLOCK, actions })
    expect(message && refusals(message)).toEqual([])
  })
})

/** Nodes that are only words. `emoticon` and `twemoji` show the very characters. */
const MESSAGES = ['text', 'br', 'newline', 'escape', 'twemoji', 'emoticon']

const squash = (text: string) => text.replaceAll(/\s/g, '')

describe('escaped words on Discord', () => {
  const words = fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.constantFrom(...'\\`*_~|<>@#[]():/.-+!&; \n1'),
        fc.string({ unit: 'grapheme' }),
      ),
      { maxLength: 40 },
    )
    // The parser, not Discord, turns tabs into spaces and drops form feeds.
    .map((parts) =>
      parts
        .join('')
        .replaceAll(/[\t\f\r]/g, '')
        .toWellFormed(),
    )

  it('are read back character for character, and are nothing but words', () => {
    fc.assert(
      fc.property(words, (text) => {
        const nodes = parseMarkdown(escapeMarkdown(text))
        expect(nodes.filter(({ type }) => !MESSAGES.includes(type))).toEqual([])
        expect(visibleText({ content: escapeMarkdown(text) })).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })

  it('start no list, heading, quote or small print on any line', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const line of escapeMarkdown(text).split(/[\n\r\u2028\u2029]/))
          expect(line).not.toMatch(/^\s*([-*+]|\d+\.|#{1,3}|-#|>{1,3})(\s|$)/)
      }),
      { numRuns: 1000 },
    )
  })

  it('stay together when a line is put together of several', () => {
    fc.assert(
      fc.property(words, words, words, (before, middle, after) => {
        const line = `${escapeMarkdown(before)}${bold(middle)}${escapeMarkdown(after)}`
        const read = visibleText({ content: quoteLines(line) })
        expect(squash(read)).toBe(squash(before + middle + after))
        expect(squash(emphasisOf({ content: line }).join(''))).toBe(squash(middle))
      }),
      { numRuns: 1000 },
    )
  })

  it('notify nobody: Discord is told to look for no mentions at all', () => {
    expect(render(quoting('@everyone <@123456789012345678>')).flatMap(pingsOf)).toEqual([])
  })
})
