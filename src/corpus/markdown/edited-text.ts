/** A replacement of `[start, end)` by `insert`, which is nothing if absent. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly insert?: string
  /** Where a title ends that begins behind the edit: it introduces what stands below it. */
  readonly titleUntil?: number
}

/** `length` characters at `start` that stand at `at` in the original. */
interface Run {
  readonly start: number
  readonly at: number
  readonly length: number
}

/** A text that remembers where each of its characters stands in the text that it was made from. */
export interface EditedText {
  readonly text: string
  readonly runs: readonly Run[]
  /** Where titles stand in the original. */
  readonly titles: readonly (readonly [start: number, end: number])[]
}

export const unedited = (text: string): EditedText => ({
  text,
  runs: [{ start: 0, at: 0, length: text.length }],
  titles: [],
})

/** Applies edits of `edited.text`; of two that overlap, the one that begins first counts. */
export function applyEdits(edited: EditedText, edits: readonly Edit[]): EditedText {
  if (edits.length === 0) return edited
  let text = ''
  let done = 0
  const runs: Run[] = []
  const titles = [...edited.titles]
  const keepUntil = (end: number) => {
    for (const { start, at, length } of runsIn(edited, done, end))
      runs.push({ start: text.length + start - done, at, length })
    text += edited.text.slice(done, end)
  }
  for (const { start, end, insert = '', titleUntil } of edits.toSorted(
    (a, b) => a.start - b.start,
  )) {
    if (start < done) continue
    keepUntil(start)
    text += insert
    done = end
    const words = titleUntil === undefined ? [] : runsIn(edited, end, titleUntil)
    const [first, last] = [words[0], words.at(-1)]
    if (first && last) titles.push([first.at, last.at + last.length])
  }
  keepUntil(edited.text.length)
  return { text, runs, titles }
}

/** The runs of `[from, to)`, cut to it. */
export function runsIn({ runs }: EditedText, from: number, to: number): readonly Run[] {
  const found: Run[] = []
  for (let r = firstRunAfter(runs, from); r < runs.length; r++) {
    const { start, at, length } = runs[r] as Run
    if (start >= to) break
    const first = Math.max(start, from)
    const last = Math.min(start + length, to)
    if (last > first) found.push({ start: first, at: at + first - start, length: last - first })
  }
  return found
}

/** Index of the first run that ends after `offset`. */
function firstRunAfter(runs: readonly Run[], offset: number): number {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const { start, length } = runs[middle] as Run
    if (start + length > offset) high = middle
    else low = middle + 1
  }
  return low
}
