import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { writeMaterial } from '../../support/material.ts'
import { describeWith } from '../../support/needs.ts'
import { PICTURE_FILES } from '../../support/pictures.ts'
import { shareBrowser } from '../../support/shared-browser.ts'
import {
  DESKTOP,
  findBarriers,
  openPage,
  openPlayground,
  openVotingPlayground,
  PHONE,
} from './support.ts'

const browser = shareBrowser()

const open = async (options = {}, folder?: string) =>
  openPage(browser(), await openPlayground(folder), { ...DESKTOP, ...options })

const discord = (page: Page) => page.getByRole('region', { name: 'Discord' })
const telegram = (page: Page) => page.getByRole('region', { name: 'Telegram' })
const last = (page: Page, pane: typeof discord) => pane(page).locator('.message').last()
/** What is said to the bot in a pane's text field. */
async function say(page: Page, pane: typeof discord, words: string): Promise<void> {
  const field = pane(page).getByRole('combobox')
  await field.fill(words)
  await field.press('Enter')
}

describeWith('Chromium', 'the Discord pane', () => {
  it('offers the slash commands in the person’s language, completes, answers and leads to the source', async () => {
    const page = await open()
    const field = discord(page).getByRole('combobox')
    await field.pressSequentially('/')
    const commands = discord(page).getByRole('option')
    expect(await commands.first().textContent()).toContain('/问')
    expect(await commands.first().textContent()).toContain('提一个问题')
    await field.press('Enter')

    const question = discord(page).getByRole('combobox', { name: /问题/ })
    await question.fill('liangwenfeng')
    await discord(page).getByRole('option', { name: '梁文峰' }).first().waitFor()
    await question.fill('梁文峰来自哪所大学？')
    await question.press('Escape')
    await discord(page).getByRole('combobox', { name: /问题/ }).waitFor()
    await question.press('Enter')

    const answer = discord(page).locator('.message', { hasText: '浙江大学' })
    expect(await answer.locator('strong').first().textContent()).toContain('浙江大学')
    expect(await answer.locator('.spine').textContent()).toContain('/ask')

    await answer.getByRole('button', { name: '中美人工智能：人才、芯片与竞争 ¶32' }).click()
    const paragraph = page.locator('[data-cited=true]')
    expect(await paragraph.locator('mark').first().textContent()).toContain('浙江大学')
    await page.locator('[data-cited=true]:focus').waitFor()
  })

  it('whispers the context of an answer, until it is dismissed', async () => {
    const page = await open()
    await discord(page).locator('.questions button').first().click()
    await discord(page).getByRole('button', { name: '上下文' }).click()
    const whisper = discord(page).locator('.message[data-hidden=true]')
    expect(await whisper.textContent()).toContain('仅您可见')
    await whisper.getByRole('button', { name: '忽略消息' }).click()
    await expect.poll(() => whisper.count()).toBe(0)
  })

  it('answers in private when the option says so', async () => {
    const page = await open({ locale: 'en-US' })
    await say(page, discord, '/talent')
    await discord(page).getByRole('button', { name: '+ private' }).click()
    await discord(page).getByRole('button', { name: 'Send message' }).click()
    await discord(page).getByText('Only you can see this').waitFor()
  })

  it('shows further passages in private, nothing in bold, and runs a command that a message names', async () => {
    const page = await open({ locale: 'en-US' })
    await say(page, discord, '@Chuchu /search DeepSeek')
    await discord(page).getByRole('button', { name: 'More passages' }).click()
    const further = discord(page).locator('.message[data-hidden=true]')
    await further.locator('blockquote').first().waitFor()
    expect(await further.locator('blockquote strong').count()).toBe(0)
    await further.getByRole('button', { name: '‹ 1' }).click()
    await further.getByText('(edited)').waitFor()
    await say(page, discord, '@Chuchu /topics')
    await last(page, discord).getByRole('button', { name: '/talent' }).click()
    expect(await discord(page).locator('.pill').textContent()).toBe('/talent')
  })

  it('answers mentions, replies and direct messages, and says whom it does not hear', async () => {
    const page = await open()
    const field = discord(page).getByRole('combobox')
    await field.fill('梁文峰来自哪所大学？')
    await discord(page).getByText('机器人只听得到').waitFor()
    await field.fill('')
    await field.pressSequentially('@Ch')
    await field.press('Tab')
    await field.pressSequentially('梁文峰来自哪所大学？')
    await field.press('Enter')
    await discord(page).locator('.message', { hasText: '浙江大学' }).waitFor()

    await last(page, discord).hover()
    await last(page, discord).getByRole('button', { name: '回复' }).click()
    await say(page, discord, 'DeepSeek搞研发的有多少人？')
    await discord(page).locator('.message strong', { hasText: '140' }).first().waitFor()

    await discord(page).getByRole('navigation').getByRole('button', { name: 'Chuchu' }).click()
    await say(page, discord, '梁文峰来自哪所大学？')
    await discord(page).locator('.message', { hasText: '浙江大学' }).waitFor()
  })

  it('finds in the material what somebody else has written', async () => {
    const page = await open()
    const opener = discord(page).locator('.message').first()
    await opener.click({ button: 'right' })
    await opener.getByRole('menuitem', { name: '查证' }).click()
    const found = discord(page).locator('.message[data-hidden=true]')
    await found.locator('blockquote').first().waitFor()
  })
})

