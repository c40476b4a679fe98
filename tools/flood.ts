import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type LocalDiscord, startDiscord } from '../playground/discord/index.ts'
import { startTelegramStandIn, type TelegramStandIn } from '../playground/telegram/index.ts'
import { run } from './run.ts'
import { createBot } from './soak/process.ts'

const HELP = `Measures how long people wait while others flood the bot, in local stand-ins for both platforms.

  npm run -s flood       about two minutes; prints a table

One flood is of one person in one group, the other of 2,000 people in 1,000 groups; 10,000 questions
each, all at once, on Telegram. Meanwhile somebody else asks, again and again.`

const QUESTION = 'DeepSeek的创始人是谁？'
const FLOOD = 10_000
/** Milliseconds after which somebody gives up. */
const ANSWER_TIMEOUT = 60_000
const PAUSE = 300
const ASKED = 40

await run(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) return console.log(HELP)
  const folder = await mkdtemp(join(tmpdir(), 'flood-'))
  const [telegram, discord] = await Promise.all([startTelegramStandIn(), startDiscord()])
  const bot = createBot({
    settings: {
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ CONTENT_DIR: resolve('content'), DATA_DIR: join(folder, 'data') },
    },
    ...{ folder, logFile: join(folder, 'bot.log'), forbidden: /(?!)/ },
  })
  try {
    bot.start()
    const ask = { telegram: createTelegramAsker(telegram), discord: createDiscordAsker(discord) }
    await discord.until(({ type }) => type === 'registered')
    await Promise.all([ask.telegram(), ask.discord()])
    const rows: Row[] = []
    const watch = async (what: string, asking: () => Promise<number>) => {
      const before = bot.residentMemory() ?? 0
      const waits: number[] = []
      while (waits.length < ASKED) {
        waits.push(await asking())
        await wait(PAUSE)
      }
      rows.push({ what, waits, memory: [before, bot.residentMemory() ?? 0] })
    }
    await watch('nobody floods; Telegram', ask.telegram)
    await watch('nobody floods; Discord', ask.discord)
    floodOf(telegram, 1, 1)
    await watch('one person in one group; Telegram', ask.telegram)
    floodOf(telegram, 2000, 1000)
    await watch('2,000 people in 1,000 groups; Discord', ask.discord)
    console.log(toTable(rows))
  } finally {
    await bot.kill()
    await Promise.all([telegram.close(), discord.close()])
    await rm(folder, { recursive: true, force: true })
  }
})

function floodOf(telegram: TelegramStandIn, people: number, groups: number): void {
  const askers = Array.from({ length: people }, (_, i) =>
    telegram.addUser({ first_name: `${i}`, language_code: 'zh-hans' }),
  )
  const places = Array.from({ length: groups }, (_, i) => telegram.addGroup(`${i}`))
  for (let i = 0; i < FLOOD; i++) {
    const [asker, place] = [askers[i % people], places[i % groups]]
    if (asker && place) telegram.say(asker, place, `/ask ${QUESTION} ${i}`)
  }
}

/** Somebody else each time, in their own chat; resolves to the milliseconds until the answer. */
function createTelegramAsker(telegram: TelegramStandIn) {
  return async () => {
    const person = telegram.addUser({ first_name: 'x', language_code: 'zh-hans' })
    const chat = telegram.chatWith(person)
    const start = performance.now()
    const answer = telegram.next(
      'message',
      ({ message }) => message.chat.id === chat.id && message.from.id === telegram.bot.id,
    )
    telegram.say(person, chat, QUESTION)
    await Promise.race([answer, wait(ANSWER_TIMEOUT, undefined, { ref: false })])
    return performance.now() - start
  }
}

function createDiscordAsker(discord: LocalDiscord) {
  const channel = discord.addChannel('text', 'questions', discord.addGuild('Readers'))
  return async () => {
    const asker = discord.addUser('x', 'zh-CN', false)
    const start = performance.now()
    const mention = discord.say(asker, channel, `<@${discord.bot.id}> ${QUESTION}`)
    const answer = discord.until((one) => one.type === 'message' && one.message.replyTo === mention)
    await Promise.race([answer, wait(ANSWER_TIMEOUT, undefined, { ref: false })])
    return performance.now() - start
  }
}

interface Row {
  readonly what: string
  readonly waits: readonly number[]
  /** Bytes, before and after. */
  readonly memory: readonly [number, number]
}

function toTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, waits, memory }) => {
    const sorted = waits.toSorted((a, b) => a - b)
    const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0)
    const [before, after] = memory.map((bytes) => Math.round(bytes / 2 ** 20))
    return `| ${what} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${before} → ${after} |`
  })
  const head =
    '| who floods; where somebody else asks | median, ms | 95 of 100 | longest | memory, MB |'
  return [head, '| --- | --: | --: | --: | --: |', ...lines].join('\n')
}
