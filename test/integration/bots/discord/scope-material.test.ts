import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buttonsOf, visibleText } from '../../../../playground/discord/index.ts'
import { importPage } from '../../../../src/import/index.ts'
import { openSite } from '../../../support/web-site.ts'
import { openWholeBot } from '../../../support/whole-bot.ts'
import { answerTo, createEcho, echo, openManagedScene, openScene, replyTo } from './fixtures.ts'

const PAGE = {
  body: '<html lang="en"><head><title>The kiln</title></head><body><main><h1>The kiln</h1><p>The kiln cools by 90 degrees an hour.</p></main></body></html>',
  headers: { 'last-modified': 'Thu, 05 Mar 2026 10:00:00 GMT' },
}
const EPHEMERAL = 1 << 6
const FAQ = {
  name: 'Faq.md',
  bytes: Buffer.from('# Boats\n\nThe red canoe holds three people.\n\nPaddles are in the shed.\n'),
}
const QUESTION = { question: 'How many people does the red canoe hold?' }

/** `boss` manages both servers, `mei` none. */
async function openServers(content?: Readonly<Record<string, string>>) {
  const bot = await openWholeBot(content, (url) => importPage(url, true))
  const scene = await openManagedScene(bot.responder)
  const elsewhere = scene.discord.addChannel('text', 'other', scene.discord.addGuild('Other'))
  return { ...scene, ...bot, elsewhere }
}

describe('/material on Discord', () => {
  it('adds a file that answers at once, in this server alone', async () => {
    const { discord, channel, elsewhere, guild, boss, mei, folder } = await openServers()
    const added = await answerTo(discord, discord.run(boss, channel, 'material add', { file: FAQ }))
    expect(visibleText(added)).toBe(
      'Added Faq.md: 2 passages. You can ask about it now; it is answered from here only.',
    )
    expect(added.flags & EPHEMERAL).toBe(EPHEMERAL)
    expect(await readFile(join(folder, `discord-${guild.id}`, 'Faq.md'))).toEqual(FAQ.bytes)

    const here = await answerTo(discord, discord.run(mei, channel, 'ask', QUESTION))
    expect(visibleText(here)).toContain('The red canoe holds three people.')
    const there = await answerTo(discord, discord.run(mei, elsewhere, 'ask', QUESTION))
    expect(visibleText(there)).not.toContain('three people')
    const choices = (one: typeof channel) =>
      new Promise<readonly string[]>((resolve) => {
        const stop = discord.listen((event) => {
          if (event.type !== 'choices') return
          stop()
          resolve(event.choices.map(({ name }) => name))
        })
        discord.type(mei, one, 'search', 'question', 'canoe')
      })
    expect((await choices(channel)).join()).toContain('canoe')
    expect(await choices(elsewhere)).toEqual([])
  })

  it('replaces a file of the same name, lists, shows and removes it', async () => {
    const { discord, channel, boss } = await openServers()
    const run = async (part: string, options = {}) =>
      visibleText(await answerTo(discord, discord.run(boss, channel, `material ${part}`, options)))
    await run('add', { file: FAQ })
    const later = { name: 'FAQ.MD', bytes: Buffer.from('The red canoe holds nine people.\n') }
    expect(await run('add', { file: later })).toContain('Replaced Faq.md: 1 passage.')
    expect(await run('list')).toContain('1 file (of at most 100)')
    expect(await run('show', { name: 'faq.md' })).toContain('The red canoe holds nine people.')
    expect(await run('remove', { name: 'Faq.md' })).toContain('Removed Faq.md.')
    expect(await run('list')).toContain('no material of its own')
    const answer = await answerTo(discord, discord.run(boss, channel, 'ask', QUESTION))
    expect(visibleText(answer)).not.toContain('nine people')
  })

  it('hands a file back as it was added', async () => {
    const { discord, channel, boss } = await openServers()
    await answerTo(discord, discord.run(boss, channel, 'material add', { file: FAQ }))
    const answer = await answerTo(
      discord,
      discord.run(boss, channel, 'material export', { name: 'faq.md' }),
    )
    expect(JSON.stringify(answer.components)).toContain('attachment://Faq.md')
    const files = discord.requests('POST', /callback$/).flatMap(({ files = [] }) => files)
    expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([['Faq.md', FAQ.bytes]])
  })

  it('adds a web page as a file with its address, title and date, and cites it', async () => {
    const { discord, channel, guild, boss, mei, folder } = await openServers()
    const site = await openSite({ '/docs/kiln.html': PAGE })
    const page = `${site}/docs/kiln.html`
    const run = (options: object) =>
      answerTo(discord, discord.run(boss, channel, 'material add', { ...options }))
    expect(visibleText(await run({ page }))).toBe(
      'Added 127.0.0.1-docs-kiln.md: 1 passage. You can ask about it now; it is answered from here only.',
    )
    const scope = join(folder, `discord-${guild.id}`)
    const text = await readFile(join(scope, '127.0.0.1-docs-kiln.md'), 'utf8')
    expect(text).toContain(`url: ${page}\n`)
    expect(text).toContain('title: The kiln\n')
    expect(text).toContain('date: 2026-03-05\n')
    const question = { question: 'How fast does the kiln cool?' }
    const answer = await answerTo(discord, discord.run(mei, channel, 'ask', question))
    expect(visibleText(answer)).toContain('The kiln cools by 90 degrees an hour.')
    expect(JSON.stringify(answer.components)).toContain(page)
    await run({ page })
    expect(await readdir(scope)).toHaveLength(1)
  })

  it('says why a page cannot be read, and adds nothing', async () => {
    const { discord, channel, boss, folder } = await openServers()
    const site = await openSite({
      '/robots.txt': { body: 'User-agent: *\nDisallow: /private/', type: 'text/plain' },
      '/private/kiln.html': PAGE,
    })
    const add = async (page: string) =>
      visibleText(await answerTo(discord, discord.run(boss, channel, 'material add', { page })))
    expect(await add(`${site}/gone.html`)).toContain('so it was not added: the server says 404.')
    expect(await add(`${site}/private/kiln.html`)).toContain('robots.txt does not allow it')
    expect(await add('kiln')).toContain('To add a file:')
    expect(await readdir(folder)).toEqual([])
  })

  it('is for those who manage the server, and takes no file of an unknown kind', async () => {
    const { discord, channel, boss, mei, direct } = await openServers()
    const refused = await answerTo(
      discord,
      discord.run(mei, channel, 'material add', { file: FAQ }),
    )
    expect(visibleText(refused)).toBe('Only those who manage this place can change its material.')
    const file = { name: 'boats.exe', bytes: Buffer.from('MZ') }
    const unknown = await answerTo(discord, discord.run(boss, channel, 'material add', { file }))
    expect(visibleText(unknown)).toContain('I cannot read files like boats.exe.')
    const inPrivate = await answerTo(
      discord,
      discord.run(mei, direct, 'material add', { file: FAQ }),
    )
    expect(visibleText(inPrivate)).toContain('only the person who hosts me')
  })
})

