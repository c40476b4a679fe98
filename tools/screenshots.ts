import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { createPlayground } from '../playground/server/index.ts'
import { createBot } from '../src/app/bot.ts'
import { loadCorpus } from '../src/corpus/index.ts'
import { openStore } from '../src/service/index.ts'
import { findBrowser, launchBrowser } from '../test/support/browser.ts'
import { run, UsageError } from './run.ts'

const FOLDER = 'docs/assets'
const HELP = `Takes the pictures of the README again, in ${FOLDER}, with the browser of this machine.

  npm run -s screenshots

  --help  print this
`
const QUIET = { info() {}, warn() {}, error() {} }
const BOT = {
  contentFolder: 'content',
  limits: { perUser: 100, perChannel: 100, total: 100 },
  gapDays: 90,
  locale: 'en',
} as const

const SIZE = { width: 1440, height: 820 }
/** With the view beside the chats; small enough for a README. */
const OVERVIEW = { width: 1280, height: 740 }
/** Width of a phone. */
const PHONE = { width: 390, height: 844 }
const THEMES = ['light', 'dark'] as const
/** Pixels above the first message. */
const MARGIN = 12

/** The pictures of the README, each in its language, with a question that its readers would ask. */
const LANGUAGES = [
  { name: 'en', locale: 'en-US', question: 'Which university does Liang Wenfeng come from?' },
  { name: 'zh', locale: 'zh-CN', question: '梁文峰来自哪所大学？' },
]

async function takeAll(browser: Browser, language: (typeof LANGUAGES)[number]): Promise<void> {
  const { name, locale, question } = language
  const readMaterial = () => loadCorpus('content')
  const playground = createPlayground({ host: '127.0.0.1', port: 0, readMaterial, log: QUIET })
  const bot = await createBot(BOT, { store: await openStore({ log: QUIET }), log: QUIET }, {})
  await playground.start(bot.responder)
  const page = await browser.newPage({ locale, viewport: SIZE, deviceScaleFactor: 2 })
  await page.goto(playground.address())
  await converse(page, question)
  for (const pane of ['discord', 'telegram']) {
    await page.setViewportSize(PHONE)
    await page.evaluate(`document.querySelector('.page').dataset.chat = '${pane}'`)
    await fitTo(page, `.${pane} .scroll`, `.${pane} .message`)
    for (const theme of THEMES) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      await page.locator(`.${pane}`).screenshot({ path: `${FOLDER}/${pane}.${name}.${theme}.png` })
    }
  }
  await page.evaluate(`document.documentElement.dataset.theme = 'light'`)
  await page.setViewportSize(OVERVIEW)
  await page.locator('.telegram .origins button').first().click()
  await page.locator('.side .hit').first().waitFor()
  await page.screenshot({ path: `${FOLDER}/playground.${name}.png`, scale: 'css' })
  await page.close()
  await playground.stop()
  bot.close()
}

/** Makes the page as high as it takes for a list to begin with its first message. */
async function fitTo(page: Page, list: string, first: string): Promise<void> {
  const [outer, inner] = await Promise.all(
    [list, first].map((place) => page.locator(place).first().boundingBox()),
  )
  const spare = (inner?.y ?? 0) - (outer?.y ?? 0) - MARGIN
  const height = Math.round((page.viewportSize()?.height ?? PHONE.height) - spare)
  await page.setViewportSize({ ...PHONE, height })
}

/** The same question on both platforms. */
async function converse(page: Page, question: string): Promise<void> {
  const discord = page.locator('.discord')
  await discord.getByRole('combobox').fill('/')
  await discord.getByRole('option').first().click()
  await discord.getByRole('combobox').fill(question)
  await discord.locator('.send').click()
  await discord.locator('.message .container').waitFor()
  const telegram = page.locator('.telegram')
  await telegram.getByRole('combobox').fill(question)
  await telegram.getByRole('combobox').press('Enter')
  await telegram.locator('.message[data-own=false]').waitFor()
  await page.mouse.move(0, 0)
  await page.evaluate('document.activeElement.blur()')
}

await run(async () => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) return console.log(HELP)
  const path = findBrowser()
  if (!path) throw new UsageError('The pictures were not taken.')
  await mkdir(FOLDER, { recursive: true })
  const browser = await launchBrowser(path)
  for (const language of LANGUAGES) await takeAll(browser, language)
  await browser.close()
})
