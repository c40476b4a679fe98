import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type LocalDiscord, startDiscord } from '../playground/discord/index.ts'
import { findFreePorts } from '../test/support/ports.ts'
import { createRandom } from './bench/random.ts'
import { run, UsageError } from './run.ts'
import { createBot } from './soak/process.ts'

const HELP = `Measures one process that serves many Discord servers, on the local stand-in.

  npm run -s servers                                  10,000 servers, 100,000 people, 200 questions a second
  npm run -s servers -- --servers N --people N --rate N --seconds N --seed N

Each question is a slash command of somebody in some server. Prints the memory of the bot, how many
questions were answered, and how long the answers took: without the way to the platform, as the bot
itself measures it, and with it. NODE_OPTIONS holds for the bot as well.`

/** Some are answered by the material, some are near, some are not answered. */
const QUESTIONS = [
  'DeepSeek的创始人是谁？',
  '什么是开源',
  'who founded DeepSeek',
  '月球基地的门票多少钱',
]
/** Milliseconds after the last question in which its answer counts. */
const ANSWER_TIMEOUT = 10_000
/** Seconds of questions before anything counts. */
const WARM_UP = 3

await run(async () => {
  const { values } = parseArgs({
    options: {
      servers: { type: 'string', default: '10000' },
      people: { type: 'string', default: '100000' },
      rate: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const [servers, people, rate, seconds, seed] = (
    ['servers', 'people', 'rate', 'seconds', 'seed'] as const
  ).map((name) => toCount(name, values[name])) as [number, number, number, number, number]

  const folder = await mkdtemp(join(tmpdir(), 'servers-'))
  const [port = 0] = await findFreePorts(1)
  const discord = await startDiscord()
  const bot = createBot({
    settings: {
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ CONTENT_DIR: resolve('content'), DATA_DIR: join(folder, 'data') },
      // What is measured is the process, not the limits that a host sets for it.
      ...{ LIMIT_TOTAL: '1000000', HEALTH_PORT: `${port}` },
      ...(process.env.NODE_OPTIONS && { NODE_OPTIONS: process.env.NODE_OPTIONS }),
    },
    ...{ folder, logFile: join(folder, 'bot.log'), forbidden: /(?!)/ },
  })
  try {
    const channels = Array.from({ length: servers }, (_, i) =>
      discord.addChannel('text', 'questions', discord.addGuild(`${i}`)),
    )
    const users = Array.from({ length: people }, (_, i) => discord.addUser(`${i}`, 'zh-CN', false))
    const started = performance.now()
    bot.start()
    await discord.until(({ type }) => type === 'registered')
    const readySeconds = (performance.now() - started) / 1000
    const idle = bot.residentMemory() ?? 0

    const random = createRandom(seed)
    const ask = () =>
      discord.run(random.pick(users), random.pick(channels), 'ask', {
        question: random.pick(QUESTIONS),
      }).id
    const answers = watchAnswers(discord)
    await askEvenly(rate, WARM_UP, ask)
    await wait(1000)
    const before = await readAnswerTimes(port)
    const asked = new Map<string, number>()
    await askEvenly(rate, seconds, () => asked.set(ask(), performance.now()))
    const deadline = performance.now() + ANSWER_TIMEOUT
    while (performance.now() < deadline && [...asked.keys()].some((id) => !answers.has(id)))
      await wait(100)
    const after = await readAnswerTimes(port)

    const waits = [...asked].flatMap(([id, at]) => {
      const answered = answers.get(id)
      return answered === undefined ? [] : [answered - at]
    })
    waits.sort((a, b) => a - b)
    const percentile = (share: number) =>
      Math.round(waits[Math.ceil(share * waits.length) - 1] ?? 0)
    const within = (share: number) => quantileBound(before, after, share)
    const toMegabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
    console.log(
      [
        `| ${servers} servers, ${people} people, ${rate} questions/s, ${seconds} s, seed ${seed} | |`,
        '| --- | --: |',
        `| from the start to all servers known | ${readySeconds.toFixed(1)} s |`,
        `| resident memory: ready → at the end | ${toMegabytes(idle)} → ${toMegabytes(bot.residentMemory() ?? 0)} MB |`,
        `| asked, answered | ${asked.size}, ${waits.length} |`,
        `| the answer alone: median, 95, 99 of 100 | at most ${within(0.5)}, ${within(0.95)}, ${within(0.99)} ms |`,
        `| with the platform: median, 95, 99 of 100 | ${percentile(0.5)}, ${percentile(0.95)}, ${percentile(0.99)} ms |`,
        `| refused by the platform | ${discord.problems().length} |`,
      ].join('\n'),
    )
  } finally {
    await bot.kill()
    await discord.close()
    await rm(folder, { recursive: true, force: true })
  }
})

function toCount(name: string, value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`--${name} takes a whole number.`)
  return count
}

/** Where a process falls behind, it catches up: the rate holds over the whole time. */
async function askEvenly(rate: number, seconds: number, ask: () => void): Promise<void> {
  const start = performance.now()
  for (let done = 0; done < rate * seconds; ) {
    const due = Math.min(rate * seconds, ((performance.now() - start) / 1000) * rate)
    for (; done < due; done++) ask()
    await wait(5)
  }
}

/** When each interaction was answered. */
function watchAnswers(discord: LocalDiscord): ReadonlyMap<string, number> {
  const answered = new Map<string, number>()
  discord.listen((event) => {
    if (event.type !== 'message' && event.type !== 'edit') return
    const { interaction } = event.message
    if (interaction && !answered.has(interaction.id))
      answered.set(interaction.id, performance.now())
  })
  return answered
}

/** Answers by the upper bound of their time, in seconds: the bot's own histogram, which adds up. */
type AnswerTimes = ReadonlyMap<number, number>

async function readAnswerTimes(port: number): Promise<AnswerTimes> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const buckets = text.matchAll(/^chuchu_answer_seconds_bucket\{([^}\n]*)\} (\d+)$/gm)
  return new Map(
    [...buckets].flatMap(([, labels = '', count]) => {
      const bound = /le="([^"]+)"/.exec(labels)?.[1]
      return labels.includes('platform="discord"') && bound !== undefined
        ? [[bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound), Number(count)]]
        : []
    }),
  )
}

/** Milliseconds within which this share was answered; exact to the bounds of the histogram. */
function quantileBound(before: AnswerTimes, after: AnswerTimes, share: number): number {
  const counts = [...after].map(
    ([bound, count]) => [bound, count - (before.get(bound) ?? 0)] as const,
  )
  const total = Math.max(...counts.map(([, count]) => count))
  return 1000 * (counts.find(([, count]) => count >= share * total)?.[0] ?? Number.NaN)
}
