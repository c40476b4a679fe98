import { expect, it, onTestFinished } from 'vitest'
import { LOCALES, type Locale } from '../../../src/answers/index.ts'
import { renderReport } from '../../../src/service/report/index.ts'
import { summarise } from '../../../src/service/report/summary.ts'
import { describeWith } from '../../support/needs.ts'
import { shareBrowser } from '../../support/shared-browser.ts'

const browser = shareBrowser()

const TODAY = Date.UTC(2026, 10, 26)
const count = (kind: 'outcome' | 'milliseconds' | 'topic' | 'vote', name: string, times = 530) => ({
  ...{ day: TODAY, platform: 'discord', kind, name, count: times },
})
const REPORT = summarise(
  [
    ...[count('outcome', 'found'), count('outcome', 'failed', 1)],
    ...[count('milliseconds', '2'), count('milliseconds', '10000', 60)],
    ...[
      count('topic', 'bees', 900),
      count('topic', 'what-somebody-called-the-folder-of-the-rules'),
    ],
    ...[count('vote', 'helpful', 3), count('vote', 'unhelpful', 2)],
  ],
  [
    {
      ...{ text: 'w'.repeat(200), none: 3, near: 0, helpful: 0, unhelpful: 12, last: TODAY },
      nearest: 'House rules · The yard is closed at night, and the gate as well',
    },
  ],
  TODAY,
  30,
)

async function openReport(width: number, language: Locale) {
  const page = await browser().newPage({ viewport: { width, height: 900 } })
  onTestFinished(() => page.close())
  await page.setContent(renderReport(REPORT, language))
  return page
}

describeWith('Chromium', 'the page of the report', () => {
  const views = [1280, 768, 390, 360].flatMap((width) =>
    LOCALES.map((language) => ({ width, language })),
  )
  it.each(views)('fits $width pixels, in $language', async ({ width, language }) => {
    const page = await openReport(width, language)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
    const cut = await page.evaluate(`
      [...document.querySelectorAll('main.${language} text')].filter((text) => {
        const [own, chart] = [text, text.ownerSVGElement].map((it) => it.getBoundingClientRect())
        return own.left < chart.left || own.right > chart.right || own.bottom > chart.bottom
      }).map((text) => text.textContent)`)
    expect(cut).toEqual([])
    const small = await page.evaluate(`
      [...document.querySelectorAll('main.${language} text')].filter((text) =>
        text.getBoundingClientRect().height < 10).length`)
    expect(small).toBe(0)
    const broken = await page.evaluate(`
      [...document.querySelectorAll('main.${language} thead th')].filter((head) => {
        const range = document.createRange()
        range.selectNodeContents(head)
        return range.getClientRects().length > 1
      }).map((head) => head.textContent)`)
    expect(broken).toEqual([])
  })

  it('shows how much busier one topic is than another, whatever their names', async () => {
    const page = await openReport(390, 'en')
    const widths = await page.evaluate(`
      [...document.querySelectorAll('main.en .bar span')].map((bar) => bar.getBoundingClientRect().width)`)
    const [most = 0, other = 0] = widths as number[]
    expect(most).toBeGreaterThan(60)
    expect(other / most).toBeCloseTo(530 / 900, 1)
  })

  it('lets days of fast answers be told apart beside a slow one', async () => {
    const page = await openReport(1280, 'en')
    const labels = await page
      .locator('main.en section', { hasText: 'Time to an answer' })
      .locator('text.axis[text-anchor=end]')
      .allTextContents()
    expect(labels).toEqual(['1 ms', '10 ms', '100 ms', '1 s', '10 s'])
  })
})