describe('Add to material, in the menu of a message', () => {
  it('asks the author, tells them, and keeps the message with its link when they agree', async () => {
    const { discord, channel, guild, boss, mei } = await openServers()
    const message = discord.say(mei, channel, 'The spare key hangs behind the blue door.')
    const asked = await answerTo(discord, discord.choose(boss, message, 'Add to material'))
    expect(visibleText(asked)).toContain('mei, may this message of yours become material here?')
    expect(asked.notified).toEqual([mei.id])
    expect(asked.flags & EPHEMERAL).toBe(0)

    const refused = await answerTo(discord, discord.click(boss, asked, 'Yes'))
    expect(visibleText(refused)).toBe('Only mei can answer this.')
    discord.click(mei, asked, 'Yes')
    await discord.until((one) => one.type === 'edit' && one.message === asked)
    expect(visibleText(asked)).toContain('Thank you, mei.')
    expect(buttonsOf(asked)).toEqual([])

    const question = { question: 'Where is the spare key?' }
    const answer = await answerTo(discord, discord.run(boss, channel, 'ask', question))
    expect(visibleText(answer)).toContain('The spare key hangs behind the blue door.')
    const link = `https://discord.com/channels/${guild.id}/${channel.id}/${message.id}`
    expect(JSON.stringify(answer.components)).toContain(link)
  })

  it('says that files are not kept, and which questions are answered now', async () => {
    const { discord, channel, boss } = await openServers()
    const question = { question: 'Where is the spare key?' }
    await answerTo(discord, discord.run(boss, channel, 'ask', question))
    const words = 'The spare key hangs behind the blue door.'
    const file = { name: 'door.png', bytes: Buffer.from('door') }
    const message = discord.say(boss, channel, words, undefined, [file])
    const kept = await answerTo(discord, discord.choose(boss, message, 'Add to material'))
    expect(visibleText(kept)).toContain('Only its words are kept, not its pictures and files.')
    expect(visibleText(kept)).toContain('It answers a question that had no good answer before.')
  })

  it('keeps nothing when the author declines', async () => {
    const { discord, channel, boss, mei } = await openServers()
    const message = discord.say(mei, channel, 'The spare key hangs behind the blue door.')
    const asked = await answerTo(discord, discord.choose(boss, message, 'Add to material'))
    discord.click(mei, asked, 'No')
    await discord.until((one) => one.type === 'edit' && one.message === asked)
    expect(visibleText(asked)).toBe('All right, nothing was kept.')
    const list = await answerTo(discord, discord.run(boss, channel, 'material list'))
    expect(visibleText(list)).toContain('no material of its own')
  })
})

describe('what a person may read by their role', () => {
  it('is told with a command, not with a message that everybody sees', async () => {
    const seen: (readonly string[] | undefined)[] = []
    const responder = createEcho((request) => {
      seen.push(request.from?.roles)
      return echo(request)
    })
    const { discord, guild, channel, ann, close } = await openScene(responder)
    await answerTo(discord, discord.run(ann, channel, 'ask', { question: 'a' }))
    await replyTo(discord, discord.say(ann, channel, `<@${discord.bot.id}> b`))
    // The role of everybody has the id of the server.
    const roles = [guild.id, String(BigInt(guild.id) + 1n)].map((id) => `discord:${id}`)
    expect(seen.map((each) => [...(each ?? [])].sort())).toEqual([roles, []])
    await close()
  })

  it('stays hidden when the answer takes longer', async () => {
    const responder = createEcho(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 1_300))
      return { ...echo(request), audience: 'asker' }
    })
    const { discord, channel, ann, ming, close } = await openScene(responder)
    const interaction = discord.run(ann, channel, 'ask', { question: 'a' })
    await discord.until((one) => one.type === 'message' && one.message.visibleTo === ann)
    expect(discord.readMessages(channel, ming)).toEqual([])
    expect(discord.readMessages(channel, ann)).toHaveLength(1)
    expect(interaction.state).toBe('deferred')
    await close()
  })
})
