import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import {
  type Answer,
  LOCALES,
  type Locale,
  type Responder,
  toRecord,
} from '../src/answers/index.ts'
import { loadResponder } from '../src/app/load-responder.ts'
import { createRender } from '../src/bots/terminal/render.ts'
import { readLine } from '../src/bots/terminal/request.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `Asks the material a question and prints the answer.

  npm run -s ask -- [options] ["question"]
  npm run -s ask -- [options] < questions.txt

Without a question it reads them from standard input, one a line, and prints
one line of JSON for each, in order.

  --json            print one line of JSON: question, found, confidence (0 to 1),
                    quotes (number, text, answer, translation, source, paragraphs), text
  --content DIR     folder with the material (default: CONTENT_DIR, or content)
  --conversation    the lines are one conversation: a question may lean on the one before
  --locale LOCALE   language of the interface: zh-Hans, zh-Hant or en
                    (default: the language of the question)
  --help            print this

A question may also be a command: "/talent", "/passage 12", "/help".
`

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      content: { type: 'string' },
      conversation: { type: 'boolean', default: false },
      locale: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const locale = readLocale(values.locale)
  if (positionals.length === 0 && process.stdin.isTTY)
    throw new UsageError('Write a question: npm run -s ask -- "…". --help tells more.')
  const responder = await loadResponder(values.content ?? readSettings().contentFolder, {
    onError: console.error,
  })
  if (positionals.length > 0) {
    await answer(responder, positionals.join(' '), values.json, locale)
    return
  }
  let asked = 0
  let before: string | undefined
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const said = await answer(responder, line, true, locale, before)
    if (values.conversation) before = said.understood ?? said.question ?? before
    asked++
  }
  if (asked === 0)
    throw new UsageError('There was no question, neither in the command nor on standard input.')
})

function readLocale(tag: string | undefined): Locale | undefined {
  if (tag === undefined) return undefined
  const locale = LOCALES.find((known) => known.toLowerCase() === tag.toLowerCase())
  if (!locale) throw new UsageError(`--locale ${tag}: use ${LOCALES.join(', ')}.`)
  return locale
}

async function answer(
  responder: Responder,
  line: string,
  json: boolean,
  locale?: Locale,
  before?: string,
): Promise<Answer> {
  const request = { ...readLine(line, [], 'en'), ...(before && { before }) }
  const reply = await responder.respond(locale ? { ...request, locale } : request)
  const words = createRender(!json && (process.stdout.isTTY ?? false))(reply).join('\n')
  process.stdout.write(json ? `${JSON.stringify(toRecord(line, reply, words))}\n` : `${words}\n`)
  return reply
}
