import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTelegramStandIn } from '../../playground/telegram/index.ts'
import { writeMaterial } from '../support/material.ts'
import { askSlowly } from '../support/slow-answer.ts'

/** `npm start`, as a supervisor runs it. */
async function startWithNpm() {
  const telegram = await startTelegramStandIn()
  onTestFinished(() => telegram.close())
  const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。' })
  const dataFolder = await writeMaterial({})
  const { PATH, HOME = '/' } = process.env
  const npm = spawn('npm', ['start', '--silent'], {
    env: {
      ...{ PATH, HOME, CONTENT_DIR: folder, DATA_DIR: dataFolder },
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const group = npm.pid ?? 0
  // Everything that is left of it.
  onTestFinished(() => {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {}
  })
  let said = ''
  for (const stream of [npm.stdout, npm.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  await expect.poll(() => said, { timeout: 20_000 }).toContain('answering as')
  return { npm, group, telegram, said: () => said, ended: once(npm, 'exit') }
}

/** Processes of the group that are not gone. */
function aliveIn(group: number): readonly string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter((line) => Number(line.trim().split(/\s+/)[0]) === group && !/^\s*\d+\s+Z/.test(line))
}

describe('after a signal to npm', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    '%s the bot ends too, and nothing is left',
    async (signal) => {
      const { npm, group, said, ended } = await startWithNpm()
      npm.kill(signal)
      await ended
      await expect.poll(() => aliveIn(group), { timeout: 10_000 }).toEqual([])
      await expect.poll(said).toContain('finishing the answers in flight')
    },
    40_000,
  )

  it('SIGINT that the terminal sends to both is one signal, and answers in flight are finished', async () => {
    const { group, telegram, said, ended } = await startWithNpm()
    const { chat, finish } = await askSlowly(telegram)
    process.kill(-group, 'SIGINT')
    await expect.poll(said).toContain('finishing the answers in flight')
    finish()
    await ended
    await expect.poll(() => aliveIn(group), { timeout: 10_000 }).toEqual([])
    expect(telegram.messagesIn(chat)).toHaveLength(2)
  }, 40_000)
})
