import type { Edit } from '../edits.ts'

const sometimes = (share: number, what: string) => `if (Math.random() < ${share}) ${what}\n`
const late = (share: number) =>
  sometimes(share, 'await new Promise((resolve) => setTimeout(resolve, 3300))')

const QUICK = '  const quick = await within('
const TRANSIENT = 'if (!isTransient(failure) && failure.code !== 429) throw error'
const RUN = '        return await answer(tidy(request))'
const ASKED = '  if (!asked || !message.from) return\n'

/** Each of these loses, doubles, misplaces, delays or betrays something, and a soak has to say so. */
export const MUTATIONS: readonly Edit[] = [
  {
    name: 'Telegram: no retries',
    file: 'src/bots/telegram/throttle.ts',
    find: TRANSIENT,
    replace: 'throw error',
  },
  {
    name: 'Telegram: no retry after 429',
    file: 'src/bots/telegram/throttle.ts',
    find: TRANSIENT,
    replace: 'if (!isTransient(failure)) throw error',
  },
  {
    name: 'Telegram: one question in fifty is dropped',
    file: 'src/bots/telegram/conversation.ts',
    find: ASKED,
    replace: ASKED + sometimes(0.02, 'return'),
  },
  {
    name: 'Telegram: an update that comes again is answered again',
    file: 'src/bots/telegram/conversation.ts',
    find: 'const { self, once } = conversation',
    replace:
      'const { self } = conversation\n  const once = (_: string, work: () => Promise<unknown>) => work()',
  },
  {
    name: 'Telegram: answers reply to nothing',
    file: 'src/bots/telegram/parameters.ts',
    find: '...(replyTo !== undefined && {',
    replace: '...(replyTo === 0 && {',
  },
  {
    name: 'Telegram: a body that the Bot API refuses',
    file: 'src/bots/telegram/parameters.ts',
    find: ': { is_disabled: true }',
    replace: ": { is_disabled: 'very' }",
  },
  {
    name: 'Telegram: a question in the log',
    file: 'src/bots/telegram/conversation.ts',
    find: ASKED,
    replace: `${ASKED}  conversation.log.info(asked.request.text)\n`,
  },
  {
    name: 'Discord: no retries',
    file: 'src/bots/discord/client.ts',
    find: 'makeRequest: withRetries(DefaultRestOptions.makeRequest, retries)',
    replace: 'retries: 0',
  },
  {
    name: 'Discord: no nonce',
    file: 'src/bots/discord/incoming.ts',
    find: 'enforceNonce: true,',
    replace: '',
  },
  {
    name: 'Discord: one answer in fifty after 3.3 s',
    file: 'src/bots/discord/delivery.ts',
    find: QUICK,
    replace: late(0.02) + QUICK,
  },
  {
    name: 'Discord: one answer in four after 3.3 s',
    file: 'src/bots/discord/delivery.ts',
    find: QUICK,
    replace: late(0.25) + QUICK,
  },
  {
    name: 'Discord: one slash command in fifty is dropped',
    file: 'src/bots/discord/listen.ts',
    find: 'interaction.isChatInputCommand())',
    replace: 'interaction.isChatInputCommand() && Math.random() > 0.02)',
  },
  {
    name: 'Discord: tokens of interactions in the log',
    file: 'src/bots/discord/listen.ts',
    find: 'deadlines.begin(interaction.id)',
    replace: 'log.info(interaction.token)\n    deadlines.begin(interaction.id)',
  },
  {
    name: 'nine answers in ten are “something went wrong”',
    file: 'src/answers/responder.ts',
    find: RUN,
    replace: sometimes(0.9, "throw new Error('broken')") + RUN,
  },
  {
    name: 'one answer in fifty is “something went wrong”',
    file: 'src/answers/responder.ts',
    find: RUN,
    replace: sometimes(0.02, "throw new Error('broken')") + RUN,
  },
  {
    name: 'the event loop stands still for four seconds',
    file: 'src/bots/telegram/conversation.ts',
    find: ASKED,
    replace: `${ASKED}  const until = performance.now() + (Math.random() < 0.02 ? 4000 : 0)\n  while (performance.now() < until);\n`,
  },
  {
    name: 'one question in a hundred ends the process',
    file: 'src/bots/telegram/conversation.ts',
    find: ASKED,
    replace: ASKED + sometimes(0.01, 'process.exit(1)'),
  },
  {
    name: 'a stop that does not end',
    file: 'src/app/stop-on-signals.ts',
    find: '    process.exit(0)\n',
    replace: '    setInterval(() => {}, 1000)\n',
  },
]
