import type { Wording } from './types.ts'

/** Words that look the same from end to end. */
export interface Run {
  readonly text: string
  /** They are what stands out. */
  readonly isMarked: boolean
  /** `block`: lines of code, whole. */
  readonly code?: 'line' | 'block'
  readonly isStruck: boolean
  /** Of a link: http or https. */
  readonly url?: string
}

/**
 * A wording, cut where its look changes. Emphasis of the source is not among it: in a quote, what
 * stands out is what answers.
 */
export function splitRuns({ text, marks, styles = [] }: Wording): readonly Run[] {
  const blocks = styles.filter(({ type }) => type === 'block')
  const edges = [
    0,
    text.length,
    ...marks.flat(),
    ...styles.flatMap(({ start, end }) => [start, end]),
  ]
    .filter((edge) => !blocks.some(({ start, end }) => edge > start && edge < end))
    .sort((a, b) => a - b)
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? 0
    if (start === end) return []
    const here = styles.filter((style) => style.start < end && style.end > start)
    const url = here.find(({ type }) => type === 'link')?.url
    const isBlock = here.some(({ type }) => type === 'block')
    const isCode = here.some(({ type }) => type === 'code')
    return [
      {
        text: text.slice(start, end),
        isMarked: marks.some((mark) => mark[0] < end && mark[1] > start),
        isStruck: here.some(({ type }) => type === 'strikethrough'),
        ...((isBlock || isCode) && { code: isBlock ? ('block' as const) : ('line' as const) }),
        ...(url !== undefined && { url }),
      },
    ]
  })
}
