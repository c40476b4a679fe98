import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { FAULTS, startTelegramStandIn } from '../../../playground/telegram/index.ts'
import { writeMaterial } from '../../support/material.ts'
import { findFreePorts } from '../../support/ports.ts'

/** `npm start` on a local Telegram with health on; on a signal something in it goes wrong. */
async function startProgram(settings: Record<string, string> = {}, mistakes = '') {
  const telegram = await startTelegramStandIn()
  onTestFinished(() => telegram.close())
  const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。' })
  const mistake = `data:text/javascript,${encodeURIComponent(mistakes)}`
  const program = spawn(process.execPath, ['--import', 'tsx', '--import', mistake, 'src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      TELEGRAM_TOKEN: telegram.token,
      TELEGRAM_API_URL: telegram.url,
      CONTENT_DIR: folder,
      DATA_DIR: await writeMaterial({}),
      HEALTH_PORT: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  let said = ''
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const saying = (words: string) => expect.poll(() => said, { timeout: 15_000 }).toContain(words)
  const lines = () =>
    said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  return {
    telegram,
    folder,
    program,
    saying,
    lines,
    said: () => said,
    ended: once(program, 'exit'),
  }
}

it('the program tells its health, counts what it answers, and logs neither', async () => {
  const { telegram, folder, program, saying, said, lines, ended } = await startProgram()
  await saying('answering as')
  const [address = ''] = said().match(/http:\/\/127\.0\.0\.1:\d+(?=")/) ?? []
  const get = async (path: string) => {
    const response = await fetch(address + path)
    return { status: response.status, text: await response.text() }
  }
  const ready = await get('/readyz')
  expect(ready.status).toBe(200)
  expect(JSON.parse(ready.text).checks).toMatchObject({
    material: { ok: true, sources: 1, passages: 1 },
    telegram: { ok: true },
  })

  const ann = telegram.addUser({ first_name: 'Ann', language_code: 'zh-hans' })
  const chat = telegram.chatWith(ann)
  const answer = telegram.next('message', ({ message }) => message.from?.is_bot === true)
  telegram.say(ann, chat, '/ask 在哪里集合？')
  await answer
  await expect
    .poll(async () => (await get('/metrics')).text)
    .toMatch(/chuchu_questions_total{platform="\w+",command="ask",outcome="found"} 1/)

  await writeFile(join(folder, 'topics.yaml'), '- name: [\n')
  await saying('was not read again')
  const { status, text } = await get('/readyz')
  expect(status).toBe(200)
  expect(JSON.parse(text).checks.material.problem).toContain('topics.yaml')
  expect((await get('/metrics')).text).toContain('\nchuchu_material_problem 1\n')

  program.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(lines().map(({ level }) => level)).toContain('error')
  expect(said()).not.toContain('集合')
  expect(said()).not.toContain(telegram.token)
}, 30_000)

it('an unhandled rejection is logged without secrets, and the bot goes on', async () => {
  const { telegram, program, saying, said, lines, ended } = await startProgram(
    {},
    `process.on('SIGUSR2', () => {
      const cause = new Error('request to /bot' + process.env.TELEGRAM_TOKEN + '/x failed')
      Promise.reject(Object.assign(new Error('forgotten', { cause }), { request: { text: '集合' } }))
    })`,
  )
  await saying('answering as')
  program.kill('SIGUSR2')
  await saying('forgotten')
  const answer = telegram.next('message', ({ message }) => message.from?.is_bot === true)
  const ann = telegram.addUser({ first_name: 'Ann' })
  telegram.say(ann, telegram.chatWith(ann), '/about')
  await answer
  program.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  const line = lines().find(({ error }) => error?.message === 'forgotten')
  expect(line).toMatchObject({
    level: 'error',
    error: { cause: { message: 'request to /bot[secret]/x failed' } },
  })
  expect(said()).not.toContain(telegram.token)
  expect(said()).not.toContain('集合')
}, 30_000)

it('an exception that nobody caught is logged without secrets, and ends the bot with 1', async () => {
  const { telegram, program, saying, said, lines, ended } = await startProgram(
    {},
    `process.on('SIGUSR2', () => {
      setImmediate(() => { throw new Error('at /bot' + process.env.TELEGRAM_TOKEN + '/x') })
    })`,
  )
  await saying('answering as')
  program.kill('SIGUSR2')
  expect(await ended).toEqual([1, null])
  expect(lines().at(-1)).toMatchObject({ level: 'error', error: { message: 'at /bot[secret]/x' } })
  expect(said()).not.toContain(telegram.token)
}, 30_000)

it('what a library says of a server that is not there holds no token', async () => {
  const token = '123456789:AAabcdefghijklmnopqrstuvwxyz012345678'
  const { said, saying, ended, program } = await startProgram({
    TELEGRAM_TOKEN: token,
    TELEGRAM_API_URL: 'http://127.0.0.1:9',
  })
  await saying('Telegram is not connected, and is started again')
  program.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  expect(said()).toContain('Telegram cannot be reached (request to http://127.0.0.1:9/bot')
  expect(said()).not.toContain(token.slice(0, 9))
  expect(said()).not.toContain(token.slice(10))
}, 30_000)

it('a platform that is down at the start is tried again, and answers when it is there', async () => {
  const telegram = await startTelegramStandIn()
  onTestFinished(() => telegram.close())
  telegram.fail('getMe', FAULTS.serverError, 1)
  const { said, saying, program, ended } = await startProgram({
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
  })
  await saying('Telegram is not connected, and is started again')
  const [address = ''] = said().match(/http:\/\/127\.0\.0\.1:\d+(?=")/) ?? []
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
  // An alert on its age sees one that was never heard.
  expect(await (await fetch(`${address}/metrics`)).text()).toContain(
    '\nchuchu_platform_heard_timestamp_seconds{platform="telegram"} 0\n',
  )
  await saying('answering as')
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  program.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
}, 30_000)

it('a search engine that is down at the start is asked again, and judged when it is there', async () => {
  const [port = 0] = await findFreePorts(1)
  const { said, saying, program, ended } = await startProgram({
    SEARCH_URL: `http://127.0.0.1:${port}`,
  })
  await saying('SEARCH_URL does not answer, and is asked again')
  expect(program.exitCode).toBeNull()
  const other = createServer((_, response) =>
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ version: { number: '8.1.0', distribution: 'another' } })),
  )
  onTestFinished(() => void other.close())
  await once(other.listen(port, '127.0.0.1'), 'listening')
  expect(await ended).toEqual([2, null])
  expect(said()).toContain('SEARCH_URL is the address of another 8.1.0')
}, 30_000)

it('when no platform is left that takes the bot, the program ends with an error', async () => {
  const { telegram, said, ended } = await startProgram({ TELEGRAM_TOKEN: '123456789:wrong' })
  expect(await ended).toEqual([1, null])
  expect(said()).toContain('Telegram did not start: Telegram knows no such bot (404')
  expect(said()).not.toContain(telegram.token)
}, 30_000)

it('a port for health that is taken is said, and how to fix it', async () => {
  const { said, ended } = await startProgram({ HEALTH_HOST: '192.0.2.1' })
  expect((await ended)[0]).toBe(2)
  expect(said()).toContain('Health cannot be served on 192.0.2.1:0 (EADDRNOTAVAIL).')
  expect(said()).not.toContain('    at ')
}, 30_000)
