import { onTestFinished } from 'vitest'
import {
  type Chat,
  type Message,
  type SayOptions,
  type StandInOptions,
  startTelegramStandIn,
  type TelegramStandIn,
  type User,
} from '../../../../playground/telegram/index.ts'
import type { Answer, ChatRequest, Command, Responder } from '../../../../src/answers/index.ts'
import { createTelegram, type TelegramSettings } from '../../../../src/bots/telegram/index.ts'
import type { Log } from '../../../../src/shared/types.ts'

/** A log that remembers its lines. */
export function createTestLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const write = (level: string) => (message: string, details?: object) => {
    lines.push(`${level} ${message}${details ? ` ${JSON.stringify(details)}` : ''}`)
  }
  return { lines, info: write('info'), warn: write('warn'), error: write('error') }
}

/** Time that passes only by being slept through. */
export function createTestClock() {
  let time = 1_000_000
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    async sleep(milliseconds: number) {
      if (milliseconds > 0) {
        slept.push(milliseconds)
        time += milliseconds
      }
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

export interface Simulator {
  readonly telegram: TelegramStandIn
  readonly bot: ReturnType<typeof createTelegram>
  readonly log: ReturnType<typeof createTestLog>
  readonly clock: ReturnType<typeof createTestClock>
  readonly ann: User
  /** Ann's chat with the bot. */
  readonly chat: Chat
  /** Says something and resolves with the bot's answer to it. */
  ask(text: string, options?: SayOptions & { from?: User; in?: Chat }): Promise<Message>
  /** Taps a button and resolves with the bot's next message there. */
  tap(message: Message, button: string): Promise<Message>
}

export interface SimulatorOptions extends StandInOptions {
  readonly settings?: Partial<TelegramSettings>
  /** Default zh-hans. */
  readonly language?: string
  /** What the local Telegram does that it complains of; default nothing. */
  readonly problems?: readonly RegExp[]
  readonly before?: (telegram: TelegramStandIn) => void
}

/**
 * The real bot before a local Telegram, and Ann. At the end of the test both are gone, and the
 * local Telegram must have had nothing to complain of.
 */
export async function openScene(
  responder: Responder,
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const { settings, language = 'zh-hans', problems = [], before } = options
  const telegram = await startTelegramStandIn(options)
  const log = createTestLog()
  const clock = createTestClock()
  const bot = createTelegram({
    token: telegram.token,
    apiUrl: telegram.url,
    log,
    ...settings,
    timing: { ...clock, ...settings?.timing },
  })
  onTestFinished(async () => {
    await bot.stop()
    await telegram.close()
    const unexpected = telegram
      .problems()
      .filter((problem) => !problems.some((expected) => expected.test(problem)))
    if (unexpected.length > 0) throw new Error(unexpected.join('\n'))
    if (log.lines.some((line) => line.includes(telegram.token)))
      throw new Error('a token is logged')
  })
  before?.(telegram)
  await bot.start(responder)
  const ann = telegram.addUser({ first_name: 'Ann', language_code: language })
  const chat = telegram.chatWith(ann)
  const nextAnswer = async (there: Chat, isIt: (message: Message) => boolean = () => true) => {
    const { message } = await telegram.next(
      'message',
      ({ message: answer }) =>
        answer.from.id === telegram.bot.id && answer.chat.id === there.id && isIt(answer),
    )
    return message
  }
  return {
    ...{ telegram, bot, log, clock, ann, chat },
    ask(text, { from = ann, in: there = chat, ...rest } = {}) {
      let question: Message | undefined
      const answer = nextAnswer(
        there,
        // A command that replies to a message may be answered under that one.
        ({ reply_to_message: above }) =>
          rest.replyTo !== undefined || above?.message_id === question?.message_id,
      )
      question = telegram.say(from, there, text, rest)
      return answer
    },
    async tap(message, button) {
      const answer = nextAnswer(message.chat)
      await telegram.click(ann, message, button)
      return answer
    },
  }
}

/** A responder with one command more than the usual, that answers what it is told to. */
export function createTestResponder(
  answer: (request: ChatRequest) => Answer | Promise<Answer> = echo,
): Responder & { readonly requests: ChatRequest[] } {
  const requests: ChatRequest[] = []
  const command = (name: string, title: string, required: boolean): Command => ({
    name,
    titles: { 'zh-Hans': title, 'zh-Hant': title, en: name },
    aliases: [],
    summaries: { 'zh-Hans': `说${title}`, 'zh-Hant': `說${title}`, en: `About ${name}` },
    argument: {
      name: { 'zh-Hans': '字', 'zh-Hant': '字', en: 'words' },
      summary: { 'zh-Hans': '字', 'zh-Hant': '字', en: 'words' },
      required,
    },
    run: answer,
  })
  return {
    requests,
    commands: [
      command('ask', '问', true),
      command('talent', '人才', false),
      command('passage', '段落', true),
      command('help', '帮助', false),
    ],
    async respond(request) {
      requests.push(request)
      return answer(request)
    },
    suggest: async () => [],
  }
}

/** Says which request it was. */
export function echo({ command, text, page, locale }: ChatRequest): Answer {
  return say(`${command}:${text}${page ? `:${page}` : ''}`, { locale })
}

export function say(words: string, rest: Partial<Answer> = {}): Answer {
  return {
    outcome: 'page',
    locale: 'zh-Hans',
    blocks: [{ type: 'paragraph', inlines: [{ type: 'text', text: words }] }],
    citations: [],
    actions: [],
    ...rest,
  }
}