describeWith('Chromium', 'the Telegram pane', () => {
  it('answers a question, and its buttons', async () => {
    const page = await open()
    await say(page, telegram, '梁文峰来自哪所大学？')
    const answer = telegram(page).locator('.message[data-own=false]').last()
    expect(await answer.locator('blockquote b').first().textContent()).toContain('浙江大学')
    await answer.getByRole('button', { name: '上下文' }).click()
    await telegram(page).locator('.message[data-own=false]').nth(1).waitFor()
  })

  it('shows above the chat what answers a click, and moves nothing', async () => {
    const page = await openPage(browser(), await openVotingPlayground(), DESKTOP)
    await say(page, telegram, '梁文峰来自哪所大学？')
    const vote = telegram(page).getByRole('button', { name: '👍' })
    await vote.waitFor()
    const before = await vote.boundingBox()
    await vote.click()
    const toast = telegram(page).getByRole('status').getByText('谢谢，记下了。')
    await toast.waitFor()
    expect(await vote.boundingBox()).toEqual(before)
    await toast.waitFor({ state: 'hidden' })
  })

  it('quotes in a reply the words that were selected', async () => {
    const page = await open()
    await say(page, telegram, '梁文峰来自哪所大学？')
    const quote = telegram(page).locator('.message blockquote b').first()
    await quote.selectText()
    await telegram(page).locator('.message[data-own=false]').hover()
    await telegram(page)
      .locator('.message[data-own=false]')
      .getByRole('button', { name: '回复' })
      .click()
    const words = await quote.textContent()
    await say(page, telegram, '谢谢')
    const thanks = telegram(page).locator('.message[data-own=true]', { hasText: '谢谢' })
    expect(await thanks.locator('.reply-to').textContent()).toContain(words)
  })

  it('begins with what the bot says of itself, and its START', async () => {
    const page = await open({ locale: 'en-US' })
    await telegram(page).getByText('What can this bot do?').waitFor()
    await telegram(page).getByRole('button', { name: 'START' }).click()
    await telegram(page)
      .locator('.message[data-own=false]')
      .getByRole('button', { name: '/talent' })
      .click()
    await telegram(page).locator('.message[data-own=true]', { hasText: '/talent' }).waitFor()
    await telegram(page).locator('.message[data-own=false] blockquote').first().waitFor()
  })

  it('has a menu in the person’s language: Enter sends, Tab fills in', async () => {
    const page = await open()
    const field = telegram(page).getByRole('combobox')
    await telegram(page).getByRole('button', { name: '菜单' }).click()
    expect(await telegram(page).getByRole('option').first().textContent()).toContain('提一个问题')
    await field.fill('/sou')
    await field.press('Tab')
    expect(await field.inputValue()).toBe('/sources ')
    await field.fill('/sources')
    await field.press('Enter')
    expect(await last(page, telegram).textContent()).toContain('中美人工智能')
  })

  it('sends cards that were found while typing, and follows their link to the bot', async () => {
    const page = await open()
    await telegram(page).getByRole('button', { name: '读书会' }).click()
    const field = telegram(page).getByRole('combobox')
    await field.pressSequentially('@chu')
    await field.press('Enter')
    await field.pressSequentially('梁文峰来自哪所大学')
    await telegram(page).getByRole('option', { name: '浙江大学' }).first().click()
    const card = telegram(page).locator('.message', { hasText: '通过 @chuchu_bot' })
    await card.getByRole('button', { name: '上下文' }).click()
    await telegram(page).locator('.message[data-own=true]', { hasText: '/start p32' }).waitFor()
    await telegram(page).locator('.message[data-own=false]', { hasText: '浙江大学' }).waitFor()
  })

  it('in a group answers /ask in reply to what somebody wrote, and no plain talk', async () => {
    const page = await open()
    await telegram(page).getByRole('button', { name: '读书会' }).click()
    const opener = telegram(page).locator('.message').first()
    await telegram(page).getByRole('combobox').fill('大家好')
    await telegram(page).getByText('隐私模式').waitFor()
    await opener.hover()
    await opener.getByRole('button', { name: '回复' }).click()
    await say(page, telegram, '/ask')
    const answer = telegram(page).locator('.message', { has: page.locator('blockquote') })
    expect(await answer.locator('.reply-to').textContent()).toContain('Lin')
  })
})

