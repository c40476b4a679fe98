import { describe, expect, it } from 'vitest'
import { type Channel, visibleText } from '../../../../playground/discord/index.ts'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { answerTo, openManagedScene, replyTo } from './fixtures.ts'

const SILENT = 1 << 12
const CONTENT = {
  'pool.md':
    '# The pool\n\nThe outdoor pool opens on 15 May.\n\nSwimming lessons cost 40 euros a month.\n',
}

/** `boss` manages the server, `mei` does not. */
async function openForum() {
  const bot = await openWholeBot(CONTENT)
  const scene = await openManagedScene(bot.responder)
  const { discord, guild, channel, boss, mei } = scene
  const forum = discord.addChannel('forum', 'help', guild)
  const post = (title: string) => discord.post(mei, forum, title, 'See the title, please.')
  const answersIn = (thread: Channel) =>
    discord.readMessages(thread, mei).filter(({ author }) => author === discord.bot)
  const switchTo = async (label: string) => {
    const page = await answerTo(discord, discord.run(boss, channel, 'settings'))
    discord.click(boss, page, label)
    await discord.until((one) => one.type === 'edit' && one.message === page)
    return page
  }
  /** Everything that was asked before has its answer when this one has. */
  const settle = async () => {
    await replyTo(
      discord,
      discord.say(mei, channel, `<@${discord.bot.id}> When does the pool open?`),
    )
  }
  return { ...scene, ...bot, forum, boss, mei, post, answersIn, switchTo, settle }
}

describe('a new post of a forum on Discord', () => {
  it('is left alone until those who manage the server switch it on', async () => {
    const { post, answersIn, settle, discord, channel, boss } = await openForum()
    const page = await answerTo(discord, discord.run(boss, channel, 'settings'))
    expect(visibleText(page)).toContain('New forum posts: left alone')
    const thread = post('When does the outdoor pool open?')
    await settle()
    expect(answersIn(thread)).toEqual([])
  })

  it('is answered from its title, without a sound, where the answer is sure', async () => {
    const { post, answersIn, switchTo, discord } = await openForum()
    const page = await switchTo('Answer new forum posts')
    expect(visibleText(page)).toContain('New forum posts: answered from their titles')
    const thread = post('When does the outdoor pool open?')
    await discord.until((one) => one.type === 'message' && answersIn(thread).length > 0)
    const [answer] = answersIn(thread)
    expect(answer && visibleText(answer)).toContain('The outdoor pool opens on 15 May.')
    expect((answer?.flags ?? 0) & SILENT).toBe(SILENT)
    expect(answer?.notified).toEqual([])
  })

  it('is left alone where the material says nothing, or nothing sure', async () => {
    const { post, answersIn, switchTo, settle } = await openForum()
    await switchTo('Answer new forum posts')
    const titles = ['Where do I park my bicycle?', 'Hello', 'Introduce yourself', '/help']
    const threads = titles.map(post)
    await settle()
    expect(threads.flatMap(answersIn)).toEqual([])
  })

  it('is answered once its first message is there', async () => {
    const { post, answersIn, switchTo, discord } = await openForum()
    await switchTo('Answer new forum posts')
    const path = /\/channels\/\d+\/messages$/
    discord.fail({ method: 'POST', path, status: 403, code: 40058 })
    const thread = post('When does the outdoor pool open?')
    await discord.until((one) => one.type === 'message' && answersIn(thread).length > 0)
    expect(answersIn(thread)).toHaveLength(1)
  })

  it('is left alone again when it is switched off, and so is a thread of a text channel', async () => {
    const { post, answersIn, switchTo, settle, discord, guild, channel } = await openForum()
    await switchTo('Answer new forum posts')
    const aside = discord.addChannel('thread', 'When does the outdoor pool open?', guild, channel)
    await switchTo('Leave forum posts alone')
    const thread = post('When does the outdoor pool open?')
    await settle()
    expect([...answersIn(thread), ...answersIn(aside)]).toEqual([])
  })
})
