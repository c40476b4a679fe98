import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLiveResponder } from '../../../src/app/live-responder.ts'
import { loadResponder } from '../../../src/app/load-responder.ts'
import { createRender } from '../../../src/bots/terminal/render.ts'
import { TOPIC, writeMaterial } from '../../support/material.ts'

const follow = async (files: Record<string, string>) => followFolder(await writeMaterial(files))

/** A bot over a folder, with what happened to its material in order. */
async function followFolder(folder: string) {
  const news: string[] = []
  const waiting: (() => void)[] = []
  const tell = (what: string) => {
    news.push(what)
    for (const go of waiting.splice(0)) go()
  }
  const bot = await createLiveResponder({
    folder,
    load: () => loadResponder(folder),
    onReload: () => tell('reloaded'),
    onProblem: (error) => tell((error as Error).message),
  })
  onTestFinished(() => bot.close())
  return {
    bot,
    news,
    path: (name: string) => join(folder, name),
    nextNews: () => new Promise<void>((resolve) => waiting.push(resolve)),
    ask: async (text: string) =>
      createRender(false)(await bot.respond({ command: 'ask', text, locale: 'zh-Hans' })).join(),
  }
}

it('answers from an edited, an added, a renamed and a deleted file without a restart', async () => {
  const { ask, path, nextNews, news } = await follow({ 'guide.md': '周六八点在北门集合。' })
  expect(await ask('在哪里集合？')).toContain('北门')

  const edited = nextNews()
  await writeFile(path('guide.md'), '周六八点在南门集合。')
  await edited
  expect(await ask('在哪里集合？')).toContain('南门')

  const added = nextNews()
  await writeFile(path('rain.md'), '下雨就改到周日。')
  await added
  expect(await ask('下雨怎么办？')).toContain('周日')

  const renamed = nextNews()
  await rename(path('rain.md'), path('weather.md'))
  await renamed
  expect(await ask('下雨怎么办？')).toContain('weather')

  const deleted = nextNews()
  await rm(path('weather.md'))
  await deleted
  expect(await ask('下雨怎么办？')).not.toContain('周日')
  expect(new Set(news)).toEqual(new Set(['reloaded']))
})

it('takes neither a draft nor a hidden file for an edit, also below a link', async () => {
  const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。' })
  const link = `${folder}-link`
  await symlink(folder, link)
  onTestFinished(() => rm(link))
  const { ask, path, nextNews, news } = await followFolder(link)
  await writeFile(path('_draft.md'), '周六八点在东门集合。')
  await writeFile(path('.hidden.md'), '周六八点在西门集合。')
  const edited = nextNews()
  await writeFile(path('guide.md'), '周六八点在南门集合。')
  await edited
  expect(await ask('在哪里集合？')).toContain('南门')
  // Longer than an edit needs to be noticed: nothing follows.
  await setTimeout(1000)
  expect(news).toEqual(['reloaded'])
})

it('goes on answering from the last good material when an edit breaks it, and says what is wrong', async () => {
  const { ask, path, nextNews, news } = await follow({ 'guide.md': '周六八点在北门集合。' })
  const broken = nextNews()
  await writeFile(path('topics.yaml'), '- name: [\n')
  await broken
  expect(news.at(-1)).toMatch(/topics\.yaml:\d+: is not valid YAML/)
  expect(await ask('在哪里集合？')).toContain('北门')

  const recovered = nextNews()
  await rm(path('topics.yaml'))
  await writeFile(path('guide.md'), '周六八点在西门集合。')
  await recovered
  expect(await ask('在哪里集合？')).toContain('西门')
})

it('has the commands of a topic as soon as its file is there', async () => {
  const { bot, path, nextNews } = await follow({ 'guide.md': '周六八点在北门集合。\n\n带水。' })
  expect(bot.commands.map(({ name }) => name)).not.toContain('hiking')
  const added = nextNews()
  await writeFile(path('topics.yaml'), TOPIC)
  await added
  expect(bot.commands.map(({ name }) => name)).toContain('hiking')
})

