import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsOf, visibleText } from '../../../src/playground/discord/index.ts'
import { answerTo, createEcho, openScene, replyTo, type Scene } from './fixtures.ts'

let scene: Scene

beforeEach(async () => {
  scene = await openScene(createEcho())
})

afterEach(async () => {
  const problems = scene.discord.problems()
  await scene.close()
  expect(problems).toEqual([])
})

describe('slash commands', () => {
  it('answers a question in the language of the app', async () => {
    const { discord, channel, ming, ann } = scene
    const chinese = discord.run(ming, channel, '问', { 问题: '什么是茶？' })
    expect(visibleText(await answerTo(discord, chinese))).toContain('ask|什么是茶？|zh-Hans|1')
    const english = discord.run(ann, channel, 'ask', { question: 'What is tea?' })
    expect(visibleText(await answerTo(discord, english))).toContain('ask|What is tea?|en|1')
  })
})
