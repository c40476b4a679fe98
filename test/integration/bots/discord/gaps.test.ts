import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Interaction, type User, visibleText } from '../../../../playground/discord/index.ts'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { answerTo, openManagedScene } from './fixtures.ts'

const QUESTION = { question: 'Is the boathouse heated in winter?' }

/** `boss` hosts the bot, `mei` does not. */
async function openServer() {
  const bot = await openWholeBot()
  const scene = await openManagedScene(bot.responder, { isHost: true })
  const { discord, channel, direct, boss } = scene
  const ask = async (user: User) =>
    visibleText(await answerTo(discord, discord.run(user, channel, 'ask', QUESTION)))
  const listGaps = () => answerTo(discord, discord.run(boss, direct, 'gaps'))
  const formAfter = async (click: Interaction) => {
    const opened = await discord.until((one) => one.type === 'form' && one.interaction === click)
    if (opened.type !== 'form') throw new Error('no form')
    return opened.form
  }
  return { ...scene, ...bot, ask, listGaps, formAfter }
}

describe('an answer to an entry of /gaps on Discord', () => {
  it('is written into a form, answers everywhere at once, and takes the entry from the list', async () => {
    const { discord, boss, mei, ask, listGaps, formAfter, folder } = await openServer()
    expect(await ask(mei)).not.toContain('warm')
    const list = await listGaps()
    expect(visibleText(list)).toContain('1. is the boathouse heated in winter')
    const click = discord.click(boss, list, '✍️ 1')
    const form = await formAfter(click)
    expect(form.title).toBe('Answer a question')
    expect(JSON.stringify(form.components)).toContain('is the boathouse heated in winter')

    const words = 'It is kept warm from\nNovember to March.\n\nBring socks.'
    const sent = await answerTo(discord, discord.submit(click, form, { words }))
    expect(visibleText(sent)).toBe(
      'Now answered everywhere: is the boathouse heated in winter. 0 questions are left.',
    )
    const [name = ''] = await readdir(join(folder, 'everywhere-host'))
    const file = await readFile(join(folder, 'everywhere-host', name), 'utf8')
    expect(file).toMatch(/^---\ntitle: "is the boathouse heated in winter"\ndate: "\d{4}-/)
    expect(file).toContain(`\n\nQ: is the boathouse heated in winter\n\nA: ${words}\n`)
    expect(file).not.toContain(mei.id)

    expect(await ask(mei)).toContain('It is kept warm from')
    expect(visibleText(await listGaps())).toContain('So far no question')
  })

  it('is kept once: a form for an entry that is gone says so', async () => {
    const { discord, boss, mei, ask, listGaps, formAfter } = await openServer()
    await ask(mei)
    const list = await listGaps()
    const click = discord.click(boss, list, '✍️ 1')
    const form = await formAfter(click)
    await answerTo(discord, discord.submit(click, form, { words: 'It is kept warm.' }))
    const again = await answerTo(discord, discord.submit(click, form, { words: 'It is cold.' }))
    expect(visibleText(again)).toBe('This question is no longer on the list.')
    const late = await answerTo(discord, discord.click(boss, list, '✍️ 1'))
    expect(visibleText(late)).toBe('This question is no longer on the list.')
  })

  it('is taken from the host alone', async () => {
    const { discord, boss, mei, ask, listGaps, formAfter } = await openServer()
    await ask(mei)
    const click = discord.click(boss, await listGaps(), '✍️ 1')
    const form = await formAfter(click)
    const forged = { ...click, user: mei }
    const refused = await answerTo(discord, discord.submit(forged, form, { words: 'Nonsense.' }))
    expect(visibleText(refused)).toBe('This command is for the person who hosts me.')
    expect(visibleText(await listGaps())).toContain('1. is the boathouse heated')
  })
})
