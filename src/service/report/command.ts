import { type Answer, type Command, heading, type Locale, list, text } from '../../answers/index.ts'
import { forOwner } from '../commands.ts'
import type { DailyCounts } from '../daily-counts.ts'
import type { GapStore } from '../gaps/store.ts'
import { REPORT_MESSAGES } from './messages.ts'
import { type QuestionOutcome, type ReportSummary, summarise } from './summary.ts'

const DAYS = 30
/** The colours of the bars: the picture has no words, for which a machine may lack the font. */
const SIGNS: Readonly<Record<QuestionOutcome, string>> = {
  found: '🟩',
  near: '🟨',
  none: '🟥',
  failed: '🟪',
}
const MAX_GAPS = 5

/** `/report`: how the last days went, with a picture of them. Counts alone. */
export function createReportCommand(
  daily: Pick<DailyCounts, 'list'>,
  gaps: Pick<GapStore, 'list'>,
): Command {
  return forOwner({
    name: 'report',
    titles: { 'zh-Hans': '近况', 'zh-Hant': '近況', en: 'report' },
    aliases: [],
    summaries: {
      'zh-Hans': '最近有多少问题、答得怎样',
      'zh-Hant': '最近有多少問題、答得怎樣',
      en: 'How many questions there were lately, and what came of them',
    },
    async run({ locale }) {
      return { ...(await writeReport(daily, gaps, locale)), audience: 'quietly' }
    },
  })
}

/** @param now milliseconds since 1970, on the last day; for tests */
export async function writeReport(
  daily: Pick<DailyCounts, 'list'>,
  gaps: Pick<GapStore, 'list'>,
  locale: Locale,
  now: number = Date.now(),
): Promise<Answer> {
  const counts = await daily.list(DAYS)
  return describe(summarise(counts, await gaps.list(MAX_GAPS), now, DAYS), locale)
}

async function describe(summary: ReportSummary, locale: Locale): Promise<Answer> {
  const messages = REPORT_MESSAGES[locale]
  const { days, total, gaps } = summary
  const [first = total, last = total] = [days[0], days.at(-1)]
  const title = `${messages.title} · ${messages.period(dayOf(first.day), dayOf(last.day))}`
  const milliseconds = (value: number | undefined) => (value === undefined ? '–' : `${value} ms`)
  const lines =
    total.questions === 0
      ? [messages.nothing]
      : [
          messages.line(messages.questions, total.questions),
          ...Object.entries(total.outcomes).map(
            ([outcome, count]) =>
              `${SIGNS[outcome as QuestionOutcome]} ${messages.line(messages.outcomes[outcome as QuestionOutcome], count)}`,
          ),
          messages.line(messages.median, milliseconds(total.median)),
          messages.line(messages.p95, milliseconds(total.p95)),
          messages.line(messages.votes, `${total.helpful} / ${total.unhelpful}`),
        ]
  const unanswered = gaps.map(({ text: question, none, near }) => `${question} · ${none + near}`)
  return {
    ...{ outcome: 'page', locale, citations: [], actions: [] },
    blocks: [
      heading(title),
      list(lines.map((line) => [text(line)])),
      ...(unanswered.length > 0
        ? [heading(messages.gaps), list(unanswered.map((line) => [text(line)]))]
        : []),
    ],
    ...(total.questions > 0 && {
      file: {
        name: 'report.png',
        // The drawing library is loaded only when it is needed.
        bytes: (await import('./picture.ts')).renderPicture(summary, locale),
        alt: title,
      },
    }),
  }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)
