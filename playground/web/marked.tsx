import type { Span } from '../protocol/index.ts'

/** Text with what stands out in it; spans are in order and disjoint. */
export function Marked({
  text,
  spans,
}: {
  readonly text: string
  readonly spans: readonly Span[]
}) {
  return (
    <>
      {spans.map(([start, end], index) => (
        <>
          {text.slice(spans[index - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </>
      ))}
      {text.slice(spans.at(-1)?.[1] ?? 0)}
    </>
  )
}
