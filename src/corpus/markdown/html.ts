import type { Edit } from './edited-text.ts'

/** A comment, a declaration, or a tag; attributes of components may hold braces. */
const MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^<>]*>|<\/?([a-z][\w.:-]*)((?:\s(?:[^<>{}"']|"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\})*)?)\/?>/gi

const words = (list: string) => new Set(list.split(' '))
/** Elements whose content nobody reads. */
const SILENT = words(
  'script style template noscript svg iframe object head math video audio canvas',
)
export const BLOCK: ReadonlySet<string> = words(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption',
)
const INLINE = words(
  'a abbr b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark meter nobr option output picture progress q rp rt ruby s samp select small source span strike strong sub sup textarea time tt u var wbr br link meta base col colgroup param track embed map area',
)

export interface Tag {
  readonly start: number
  readonly end: number
  /** Lower case; empty for a comment or a declaration. */
  readonly name: string
  readonly isClosing: boolean
  readonly attributes: string
}

/** Names of the tags that a text closes, in lower case. */
export const findClosed = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/<\/([a-z][\w.:-]*)\s*>/gi)].map(([, name = '']) => name.toLowerCase()))

/**
 * The tags of `[start, end)`. What only looks like one is none: `<your-name>` and `List<String>`
 * are words, unless the file closes them too.
 */
export function findTags(
  text: string,
  closed: ReadonlySet<string>,
  start = 0,
  end = text.length,
): readonly Tag[] {
  const tags: Tag[] = []
  for (const match of text.slice(start, end).matchAll(MARKUP)) {
    const [whole, name = '', attributes = ''] = match
    const lower = name.toLowerCase()
    const isTag =
      name === '' ||
      BLOCK.has(lower) ||
      INLINE.has(lower) ||
      SILENT.has(lower) ||
      attributes.includes('=') ||
      whole.endsWith('/>') ||
      closed.has(lower)
    if (isTag)
      tags.push({
        start: start + match.index,
        end: start + match.index + whole.length,
        name: lower,
        isClosing: whole.startsWith('</'),
        attributes,
      })
  }
  return tags
}

const attributeOf = ({ attributes }: Pick<Tag, 'attributes'>, name: string) =>
  attributes.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i'))

/** Elements that introduce what follows. */
const TITLE_TAGS = words('summary dt caption')
/** Attributes of components that people read, such as the label of a tab. */
const TITLES = ['title', 'label', 'summary']

/**
 * Makes Markdown of a block of HTML: tags become the breaks between blocks that they stand for,
 * comments and what nobody reads go.
 *
 * @param prefix what the lines of the block begin with, where it stands in a quote or a list
 */
export function editHtml(
  text: string,
  closed: ReadonlySet<string>,
  [start, end]: readonly [number, number],
  prefix: string,
): readonly Edit[] {
  const edits: Edit[] = []
  const block = `\n${prefix.trimEnd()}\n${prefix}`
  const tags = findTags(text, closed, start, end)
  let done = start
  let inPre = false
  let before: Tag | undefined
  for (const tag of tags) {
    if (tag.start < done) continue
    if (!inPre) edits.push(...trimLines(text, done, tag.start, prefix.length))
    done = tag.end
    if (SILENT.has(tag.name) && !tag.isClosing) {
      const close = tags.find(
        ({ name, isClosing, start }) => isClosing && name === tag.name && start > tag.start,
      )
      done = close?.end ?? tag.end
      edits.push({ start: tag.start, end: done })
    } else if (tag.name === 'pre') {
      inPre = !tag.isClosing
      edits.push({ start: tag.start, end: tag.end, insert: `\n${prefix}\`\`\`\n${prefix}` })
    } else if (TITLE_TAGS.has(tag.name) && !tag.isClosing) {
      const close = tags.find(({ name, start }) => name === tag.name && start > tag.start)
      const titleUntil = close?.start ?? tag.end
      edits.push({ start: tag.start, end: tag.end, insert: block, titleUntil })
    } else if (isCell(tag) && !tag.isClosing && before && isCell(before))
      edits.push({ start: tag.start, end: tag.end, insert: ' · ' })
    else edits.push(...replaceTag(text, tag, block))
    before = tag
  }
  if (!inPre) edits.push(...trimLines(text, done, end, prefix.length))
  return edits
}

const isCell = ({ name }: Tag): boolean => name === 'td' || name === 'th'

/** A picture of Markdown; nothing where its address is none that Markdown could hold in a table. */
function toPicture(tag: Tag): string {
  const [source = '', alt = ''] = ['src', 'alt'].map((name) =>
    attributeOf(tag, name)?.slice(1).find(Boolean)?.trim(),
  )
  const words = alt.replaceAll(/[\s|]+/g, ' ').replaceAll(/[\\[\]*_`<>]/g, '\\$&')
  return source === '' || /[\s<>|\\]/.test(source.replaceAll(' ', ''))
    ? ''
    : `![${words}](<${source}>)`
}

/** @param block what ends a block there */
export function replaceTag(text: string, tag: Tag, block: string): readonly Edit[] {
  const { start, end, name, isClosing } = tag
  const whole = (insert: string): readonly Edit[] => [{ start, end, insert }]
  if (name === 'br') return whole('\\\n')
  if (name === 'img') return whole(toPicture(tag))
  if (/^h[1-6]$/.test(name))
    return whole(isClosing ? block : `${block}${'#'.repeat(Number(name[1]))} `)
  if (name === 'li') return whole(isClosing ? '' : `${block}- `)
  if (name === 'td' || name === 'th') return whole('')
  if (BLOCK.has(name)) return whole(block)
  if (INLINE.has(name) || name === '') return whole('')
  const title = TITLES.map((attribute) => attributeOf(tag, attribute)).find(Boolean)
  const words = title?.slice(1).find(Boolean)
  if (isClosing || !words) return whole(block)
  const at = start + text.slice(start, end).indexOf(words)
  return [
    { start, end: at, insert: block, titleUntil: at + words.length },
    { start: at + words.length, end, insert: block },
  ]
}

/** Lines of HTML may be indented as they like; in Markdown four blanks make code. */
const trimLines = (text: string, start: number, end: number, prefix: number): readonly Edit[] =>
  [...text.slice(start, end).matchAll(/\n([ \t>]*)/g)].flatMap(({ 1: blank = '', index }) =>
    blank.length > prefix
      ? [{ start: start + index + 1 + prefix, end: start + index + 1 + blank.length }]
      : [],
  )
