import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { createPlayground, type Playground } from '../../../playground/server/index.ts'
import { createBot } from '../../../src/app/bot.ts'
import { createLiveResponder, type LiveResponder } from '../../../src/app/live-responder.ts'
import { loadResponder } from '../../../src/app/load-responder.ts'
import { loadCorpus } from '../../../src/corpus/index.ts'
import { openStore } from '../../../src/service/index.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** The playground over a folder, as `npm start` opens it; gone after the test. */
export async function openPlayground(folder = 'content'): Promise<Playground> {
  const readMaterial = () => loadCorpus(folder)
  const playground = createPlayground({ host: '127.0.0.1', port: 0, readMaterial, log: quiet })
  const responder = folder === 'content' ? await shared() : await follow(folder, playground)
  await playground.start(responder)
  onTestFinished(() => playground.stop())
  return playground
}

/** The playground with the whole bot, which has 👍 and 👎; gone after the test. */
export async function openVotingPlayground(): Promise<Playground> {
  const readMaterial = () => loadCorpus('content')
  const playground = createPlayground({ host: '127.0.0.1', port: 0, readMaterial, log: quiet })
  const limits = { perUser: 1e6, perChannel: 1e6, total: 1e6 }
  const bot = await createBot(
    { contentFolder: 'content', limits, gapDays: 90, locale: 'en' },
    { store: await openStore({ log: quiet }), log: quiet },
  )
  await playground.start(bot.responder)
  onTestFinished(async () => {
    await playground.stop()
    await bot.close()
  })
  return playground
}

let responder: ReturnType<typeof loadResponder> | undefined
function shared() {
  responder ??= loadResponder('content')
  return responder
}

async function follow(folder: string, playground: Playground): Promise<LiveResponder> {
  const live = await createLiveResponder({
    folder,
    load: () => loadResponder(folder),
    onReload: () => void playground.showMaterial(),
    onProblem: (error) => playground.showProblem((error as Error).message),
  })
  onTestFinished(() => live.close())
  return live
}

export const DESKTOP = { viewport: { width: 1440, height: 900 } }
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Opens the page. The test fails if anything is written to the console or fetched from elsewhere. */
export async function openPage(
  browser: Browser,
  playground: Playground,
  options: BrowserContextOptions = DESKTOP,
): Promise<Page> {
  const complaints: string[] = []
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`a dialog: ${dialog.message()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(playground.address())) complaints.push(request.url())
  })
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  await page.goto(playground.address())
  await page.locator('main').waitFor()
  return page
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** What https://github.com/dequelabs/axe-core finds wrong, one line each. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  const violations = await page.evaluate('axe.run().then(({ violations }) => violations)')
  return (
    violations as { id: string; nodes: { html: string; failureSummary: string }[] }[]
  ).flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
