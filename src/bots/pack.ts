import type { Block, Inline, Quote, Wording } from '../answers/types.ts'

/**
 * Puts blocks into as few groups as `fits` allows, in order. A block that does not fit alone is
 * halved, again and again: the tree is split, never the rendered string, so that no cut falls
 * inside markup. A block that cannot be halved any more is kept whole, for `fits` to be wrong about.
 *
 * @param fits whether these blocks together make one message of the platform
 */
export function packBlocks(
  blocks: readonly Block[],
  fits: (group: readonly Block[]) => boolean,
): readonly (readonly Block[])[] {
  const groups: Block[][] = []
  const waiting = [...blocks]
  let group: Block[] = []
  for (let block = waiting.shift(); block; block = waiting.shift()) {
    if (fits([...group, block])) {
      group.push(block)
      continue
    }
    if (group.length > 0) {
      groups.push(group)
      group = []
      waiting.unshift(block)
      continue
    }
    const halves = halveBlock(block)
    if (halves) waiting.unshift(...halves)
    else groups.push([block])
  }
  if (group.length > 0) groups.push(group)
  return groups
}

function halveBlock(block: Block): readonly Block[] | undefined {
  switch (block.type) {
    case 'quote':
      return halveQuote(block)
    case 'list': {
      if (block.items.length > 1) {
        const middle = block.items.length >> 1
        return [
          { ...block, items: block.items.slice(0, middle) },
          { ...block, items: block.items.slice(middle) },
        ]
      }
      const halves = halveInlines(block.items[0] ?? [])
      return halves?.map((item) => ({ ...block, items: [item] }))
    }
    case 'heading':
    case 'note':
    case 'paragraph':
      return halveInlines(block.inlines)?.map((inlines) => ({ ...block, inlines }))
  }
}

function halveInlines(inlines: readonly Inline[]): readonly (readonly Inline[])[] | undefined {
  if (inlines.length > 1) {
    const middle = inlines.length >> 1
    return [inlines.slice(0, middle), inlines.slice(middle)]
  }
  const only = inlines[0]
  if (only?.type !== 'text' && only?.type !== 'strong') return undefined
  const at = middleOf(only.text)
  return at === undefined
    ? undefined
    : [[{ ...only, text: only.text.slice(0, at) }], [{ ...only, text: only.text.slice(at) }]]
}

/** The translation goes first, in a quote of its own: both halves keep the citation. */
function halveQuote(quote: Quote): readonly Quote[] | undefined {
  const { translation, ...original } = quote
  const wording = translation ?? original
  const halves = halveWording(wording)
  if (!halves) return undefined
  if (!translation) return halves.map((half) => ({ ...original, ...half }))
  const [head, tail] = halves
  const { language, label } = translation
  const nothing = { text: '', marks: [], cut: [false, false] } as const
  return [
    { ...original, ...nothing, translation: { ...head, language, label } },
    { ...original, translation: { ...tail, language, label } },
  ]
}

function halveWording({
  text,
  marks,
  styles = [],
  cut,
}: Wording): readonly [Wording, Wording] | undefined {
  const at = middleOf(text)
  if (at === undefined) return undefined
  const stylesIn = (from: number, to: number) => {
    const within = styles
      .filter(({ start, end }) => start < to && end > from)
      .map((style) => ({
        ...style,
        start: Math.max(style.start, from) - from,
        end: Math.min(style.end, to) - from,
      }))
    return within.length > 0 && { styles: within }
  }
  return [
    {
      text: text.slice(0, at),
      ...stylesIn(0, at),
      marks: marks
        .filter(([start]) => start < at)
        .map(([start, end]) => [start, Math.min(end, at)]),
      cut: [cut[0], false],
    },
    {
      text: text.slice(at),
      ...stylesIn(at, text.length),
      marks: marks
        .filter(([, end]) => end > at)
        .map(([start, end]) => [Math.max(0, start - at), end - at]),
      cut: [false, cut[1]],
    },
  ]
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The middle, after a sentence or a line if one ends in the middle half, else between two graphemes. */
function middleOf(text: string): number | undefined {
  const middle = text.length >> 1
  const ends = [...text.matchAll(/[。！？!?\n]+[”’」』"')）]*|\.\s/g)]
    .map((match) => match.index + match[0].length)
    .filter((end) => end >= text.length / 4 && end <= (text.length * 3) / 4)
  const nearest = ends.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  if (nearest !== undefined) return nearest
  const grapheme = GRAPHEMES.segment(text).containing(middle)?.index ?? 0
  if (grapheme > 0) return grapheme
  // One grapheme of many code points (stacked accents): between two of those.
  const lowSurrogate = /[\uDC00-\uDFFF]/.test(text.charAt(middle))
  const at = lowSurrogate ? middle - 1 : middle
  return at > 0 ? at : undefined
}
