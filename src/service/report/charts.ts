/** Values of a series, a day each; undefined where there is nothing to show. */
interface Series {
  readonly name: string
  /** Class of its shapes; the page, or the picture, gives it a colour. */
  readonly className: string
  readonly values: readonly (number | undefined)[]
}

interface ChartOptions {
  /** For screen readers. */
  readonly title: string
  /** One for each value. */
  readonly labels: readonly string[]
  readonly series: readonly Series[]
  /** Writes a value of the axis; default as it is. */
  readonly format?: (value: number) => string
  /** The top of the axis; default what the values need. */
  readonly max?: number
}

/** In the units of the text, so that it can be read where a phone shows all of a chart. */
const WIDTH = 480
const HEIGHT = 196
/** Room for the longest value of an axis, `100 ms`, in the larger letters of a narrow page. */
const LEFT = 62
const RIGHT = 6
const BOTTOM = 30
const TOP = 12
const LINES = 4
/** Labels below the axis, at most. */
const MAX_LABELS = 8
const MAX_BAR = 40
const MAX_DOT = 3

/** A stacked bar for each day. */
export function drawStackedBars({ series, ...options }: ChartOptions): string {
  const sums = options.labels.map((_, day) =>
    series.reduce((sum, { values }) => sum + (values[day] ?? 0), 0),
  )
  const frame = createFrame(options, sums)
  const width = Math.min(MAX_BAR, Math.max(1, frame.step * 0.7))
  const bars = options.labels.flatMap((label, day) => {
    let below = 0
    return series.flatMap(({ name, className, values }) => {
      const value = values[day] ?? 0
      if (value === 0) return []
      const [bottom, top] = [frame.y(below), frame.y(below + value)]
      below += value
      const x = frame.x(day) - width / 2
      return `<rect class="${className}" x="${round(x)}" y="${round(top)}" width="${round(width)}" height="${round(bottom - top)}"><title>${escapeXml(`${label} · ${name}: ${value}`)}</title></rect>`
    })
  })
  return frame.draw(bars)
}

/** A line for each series, with gaps where there is nothing. */
export function drawLines({ series, ...options }: ChartOptions): string {
  const { format = String } = options
  const values = series.flatMap(({ values }) => values.filter((value) => value !== undefined))
  const frame = createFrame(options, values)
  const radius = round(Math.min(MAX_DOT, Math.max(1, frame.step * 0.3)))
  const shapes = series.flatMap(({ name, className, values }) => {
    const points = values.map((value, day) =>
      value === undefined ? undefined : ([round(frame.x(day)), round(frame.y(value))] as const),
    )
    const path = points.map((point, day) =>
      point ? `${points[day - 1] ? 'L' : 'M'}${point[0]} ${point[1]}` : '',
    )
    const dots = points.flatMap((point, day) =>
      point
        ? `<circle class="${className}" cx="${point[0]}" cy="${point[1]}" r="${radius}"><title>${escapeXml(`${options.labels[day]} · ${name}: ${format(values[day] ?? 0)}`)}</title></circle>`
        : [],
    )
    return [`<path class="line ${className}" d="${path.join('')}"/>`, ...dots]
  })
  return frame.draw(shapes)
}

function createFrame(
  { title, labels, format = String, max }: Omit<ChartOptions, 'series'>,
  values: readonly number[],
) {
  const top = max ?? roundUp(Math.max(1, ...values))
  const step = (WIDTH - RIGHT - LEFT) / Math.max(1, labels.length)
  const x = (day: number) => LEFT + (day + 0.5) * step
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - TOP)
  const every = Math.ceil(labels.length / MAX_LABELS)
  const grid = Array.from({ length: LINES + 1 }, (_, index) => {
    const value = (top * index) / LINES
    const at = round(y(value))
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text class="axis" x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${escapeXml(format(value))}</text>`
  })
  const days = labels.map((label, day) =>
    day % every === 0
      ? `<text class="axis" x="${round(x(day))}" y="${HEIGHT - 6}" text-anchor="middle">${escapeXml(label)}</text>`
      : '',
  )
  return {
    ...{ x, y, step },
    draw: (shapes: readonly string[]) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}">${[...grid, ...shapes, ...days].join('')}</svg>`,
  }
}

/** Numbers that people count in, of one digit or two. */
const STEPS = [1, 2, 3, 5, 10, 15, 20, 30, 50]

/** The next of 4, 8, 12, 20, 40, 60, 80, 120 … so that the lines of the grid stand at whole numbers. */
function roundUp(value: number): number {
  for (let unit = 1; ; unit *= 10) {
    const step = STEPS.find((one) => one * unit * LINES >= value)
    if (step !== undefined) return step * unit * LINES
  }
}

const round = (value: number): number => Math.round(value * 10) / 10

export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
