import { type ByLocale, LOCALES, type Locale } from '../../answers/index.ts'
import { QUESTION_OUTCOMES } from '../daily-counts.ts'
import { drawLines, drawStackedBars, escapeXml } from './charts.ts'
import { REPORT_MESSAGES, type ReportMessages } from './messages.ts'
import { STYLE } from './style.ts'
import type { DaySummary, ReportSummary } from './summary.ts'

const PLATFORMS: Readonly<Record<string, string>> = { discord: 'Discord', telegram: 'Telegram' }
const MAX_TOPICS = 12
const NAMES: ByLocale<string> = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' }

/**
 * The report as one page that asks nothing of any other host, in each language: light or dark as
 * the reader's system is. Everything that people wrote is escaped.
 *
 * @param first the language that is shown first
 */
export function renderReport(summary: ReportSummary, first: Locale): string {
  const switches = LOCALES.map(
    (locale) =>
      `<input type="radio" name="language" id="${locale}"${locale === first ? ' checked' : ''}><label for="${locale}">${NAMES[locale]}</label>`,
  )
  return `<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(REPORT_MESSAGES[first].title)}</title>
<style>${STYLE}</style>
</head>
<body>
${switches.join('')}
${LOCALES.map((locale) => renderBody(summary, locale)).join('\n')}
</body>
</html>
`
}

function renderBody(summary: ReportSummary, locale: Locale): string {
  const messages = REPORT_MESSAGES[locale]
  const { days, byPlatform, total } = summary
  const period = messages.period(dateOf(days[0]), dateOf(days.at(-1)))
  const platforms = Object.entries(byPlatform)
  const parts =
    total.questions === 0
      ? [`<p class="nothing">${escapeXml(messages.nothing)}</p>`]
      : [
          renderFigures(total, messages),
          ...platforms.map(([name, own]) =>
            renderQuestions(PLATFORMS[name] ?? name, own, messages),
          ),
          renderShare(days, messages),
          renderTimes(days, messages),
          ...(total.helpful + total.unhelpful > 0 ? [renderVotes(days, messages)] : []),
          ...(summary.topics.length > 0 ? [renderTopics(summary, messages)] : []),
        ]
  const gaps = summary.gaps.length > 0 ? [renderGaps(summary, messages)] : []
  return `<main class="${locale}" lang="${locale}">
<h1>${escapeXml(messages.title)}</h1>
<p class="period">${escapeXml(period)}</p>
${[...parts, ...gaps].join('\n')}
<p class="privacy">${escapeXml(messages.privacy)}</p>
</main>`
}

function renderFigures(total: DaySummary, messages: ReportMessages): string {
  const figures = [
    [numeral(total.questions), messages.questions],
    [percent(total.foundShare ?? 0), messages.found],
    [duration(total.median ?? 0), messages.median],
    [duration(total.p95 ?? 0), messages.p95],
    [`${numeral(total.helpful)} / ${numeral(total.unhelpful)}`, messages.votes],
  ]
  const items = figures.map(
    ([figure = '', what = '']) =>
      `<div><dd>${escapeXml(figure)}</dd><dt>${escapeXml(what)}</dt></div>`,
  )
  return `<dl>${items.join('')}</dl>`
}

const renderQuestions = (platform: string, days: readonly DaySummary[], m: ReportMessages) =>
  renderChart(m.charts.questions(platform), drawStackedBars, {
    labels: days.map(dayOf),
    series: QUESTION_OUTCOMES.map((outcome) => ({
      name: m.outcomes[outcome],
      className: outcome,
      values: days.map(({ outcomes }) => outcomes[outcome]),
    })),
  })

const renderShare = (days: readonly DaySummary[], m: ReportMessages) =>
  renderChart(m.charts.share, drawLines, {
    labels: days.map(dayOf),
    series: [
      { name: m.found, className: 'found', values: days.map(({ foundShare }) => foundShare) },
    ],
    format: percent,
    max: 1,
  })

const renderTimes = (days: readonly DaySummary[], m: ReportMessages) =>
  renderChart(m.charts.times, drawLines, {
    labels: days.map(dayOf),
    series: [
      { name: m.median, className: 'median', values: days.map(({ median }) => logarithm(median)) },
      { name: m.p95, className: 'p95', values: days.map(({ p95 }) => logarithm(p95)) },
    ],
    // From 1 ms to 10 s: a day of slow answers must not make all others look alike.
    format: (exponent) => duration(Math.round(10 ** exponent)),
    max: 4,
  })

const renderVotes = (days: readonly DaySummary[], m: ReportMessages) =>
  renderChart(m.charts.votes, drawStackedBars, {
    labels: days.map(dayOf),
    series: [
      { name: '👍', className: 'found', values: days.map(({ helpful }) => helpful) },
      { name: '👎', className: 'none', values: days.map(({ unhelpful }) => unhelpful) },
    ],
  })

function renderChart(
  title: string,
  draw: typeof drawLines,
  options: Omit<Parameters<typeof drawLines>[0], 'title'>,
): string {
  const legend = options.series.map(
    ({ name, className }) => `<li class="${className}">${escapeXml(name)}</li>`,
  )
  return `<section><h2>${escapeXml(title)}</h2><ul class="legend">${legend.join('')}</ul>${draw({ title, ...options })}</section>`
}

function renderTopics({ topics }: ReportSummary, messages: ReportMessages): string {
  const most = topics[0]?.count ?? 1
  const rows = topics
    .slice(0, MAX_TOPICS)
    .map(
      ({ name, count }) =>
        `<tr><th scope="row">/${escapeXml(name)}</th><td class="bar"><span style="width:${Math.round((count / most) * 100)}%"></span></td><td class="number">${numeral(count)}</td></tr>`,
    )
  return `<section><h2>${escapeXml(messages.topics)}</h2><table class="topics">${rows.join('')}</table></section>`
}

function renderGaps({ gaps }: ReportSummary, messages: ReportMessages): string {
  const [question, times, votes, nearest] = messages.columns.map(escapeXml)
  const rows = gaps.map(
    (gap) =>
      `<tr><td>${escapeXml(gap.text)}</td><td class="number">${gap.none + gap.near}</td><td class="number">${gap.helpful} / ${gap.unhelpful}</td><td class="nearest">${escapeXml(gap.nearest ?? '')}</td></tr>`,
  )
  return `<section class="gaps"><h2>${escapeXml(messages.gaps)}</h2><div class="wide"><table><thead><tr><th>${question}</th><th class="number">${times}</th><th class="number">${votes}</th><th class="nearest">${nearest}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`
}

const dateOf = (day: DaySummary | undefined): string =>
  day ? new Date(day.day).toISOString().slice(0, 10) : ''
const dayOf = (day: DaySummary): string => dateOf(day).slice(5)
const numeral = (count: number): string => count.toLocaleString('en')
const logarithm = (milliseconds: number | undefined): number | undefined =>
  milliseconds && Math.log10(milliseconds)
const percent = (share: number): string => `${Math.round(share * 100)}%`
const duration = (milliseconds: number): string =>
  milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`
