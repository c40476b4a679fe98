import type { ReadDocument } from './document.ts'
import type { ContentFile } from './files.ts'
import { isGoodId, type SourceHeader, splitFrontMatter } from './front-matter.ts'
import { findParagraphs, reportLongParagraph } from './paragraphs.ts'
import { cutPassages } from './passages.ts'
import { type Report, reportNoText } from './problems.ts'
import type { Locale, Passage, Source, Translation } from './types.ts'

/** `guide.en.md` translates `guide.md`. */
const TRANSLATION = /^(.*)\.(en|zh-hans|zh-hant)(\.md|\.txt)$/i
const LANGUAGES: Record<string, Locale> = { en: 'en', 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant' }

export const isTranslation = ({ path }: ContentFile): boolean => TRANSLATION.test(path)

/** The passages that an article is made of: one for each paragraph. */
export function readArticle(file: ContentFile, report: Report): readonly Passage[] {
  const parts = splitFrontMatter(file, 'source', report)
  if (!parts) return []
  const { header, body, firstLine } = parts
  const paragraphs = findParagraphs(body)
  const source = toSource(header, body, paragraphs[0]?.heading?.split(' › ')[0])
  if (paragraphs.length === 0) reportNoText(file, report)
  reportLongParagraph(body, paragraphs, report, firstLine)
  if (!isGoodId(source.id))
    report({
      file: file.path,
      line: 1,
      field: 'id',
      message: 'is missing, and the name of the file cannot serve',
      cure: 'give a short one in the front matter, for example: id: hiking-guide',
    })
  return paragraphs.map(({ start, end, heading }, index) => ({
    id: `${source.id}#${index + 1}`,
    source,
    ...(heading && { heading }),
    paragraphs: [index + 1, index + 1],
    text: source.text.slice(start, end),
    translations: [],
  }))
}

/** The passages of a file that a reader of its kind has read. */
export function readDocument({ path, document }: ContentFile, report: Report): readonly Passage[] {
  if (!document) return []
  const cuts = cutPassages(document)
  if (cuts.length === 0) reportNoText({ path }, report)
  const text = document.text ?? cuts.map((cut) => cut.text).join('\n\n')
  const source = toSource(document.header, { path, text }, cuts[0]?.heading?.split(' › ')[0])
  return cuts.map((cut, index) => ({
    ...cut,
    id: `${source.id}#${index + 1}`,
    source,
    paragraphs: [index + 1, index + 1],
    translations: [],
  }))
}

/** Without an id the file's name is taken, without a title the first heading, else the file's name. */
function toSource(
  header: SourceHeader | ReadDocument['header'],
  { path, text }: ContentFile,
  heading?: string,
): Source {
  const stem = path.replace(/^.*\//, '').replace(/\.\w+$/, '')
  const given = Object.entries(header).filter(([, value]) => value !== undefined)
  return {
    id: stem.replaceAll(/\s+/g, '-'),
    title: heading ?? stem,
    language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
    ...Object.fromEntries(given),
    text,
  }
}

/** The translation of an article, paragraph by paragraph. */
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
  const parts = splitFrontMatter(file, 'translation', report)
  if (!parts) return []
  const { header, body, firstLine } = parts
  const [, stem = '', tag = '', extension = ''] = file.path.match(TRANSLATION) ?? []
  const language = LANGUAGES[tag.toLowerCase()] ?? 'en'
  const of = header.translationOf ?? idOf(stem + extension)
  if (of === undefined) {
    report({
      file: file.path,
      line: 1,
      field: 'translationOf',
      message: 'there is no original beside it',
      cure: `name its id (translationOf: …), or put ${stem}${extension} beside it`,
    })
    return []
  }
  const found = findParagraphs(body)
  reportLongParagraph(body, found, report, firstLine)
  const paragraphs = found.map(({ start, end }) => ({
    language,
    official: header.official,
    text: body.text.slice(start, end),
  }))
  if (paragraphs.length === 0) reportNoText(file, report)
  return [{ file: file.path, of, paragraphs }]
}
