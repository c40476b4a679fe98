import { Resvg } from '@resvg/resvg-js'
import type { Locale } from '../../answers/index.ts'
import { QUESTION_OUTCOMES } from '../daily-counts.ts'
import { drawStackedBars } from './charts.ts'
import { REPORT_MESSAGES } from './messages.ts'
import type { ReportSummary } from './summary.ts'

/** Pixels. */
const WIDTH = 1280
const PAPER = '#ffffff'
/** The colours of the page in light; the drawing library does not know CSS variables. */
const PICTURE_STYLE =
  '.found{fill:#1a7f64}.near{fill:#c98a00}.none{fill:#c2413b}.failed{fill:#6b4fa0}.grid{stroke:#dde1e7}.axis{fill:#5b6573;font:11px sans-serif}'

/**
 * The questions of each day by what came of them, as a PNG. Days and numbers are written with a font
 * of the system; where there is none, the bars stand without them.
 */
export function renderPicture({ days }: ReportSummary, locale: Locale): Buffer {
  const { outcomes } = REPORT_MESSAGES[locale]
  const svg = drawStackedBars({
    title: REPORT_MESSAGES[locale].title,
    labels: days.map(({ day }) => new Date(day).toISOString().slice(5, 10)),
    series: QUESTION_OUTCOMES.map((outcome) => ({
      name: outcomes[outcome],
      className: outcome,
      values: days.map((one) => one.outcomes[outcome]),
    })),
  })
  const styled = svg.replace('>', `><style>${PICTURE_STYLE}</style>`)
  const options = { fitTo: { mode: 'width', value: WIDTH }, background: PAPER } as const
  return new Resvg(styled, options).render().asPng()
}