describeWith('Chromium', 'beside the chats', () => {
  it('shows why: what was found, how sure that is, and the traffic with its check', async () => {
    const page = await open({ locale: 'en-US' })
    await say(page, telegram, 'Which university does Liang Wenfeng come from?')
    await telegram(page).getByRole('button', { name: 'Why this answer?' }).click()
    const why = page.getByRole('complementary', { name: 'Why' })
    await why.getByRole('heading', { name: 'The material answers' }).waitFor()
    expect(await why.locator('.hit').first().textContent()).toContain('浙江大学')
    const sent = why.locator('.traffic details', { hasText: 'sendMessage' })
    expect(await sent.locator('summary').textContent()).toContain('in order')
    await sent.locator('summary').click()
    expect(await sent.locator('pre').textContent()).toContain('"entities"')
    const told = why.locator('.traffic details', { hasText: '"language_code": "en"' })
    expect(await told.locator('summary').first().textContent()).toContain('message')
    expect(await why.locator('.traffic [data-bad=true]').count()).toBe(0)
  })

  it('shows the material, its topics and its names', async () => {
    const page = await open()
    await page.getByRole('button', { name: '材料', exact: true }).click()
    const material = page.getByRole('complementary', { name: '材料' })
    await expect.poll(() => material.locator('.paragraphs li').count()).toBe(37)
    await material.getByRole('tab', { name: '话题' }).click()
    expect(await material.locator('.topics > li').count()).toBe(8)
    await material.getByRole('tab', { name: '别名' }).click()
    await material.getByText('MacroPolo').first().waitFor()
  })

  it('answers from an edited file at once, and from the last good one while it is broken', async () => {
    const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。' })
    const page = await openPage(browser(), await openPlayground(folder))
    await say(page, telegram, '在哪里集合？')
    await telegram(page).locator('blockquote', { hasText: '北门' }).waitFor()

    await writeFile(join(folder, 'topics.yaml'), 'talent: [')
    await page.getByText('is not valid YAML').first().waitFor()
    await say(page, discord, '@Chuchu 在哪里集合？')
    await discord(page).locator('blockquote', { hasText: '北门' }).waitFor()

    await rm(join(folder, 'topics.yaml'))
    await writeFile(join(folder, 'guide.md'), '周六八点在南门集合。')
    await page.getByText('材料已重新读取').waitFor()
    expect(await page.getByText('is not valid YAML').count()).toBe(0)
    await say(page, telegram, '在哪里集合？')
    await telegram(page).locator('blockquote', { hasText: '南门' }).waitFor()
    await rm(folder, { recursive: true })
  })
})

describeWith('Chromium', 'a picture of what is quoted', () => {
  it('is seen in both panes, with its words; one with an address is named', async () => {
    const page = await open({ locale: 'en-US' }, await writeMaterial(PICTURE_FILES))
    for (const pane of [discord, telegram]) {
      await say(
        page,
        pane,
        pane === discord
          ? '@Chuchu How is the lighthouse painted?'
          : 'How is the lighthouse painted?',
      )
      const picture = pane(page).getByRole('img', { name: 'The lighthouse from the sea' })
      await picture.waitFor()
      await expect
        .poll(() =>
          picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        )
        .toBe(8)
      await say(
        page,
        pane,
        pane === discord ? '@Chuchu Where is the museum?' : 'Where is the museum?',
      )
      const named = pane === discord ? 'The granary' : 'https://pictures.example.org/granary.png'
      await pane(page).getByText(`🖼 ${named}`).waitFor()
    }
    expect(await findBarriers(page)).toEqual([])
  })
})

