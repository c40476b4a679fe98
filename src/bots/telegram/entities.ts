import type { MessageEntity } from 'telegraf/types'
import { findAutoLinks, normalizeText, type Range, subtractRanges } from './auto-links.ts'

/** The SDK's types stop before Bot API 7.4, which added the quote that folds. */
export type Entity =
  | MessageEntity
  | { readonly type: 'expandable_blockquote'; readonly offset: number; readonly length: number }

type Style = 'bold' | 'italic' | 'strikethrough' | 'code' | 'blockquote' | 'expandable_blockquote'

/** A text that grows at its end, with what is to be made of its parts. */
export interface EntityBuilder {
  readonly length: number
  /** Adds words and returns where they came to stand. */
  write(words: string): Range
  style(range: Range, type: Style): void
  link(range: Range, url: string): void
  /** Adds words that Telegram may make a link of: a command that runs when tapped. */
  allow(range: Range): void
  finish(): { readonly text: string; readonly entities: readonly Entity[] }
}

export function createEntityBuilder(): EntityBuilder {
  let text = ''
  const frames: Entity[] = []
  const styles: { readonly type: Style; readonly range: Range }[] = []
  const links: Entity[] = []
  const free: Range[] = []
  return {
    get length() {
      return text.length
    },
    write(words) {
      const start = text.length
      text += normalizeText(words)
      return [start, text.length]
    },
    style(range, type) {
      if (type.endsWith('blockquote')) frames.push(toEntity(type, range))
      else styles.push({ type, range })
    },
    link(range, url) {
      links.push({ ...toEntity('text_link', range), url } as Entity)
      free.push(range)
    },
    allow(range) {
      free.push(range)
    },
    finish() {
      const chosen = styles.filter(({ type }) => type === 'code').map(({ range }) => range)
      const others = styles.filter(({ type }) => type !== 'code')
      // Telegram looks for names and addresses in the finished text, so we do too. Monospace is the
      // one thing that both keeps them dead and leaves every character as it is.
      const holes = inOrder([...free, ...chosen])
      const monospaced = inOrder([
        ...chosen,
        ...findAutoLinks(text).flatMap((range) => subtractRanges(range, holes)),
      ])
      // It may not share characters with bold or italic: those go around it.
      const around = others.flatMap(({ type, range }) =>
        subtractRanges(range, monospaced).map((part) => toEntity(type, part)),
      )
      const entities = [
        ...frames,
        ...around,
        ...links,
        ...monospaced.map((part) => toEntity('code', part)),
      ]
      return { text, entities: entities.filter(({ length }) => length > 0) }
    },
  }
}

const inOrder = (ranges: readonly Range[]) => ranges.toSorted((a, b) => a[0] - b[0])

const toEntity = (type: Style | 'text_link', [start, end]: Range) =>
  ({ type, offset: start, length: end - start }) as Entity
