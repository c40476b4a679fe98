import type { Root, RootContent } from 'mdast'
import type { ReadDocument, UnreadableError } from './document.ts'
import type { ContentFile } from './files.ts'
import { readFrontMatter } from './front-matter.ts'
import { readMarkdown, shiftSlices } from './markdown/read-markdown.ts'
import { type Cut, cutPassages } from './passages.ts'
import { type Report, reportNoText } from './problems.ts'
import { readPlainText, readStampedChat } from './read-text.ts'
import { readLongMarkdown, readLongPlainText } from './readers/index.ts'
import { idOfPath, titleOfPath } from './source-id.ts'
import type { Locale, Passage, Source, Translation } from './types.ts'

/** `guide.en.md` translates `guide.md`. */
const TRANSLATION = /^(.*)\.(en|zh-hans|zh-hant)(\.(?:md|mdx|markdown|txt))$/i
const LANGUAGES: Record<string, Locale> = { en: 'en', 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant' }

export const isTranslation = ({ path }: ContentFile): boolean => TRANSLATION.test(path)

/** UTF-16 units of a passage that a person may have written as one; what is longer lacks its blank lines. */
const MAX_PASSAGE = 20_000

const isPlainText = ({ path }: ContentFile): boolean => /\.txt$/i.test(path)

/** UTF-16 units that are read at once: Markdown may take its parser long, plain text some 2 µs each. */
const MAX_READ_AT_ONCE = { markdown: 4_096, plainText: 20_000 }

/** What was read ahead, or why it could not be. */
const AHEAD = new WeakMap<ContentFile, Root | UnreadableError>()

/** Reads the body of a long file in the reading thread, so that nobody has to wait meanwhile. */
export async function readAhead(file: ContentFile): Promise<void> {
  if (file.document || AHEAD.has(file)) return
  const { length } = readFrontMatter(file, 'source', () => {})
  const body = wellFormed(file.text).slice(length)
  const isPlain = isPlainText(file)
  if (body.length <= MAX_READ_AT_ONCE[isPlain ? 'plainText' : 'markdown']) return
  if (!isPlain && readStampedChat(body)) return
  const reading = isPlain ? readLongPlainText(body) : readLongMarkdown(body)
  const read = await reading.catch((error: UnreadableError) => error)
  if ('children' in read) shiftSlices(read, length)
  AHEAD.set(file, read)
}

/** @throws {UnreadableError} if it was read ahead and took too long */
function readBody(file: ContentFile, start: number): Root {
  const ahead = AHEAD.get(file)
  if (ahead && 'children' in ahead) return ahead
  if (ahead) throw ahead
  const body = wellFormed(file.text).slice(start)
  if (isPlainText(file)) return readPlainText(body, start)
  const chat = readStampedChat(body, start)
  if (chat) return chat
  const tree = readMarkdown(body)
  shiftSlices(tree, start)
  return tree
}

/** As the parser has it: a text holds no NUL and no half of a character. */
const wellFormed = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

/** The passages of a file of any kind that is one source, in reading order. */
export function readArticle(file: ContentFile, report: Report): readonly Passage[] {
  const document = file.document ?? readTextFile(file, report)
  for (const warning of document.warnings ?? [])
    report({ severity: 'warning', ...warning, file: file.path })
  const cuts = cutPassages(document)
  if (cuts.length === 0) reportNoText(file, report)
  reportLongPassage(file, cuts, report)
  const source = toSource(document, file, cuts)
  return cuts.map((cut, index) => ({
    ...cut,
    id: `${source.id}#${index + 1}`,
    source,
    paragraphs: [index + 1, index + 1],
    translations: [],
  }))
}

function readTextFile(file: ContentFile, report: Report): ReadDocument {
  const { header, length } = readFrontMatter(file, 'source', report)
  const given = Object.entries(header).filter(([, value]) => value !== undefined)
  const text = wellFormed(file.text)
  return { tree: readBody(file, length), text, header: Object.fromEntries(given) }
}

/** Without a title the first heading is taken, else the name of the file. */
function toSource(
  { header, text, tree }: ReadDocument,
  { path }: ContentFile,
  cuts: readonly Cut[],
): Source {
  const words = text ?? cuts.map((cut) => cut.text).join('\n\n')
  const hasTitle = tree.children.some(({ type }) => type === 'heading') && !hasParts(tree)
  const heading = hasTitle ? cuts.find((cut) => cut.heading)?.heading?.split(' › ')[0] : undefined
  return {
    id: idOfPath(path),
    title: heading ?? titleOfPath(path),
    language: /\p{Script=Han}/u.test(words) ? 'zh' : 'en',
    ...header,
    text: words,
  }
}

/** Paragraphs below a title that introduce the whole. */
const MAX_INTRODUCTION = 2

/**
 * Whether the highest headings of a page are those of its parts, and its title is its name: several of
 * a lower depth, or of the first, where already the first one has more below it than an introduction.
 */
function hasParts({ children }: Root): boolean {
  const depthOf = (node: RootContent) => (node.type === 'heading' ? node.depth : Infinity)
  const highest = Math.min(...children.map(depthOf))
  const [first = 0, second] = children.flatMap((node, n) => (depthOf(node) === highest ? [n] : []))
  if (second === undefined || highest > 1) return second !== undefined
  const below = children.slice(first + 1, second)
  return below.length > MAX_INTRODUCTION || below.some(({ type }) => type !== 'paragraph')
}

/** Reports the first passage that is too long to be one: nobody could read its quotes. */
function reportLongPassage(
  { path, text }: ContentFile,
  cuts: readonly Cut[],
  report: Report,
): void {
  const long = cuts.find((cut) => cut.text.length > MAX_PASSAGE)
  if (!long) return
  const at = long.slices?.[0]?.at
  report({
    file: path,
    ...(at !== undefined && { line: text.slice(0, at).split('\n').length }),
    severity: 'note',
    message: `has a paragraph of more than ${MAX_PASSAGE} characters`,
    fix: 'put blank lines between its parts',
  })
}

/** The translation of an article, passage by passage. */
export interface TranslatedArticle {
  readonly file: string
  /** Id of the original. */
  readonly of: string
  readonly paragraphs: readonly Translation[]
}

/** @param idOf id of the article in the file of that path */
export function readTranslation(
  file: ContentFile,
  idOf: (path: string) => string | undefined,
  report: Report,
): readonly TranslatedArticle[] {
  const { header, length } = readFrontMatter(file, 'translation', report)
  const [, stem = '', tag = '', extension = ''] = file.path.match(TRANSLATION) ?? []
  const language = LANGUAGES[tag.toLowerCase()] ?? 'en'
  const of = header.translationOf ?? idOf(stem + extension)
  if (of === undefined) {
    report({
      file: file.path,
      line: 1,
      severity: 'warning',
      field: 'translationOf',
      message: 'there is no original beside it',
      fix: `name its id (translationOf: …), or put ${stem}${extension} beside it`,
    })
    return []
  }
  const cuts = cutPassages({ tree: readBody(file, length), header: {} })
  reportLongPassage(file, cuts, report)
  if (cuts.length === 0) reportNoText(file, report)
  const paragraphs = cuts.map(({ text }) => ({ language, official: header.official, text }))
  return [{ file: file.path, of, paragraphs }]
}
