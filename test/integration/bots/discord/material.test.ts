import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonsOf, type Message, visibleText } from '../../../../playground/discord/index.ts'
import type { Answer, Responder } from '../../../../src/answers/index.ts'
import { loadResponder } from '../../../../src/app/load-responder.ts'
import { answerTo, openScene, type Simulator } from './fixtures.ts'

let responder: Responder
let simulator: Simulator

beforeAll(async () => {
  responder = await loadResponder('content', {
    onError(error) {
      throw error
    },
  })
  simulator = await openScene(responder)
}, 60_000)

afterAll(async () => {
  const problems = simulator.discord.problems()
  const troubles = simulator.log.lines.filter(({ level }) => level !== 'info')
  await simulator.close()
  expect(problems).toEqual([])
  expect(troubles).toEqual([])
})

const quotesOf = ({ blocks }: Answer) =>
  blocks.flatMap((block) => (block.type === 'quote' ? [block.text] : []))

/** What the answer quotes, as a reader of the message finds it. */
function expectQuoted(message: Message, answer: Answer): void {
  const read = squash(visibleText(message))
  for (const quote of quotesOf(answer)) expect(read).toContain(squash(quote))
  for (const { number, locator } of answer.citations)
    expect(read).toMatch(new RegExp(`\\[${number}\\]\\S*${locator}`))
}

const squash = (text: string) => text.replaceAll(/\s+/g, '')

const someText = (required: boolean, suggested: string | undefined) =>
  required || suggested ? (suggested ?? '1') : undefined

describe('the real material on Discord', () => {
  it('answers every command, in every language, with its verbatim quotes and its citations', async () => {
    const { discord, channel } = simulator
    const people = [
      ['zh-CN', 'zh-Hans'],
      ['zh-TW', 'zh-Hant'],
      ['en-GB', 'en'],
    ] as const
    for (const [tag, locale] of people) {
      const reader = discord.addUser(tag, tag)
      for (const { name: command, argument } of responder.commands) {
        const [suggestion] = await responder.suggest({ command, text: '', locale })
        const text = argument && someText(argument.required, suggestion?.value)
        const options = argument && text ? { [argument.name.en]: text } : {}
        const message = await answerTo(discord, discord.run(reader, channel, command, options))
        const answer = await responder.respond({ command, text: text ?? '', locale })
        expect(answer.outcome, `/${command} ${text}`).not.toBe('failed')
        expectQuoted(message, answer)
      }
    }
  })

  it('completes every argument', async () => {
    const { discord, channel, ming } = simulator
    for (const { name, argument } of responder.commands) {
      if (!argument) continue
      const typed = discord.type(ming, channel, name, argument.name.en, '')
      const event = await discord.until(
        (one) => one.type === 'choices' && one.interaction === typed,
      )
      const { length } = (event as { choices: readonly object[] }).choices
      expect(length, name).toBeGreaterThan(0)
      expect(length, name).toBeLessThanOrEqual(25)
    }
  })

  it('leads on to an answer by every button of every answer, however deep', async () => {
    const { discord, channel, ann } = simulator
    const clicked = new Set<string>()
    const waiting: Message[] = []
    for (const { name: command, argument } of responder.commands) {
      const [suggestion] = await responder.suggest({ command, text: '', locale: 'en' })
      const options = argument?.required ? { [argument.name.en]: suggestion?.value ?? '1' } : {}
      waiting.push(await answerTo(discord, discord.run(ann, channel, command, options)))
    }
    for (let message = waiting.shift(); message; message = waiting.shift())
      for (const { custom_id: id } of buttonsOf(message)) {
        if (clicked.has(String(id))) continue
        clicked.add(String(id))
        const next = await answerTo(discord, discord.click(ann, { ...message }, String(id)))
        expect(visibleText(next), String(id)).not.toMatch(/⚠️|older version/)
        waiting.push(next)
      }
    expect(clicked.size).toBeGreaterThan(50)
  })

  it('says so when the material does not answer, and pings nobody on the way', async () => {
    const { discord, channel, ann } = simulator
    const question = '@everyone How do I bake **sourdough** bread <@1>?'
    const message = await answerTo(discord, discord.run(ann, channel, 'ask', { question }))
    expect(visibleText(message)).toContain('∅ ')
    expect(visibleText(message)).toContain(question)
    expect(message.notified).toEqual([])
  })
})
