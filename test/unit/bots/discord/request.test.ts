import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Action, Command } from '../../../../src/answers/index.ts'
import { markAsker, readCustomId, writeCustomId } from '../../../../src/bots/discord/button-data.ts'
import { chooseReplyMode } from '../../../../src/bots/discord/reply-mode.ts'
import { readMessage } from '../../../../src/bots/discord/request.ts'

const ANN = '175928847299117063'
const MING = '175928847299117064'

const actions = fc.record<Action>({
  kind: fc.constantFrom('context', 'more', 'sources', 'question', 'topic'),
  label: fc.constant('x'),
  request: fc.record({
    command: fc.stringMatching(/^[a-z0-9_]{1,32}$/),
    text: fc.string({ unit: 'grapheme', maxLength: 300 }),
    page: fc.integer({ min: 1, max: 9999 }),
  }),
})

describe("a button's id", () => {
  it('carries what the button does, whole if it fits in 100 characters', () => {
    const request = { command: 'research_money', text: '训练一次要花多少钱？: a:b', page: 12 }
    const id = writeCustomId({ kind: 'more', label: 'More', request }, markAsker(ANN))
    expect(readCustomId(id)).toEqual({ kind: 'more', asker: markAsker(ANN), request })
  })

  it('never exceeds 100 characters, nor cuts a character in half', () => {
    fc.assert(
      fc.property(actions, (action) => {
        const id = writeCustomId(action, markAsker(ANN))
        expect(id.length).toBeLessThanOrEqual(100)
        expect(id.isWellFormed()).toBe(true)
        const click = readCustomId(id)
        expect(click?.request).toMatchObject({
          command: action.request.command,
          page: action.request.page,
        })
        const text = action.request.text.trim().toWellFormed()
        expect(text.startsWith(click?.request.text ?? 'nothing')).toBe(true)
      }),
    )
  })

  it('of anything else is not read', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readCustomId(`0${text}`)).toBeUndefined()
      }),
    )
  })
})

describe('who clicks', () => {
  const click = (kind: Action['kind']) => ({
    kind,
    asker: markAsker(ANN),
    request: { command: 'ask', text: '' },
  })

  it('asks anew if they asked; reads alone, where pages turn in place', () => {
    expect(chooseReplyMode(click('more'), ANN, false)).toBe('ephemeral')
    expect(chooseReplyMode(click('more'), ANN, true)).toBe('update')
    expect(chooseReplyMode(click('question'), ANN, false)).toBe('public')
    expect(chooseReplyMode(click('topic'), ANN, true)).toBe('ephemeral')
    expect(chooseReplyMode(click('context'), ANN, false)).toBe('ephemeral')
    expect(chooseReplyMode(click('more'), MING, false)).toBe('ephemeral')
    expect(chooseReplyMode(click('question'), MING, false)).toBe('ephemeral')
  })

  it('is told apart by four characters, also for accounts of the same moment', () => {
    expect(markAsker(ANN)).toMatch(/^[0-9a-z]{1,4}$/)
    expect(markAsker(ANN)).not.toBe(markAsker(MING))
  })
})

const inAll = (words: string) => ({ 'zh-Hans': words, 'zh-Hant': words, en: words })
const createCommand = (name: string, title: string): Command => ({
  ...{ name, titles: inAll(title), aliases: [], summaries: inAll(name) },
  run: () => {
    throw new Error('not to be run')
  },
})
const ASK = createCommand('ask', '问')
const TALENT = createCommand('talent', '人才')

describe('a message to the bot', () => {
  it('is read without a mention of its role', () => {
    expect(readMessage(`<@&77> tea? <@&78>`, [ANN, '77'], [ASK]).text).toBe('tea? <@&78>')
  })

  it('is read without its mention of the bot, with all the others', () => {
    expect(readMessage(`<@${ANN}> hi <@!${ANN}> <@${MING}>`, [ANN], [ASK])).toEqual({
      command: 'ask',
      text: `hi   <@${MING}>`,
      locale: 'en',
    })
  })

  it('is read as a command when it starts with one', () => {
    expect(readMessage(`<@${ANN}> /人才 有多少？\n都算`, [ANN], [ASK, TALENT])).toEqual({
      command: 'talent',
      text: '有多少？\n都算',
      locale: 'zh-Hans',
    })
    expect(readMessage('/', [ANN], [ASK])).toMatchObject({ command: 'ask', text: '/' })
  })
})
