import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { startTelegramStandIn } from '../../../../playground/telegram/index.ts'
import { writeMaterial } from '../../../support/material.ts'
import { askSlowly } from '../../../support/slow-answer.ts'

/** `npm start` with these settings and no others. */
async function startProgram(settings: Record<string, string>) {
  const { PATH = '' } = process.env
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { PATH, DATA_DIR: await writeMaterial({}), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  let said = ''
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  return { program, said: () => said, ended: once(program, 'exit') }
}

it('the program answers on Telegram and on SIGTERM finishes the answer in flight', async () => {
  const telegram = await startTelegramStandIn()
  onTestFinished(() => telegram.close())
  const { program, said, ended } = await startProgram({
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
  })
  await expect.poll(said, { timeout: 15_000 }).toContain('https://t.me/chuchu_bot')
  const { chat, finish } = await askSlowly(telegram)
  program.kill('SIGTERM')
  await expect.poll(said).toContain('SIGTERM')
  finish()
  expect(await ended).toEqual([0, null])
  expect(telegram.messagesIn(chat)).toHaveLength(2)
  expect(telegram.isConfirmed(1_000)).toBe(true)
  expect(telegram.problems()).toEqual([])
  expect(said()).not.toContain(telegram.token)
}, 30_000)

it('the program says why it cannot start, and ends', async () => {
  const telegram = await startTelegramStandIn()
  onTestFinished(() => telegram.close())
  const { said, ended } = await startProgram({
    TELEGRAM_TOKEN: `9${telegram.token}`,
    TELEGRAM_API_URL: telegram.url,
  })
  expect((await ended)[0]).not.toBe(0)
  expect(said()).toMatch(/Telegram did not start: .*401.*@BotFather/)
}, 30_000)