describeWith('Chromium', 'the page', () => {
  it.each([
    ['zh-CN', '直接写问题就行', '/问', '材料里没有这个问题的答案'],
    ['zh-TW', '直接寫問題就行', '/問', '材料裡沒有這個問題的答案'],
    ['en-US', 'A question alone is enough', '/ask', 'The material does not answer this'],
  ])('speaks %s, and so do both bots', async (locale, invite, command, none) => {
    const page = await open({ locale })
    await telegram(page).getByText(invite, { exact: false }).first().waitFor()
    await discord(page).getByRole('combobox').fill('/')
    expect(await discord(page).getByRole('option').first().textContent()).toContain(command)
    await discord(page).getByRole('combobox').fill('')
    await say(page, telegram, locale === 'en-US' ? 'How to braise pork?' : '红烧肉')
    await telegram(page).locator('.text', { hasText: none }).waitFor()
  })

  it('changes language and colours on the spot, and remembers them', async () => {
    const page = await open({ locale: 'en-US', colorScheme: 'light' })
    await page.getByRole('button', { name: '繁' }).click()
    await page.getByRole('button', { name: '換成深色' }).click()
    await page.reload()
    await page.getByRole('button', { name: '換成淺色' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant')
  })

  it('never makes markup of what people write', async () => {
    const page = await open({ locale: 'en-US' })
    const hostile =
      '<img src=x onerror=alert(1)> <script>alert(2)</script> **b** [x](javascript:alert(3))'
    await say(page, telegram, hostile)
    await say(page, discord, `@Chuchu ${hostile}`)
    await telegram(page).locator('.message[data-own=false]').waitFor()
    await discord(page).locator('.message .container').waitFor()
    expect(
      await page.locator('.message img, .message script, .message a[href^=javascript]').count(),
    ).toBe(0)
    expect(await telegram(page).locator('.message[data-own=true]').textContent()).toContain(hostile)
  })

  it('says in words when the playground has ended', async () => {
    const playground = await openPlayground()
    const page = await openPage(browser(), playground).catch(() => undefined)
    expect(page).toBeDefined()
    page?.removeAllListeners('console')
    await playground.stop()
    await page?.getByText('试用台已经停了').waitFor()
  })

  it('works on a phone: a tab for each, nothing wider than the screen', async () => {
    const page = await open(PHONE)
    const wide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth')
    await discord(page).locator('.questions button').first().tap()
    await discord(page).locator('.message .container').waitFor()
    expect(await telegram(page).isVisible()).toBe(false)
    expect(await wide()).toBe(false)
    await page.getByRole('navigation').getByRole('button', { name: 'Telegram' }).tap()
    await say(page, telegram, '梁文峰来自哪所大学？')
    await telegram(page).locator('blockquote', { hasText: '浙江大学' }).waitFor()
    expect(await wide()).toBe(false)
    await telegram(page).getByRole('button', { name: '材料第 32 段' }).tap()
    await page.locator('[data-cited=true] mark').first().waitFor()
    await page.getByRole('button', { name: '为什么', exact: true }).tap()
    await page.getByRole('heading', { name: '材料有答案' }).waitFor()
    expect(await wide()).toBe(false)
  })

  it.each(['zh-CN', 'zh-TW', 'en-US'])(
    'has its head side by side on a phone, in %s',
    async (locale) => {
      const page = await open({ ...PHONE, locale })
      const overlapping = await page.evaluate(`(() => {
      const parts = [...document.querySelectorAll('.top h1, .top button')].map((part) => {
        const range = document.createRange()
        range.selectNodeContents(part)
        return range.getBoundingClientRect()
      })
      return parts.filter((one, index) => parts.slice(index + 1).some((other) =>
        one.left < other.right && other.left < one.right &&
        one.top < other.bottom && other.top < one.bottom)).length
    })()`)
      expect(overlapping).toBe(0)
    },
  )

  it.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
  ] as const)('puts no barrier in anybody’s way: %s, %o', async (colorScheme, size) => {
    const page = await open({ ...size, colorScheme })
    const narrow = size === PHONE
    await discord(page).locator('.questions button').first().click()
    await discord(page).locator('.message .container').waitFor()
    if (narrow) {
      expect(await findBarriers(page)).toEqual([])
      await page.getByRole('navigation').getByRole('button', { name: 'Telegram' }).click()
    }
    await say(page, telegram, '梁文峰来自哪所大学？')
    await telegram(page).locator('blockquote').first().waitFor()
    await telegram(page).getByRole('combobox').fill('/')
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: '为什么', exact: true }).click()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: '材料', exact: true }).click()
    await page.locator('.paragraphs').waitFor()
    expect(await findBarriers(page)).toEqual([])
  })
})

describeWith('Chromium', 'a page that is opened late', () => {
  it('shows what was said before, and begins anew when asked to', async () => {
    const playground = await openPlayground()
    const first = await openPage(browser(), playground, DESKTOP)
    await discord(first).getByRole('button', { name: 'Chuchu' }).click()
    for (let number = 1; number <= 50; number++)
      await say(first, discord, `/passage ${(number % 37) + 1}`)
    const messages = discord(first).locator('.message')
    await expect.poll(() => messages.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(90)

    const page = await openPage(browser(), playground, DESKTOP)
    await discord(page).getByRole('button', { name: 'Chuchu' }).click()
    await expect
      .poll(() => discord(page).locator('.message').count(), { timeout: 10_000 })
      .toBeGreaterThanOrEqual(90)

    await page.getByRole('button', { name: '重新开始' }).click()
    await discord(page).getByRole('button', { name: 'Chuchu' }).click()
    await expect.poll(() => discord(page).locator('.message').count()).toBe(0)
    await say(page, discord, '/passage 2')
    await discord(page).locator('.message', { hasText: '第 2 段' }).waitFor()
    await expect.poll(() => discord(first).locator('.message').count()).toBeLessThanOrEqual(2)
  })
})
