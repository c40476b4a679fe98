import { z } from 'zod'
import type { ContentFile } from './files.ts'
import type { Report } from './problems.ts'
import { readYaml, text } from './yaml.ts'

/** An id travels in buttons, of which Telegram leaves 64 bytes for everything. */
const MAX_ID_BYTES = 40

export const isGoodId = (id: string): boolean =>
  !/[\s\p{C}#]/u.test(id) && new TextEncoder().encode(id).length <= MAX_ID_BYTES
export const sourceId = text('must be a short text → write for example: id: hiking-guide').refine(
  isGoodId,
  `is not a good id → use at most ${MAX_ID_BYTES} bytes (13 Chinese characters), without spaces or #`,
)
const NO_DATE = 'is not a date → write 2025, 2025-02 or 2025-02-11'
export const date = z
  .union([z.string(), z.number()], NO_DATE)
  .transform(String)
  .refine((value) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(value), NO_DATE)
/** Some pages have long addresses; those of 2,000 characters and more are not opened everywhere. */
const MAX_URL = 2000
export const url = z
  .string({ error: 'must be an address → write for example: url: https://example.org/guide' })
  .refine(
    (value) => /^https?:\/\/[^\s\p{C}]+$/iu.test(value) && URL.canParse(value),
    'is not a web address → write it whole, beginning with https://, without spaces',
  )
  .max(MAX_URL, `is too long → use at most ${MAX_URL} characters`)
export const language = z
  .string({ error: 'must be a language tag → write for example: language: zh-Hans' })
  .refine((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length === 1
    } catch {
      return false
    }
  }, 'is not a language tag → write for example zh-Hans, zh-Hant or en')

const HEADERS = {
  source: z.strictObject({
    id: sourceId.optional(),
    title: text('must be a text → write for example: title: Hiking guide').optional(),
    titleBy: z
      .literal('editor', 'can only be editor → write titleBy: editor if the original has no title')
      .optional(),
    author: text('must be a name → write for example: author: 王小明').optional(),
    url: url.optional(),
    date: date.optional(),
    language: language.optional(),
    license: text('must be a text → write for example: license: CC BY 4.0').optional(),
    note: text('must be a text → put it in quotation marks', 1000).optional(),
  }),
  translation: z.strictObject({
    translationOf: sourceId.optional(),
    title: text('must be a text → write the title in the language of the translation').optional(),
    language: language.optional(),
    official: z
      .boolean('must be true or false → write official: false unless the author stands behind it')
      .default(false),
    translator: text('must be a name → write for example: translator: 王小明').optional(),
    note: text('must be a text → put it in quotation marks', 1000).optional(),
  }),
}
export type SourceHeader = z.infer<(typeof HEADERS)['source']>
export type TranslationHeader = z.infer<(typeof HEADERS)['translation']>

export interface Parts<Header> {
  readonly header: Header
  /** The file without its front matter. */
  readonly body: ContentFile
  /** Line of the file at which the body begins, from 1. */
  readonly firstLine: number
}

/** Splits a file into front matter (which may be missing) and body. */
export function splitFrontMatter<Kind extends keyof typeof HEADERS>(
  { path, text: whole }: ContentFile,
  kind: Kind,
  report: Report,
): Parts<z.infer<(typeof HEADERS)[Kind]>> | undefined {
  const [opening] = whole.match(/^---[ \t]*\n/) ?? ['']
  const length = opening ? whole.slice(opening.length).search(/^---[ \t]*$/m) : 0
  if (length < 0) {
    report({
      file: path,
      line: 1,
      message: 'has front matter that does not end',
      cure: 'put a line with only --- after its last field',
    })
    return undefined
  }
  const end = opening.length + length
  const schema = HEADERS[kind] as unknown as z.ZodType<z.infer<(typeof HEADERS)[Kind]>>
  const header = readYaml(path, whole.slice(opening.length, end), schema, report, 2)
  if (!header) return undefined
  const text = opening ? whole.slice(end).replace(/^---[ \t]*\n?/, '') : whole
  const firstLine = whole.slice(0, whole.length - text.length).split('\n').length
  return { header: header.value, body: { path, text }, firstLine }
}