it('does not follow a link out of the folder, and answers on while it is there', async () => {
  const { ask, news, nextNews, path } = await follow({ 'guide.md': '周六八点在北门集合。' })
  const outside = await writeMaterial({ 'secret.md': '秘密。' })
  const linked = nextNews()
  await symlink(outside, path('more'))
  await linked
  expect(await ask('秘密')).not.toContain('秘密。')
  expect(await ask('在哪里集合？')).toContain('北门')
  const unlinked = nextNews()
  await rm(path('more'))
  await unlinked
  expect(news).toEqual(['reloaded', 'reloaded'])
})

describe('a folder that is replaced as a whole', () => {
  const BEFORE = { 'guide.md': '周六八点在北门集合。' }
  const AFTER = { 'guide.md': '周六八点在南门集合。' }
  const LATER = '周六八点在西门集合。'

  it('is followed when it is deleted and made again', async () => {
    const folder = await writeMaterial(BEFORE)
    const { ask, news } = await followFolder(folder)
    await rm(folder, { recursive: true })
    await setTimeout(1500)
    await mkdir(folder)
    await writeFile(join(folder, 'guide.md'), AFTER['guide.md'])
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('南门')
    await writeFile(join(folder, 'guide.md'), LATER)
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('西门')
    expect(new Set(news)).toEqual(new Set(['reloaded']))
  })

  it('is followed when another one is moved into its place', async () => {
    const [folder, other] = await Promise.all([writeMaterial(BEFORE), writeMaterial(AFTER)])
    const { ask } = await followFolder(folder)
    await rename(folder, `${folder}-old`)
    onTestFinished(() => rm(`${folder}-old`, { recursive: true }))
    await rename(other, folder)
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('南门')
    await writeFile(join(folder, 'guide.md'), LATER)
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('西门')
  })

  it('is followed when it is a link that is switched', async () => {
    const [folder, other] = await Promise.all([writeMaterial(BEFORE), writeMaterial(AFTER)])
    const link = `${folder}-current`
    await symlink(folder, link)
    onTestFinished(() => rm(link))
    const { ask, news } = await followFolder(link)
    await symlink(other, `${link}-new`)
    await rename(`${link}-new`, link)
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('南门')
    await writeFile(join(other, 'guide.md'), LATER)
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('西门')
    expect(news.filter((what) => what !== 'reloaded')).toEqual([])
  })

  it('is reported when it stays away, and answered from when it is there again', async () => {
    const folder = await writeMaterial(BEFORE)
    const { ask, news } = await followFolder(folder)
    await rm(folder, { recursive: true })
    await expect.poll(() => news.at(-1), { timeout: 8_000 }).toContain('there is no such folder')
    expect(await ask('在哪里集合？')).toContain('北门')
    await mkdir(folder)
    await writeFile(join(folder, 'guide.md'), AFTER['guide.md'])
    await expect.poll(() => ask('在哪里集合？'), { timeout: 8_000 }).toContain('南门')
  })
})

it('four hundred files that change in pieces are read when things are quiet, without a complaint', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 400 }, (_, number) => [`part-${number}.md`, `第${number}号营地有水。`]),
  )
  const { path, news, ask } = await follow({ 'guide.md': '周六八点在北门集合。', ...many })
  for (let number = 0; number < 400; number++) {
    await unlink(path(`part-${number}.md`))
    // Half there: its front matter is not closed yet.
    await writeFile(path(`part-${number}.md`), '---\ntitle: [\n')
    if (number % 100 === 99) await setTimeout(250)
  }
  for (let number = 0; number < 400; number++)
    await writeFile(path(`part-${number}.md`), `第${number}号营地没有水。`)
  await expect.poll(() => ask('第7号营地'), { timeout: 15_000 }).toContain('没有水')
  expect(new Set(news)).toEqual(new Set(['reloaded']))
  expect(news.length).toBeLessThanOrEqual(2)
}, 60_000)

it('three hundred requests to read again are two readings', async () => {
  let loads = 0
  const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。' })
  const bot = await createLiveResponder({
    folder,
    load: () => {
      loads++
      return loadResponder(folder)
    },
  })
  onTestFinished(() => bot.close())
  expect(await Promise.all(Array.from({ length: 300 }, () => bot.reload()))).toContain(undefined)
  expect(loads).toBe(1 + 1)
  const first = bot.reload()
  await setTimeout(0)
  await Promise.all([first, ...Array.from({ length: 300 }, () => bot.reload())])
  expect(loads).toBeLessThanOrEqual(1 + 1 + 2)
})
