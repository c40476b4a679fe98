import { z } from 'zod'
import type { ContentFile } from './files.ts'
import type { Report } from './problems.ts'
import { explainIssues, readYaml, text } from './yaml.ts'

/** An id travels in buttons, of which Telegram leaves 64 bytes for everything. */
export const MAX_ID_BYTES = 40

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

interface Parts<Header> {
  readonly header: Header
  /** UTF-16 units before the body. */
  readonly length: number
}

/** Between two lines of dashes, the first of them the first line of the file: keys and values. */
const FRONT_MATTER = /^---[ \t]*\n(?=---|\.\.\.|[^\s:#-][^:\n]*:(?:\s|$)|#)/
const END = /^(?:---|\.\.\.)[ \t]*$/m
/** Of Hugo, in TOML. */
const TOML = /^\+\+\+[ \t]*\n[\s\S]*?^\+\+\+[ \t]*$/m

/**
 * Reads the front matter of a file, which may be missing. Other programs have fields of their own:
 * what the bot does not know, or cannot use, is reported and left out, and the file is read.
 */
export function readFrontMatter<Kind extends keyof typeof HEADERS>(
  { path, text: whole }: ContentFile,
  kind: Kind,
  report: Report,
): Parts<z.infer<(typeof HEADERS)[Kind]>> {
  const schema = HEADERS[kind] as unknown as z.ZodType<z.infer<(typeof HEADERS)[Kind]>>
  const none = schema.parse({})
  const opening = whole.match(FRONT_MATTER)?.[0]
  if (opening === undefined) return { header: none, length: whole.match(TOML)?.[0].length ?? 0 }
  const end = whole.slice(opening.length).search(END)
  if (end < 0) {
    report({
      file: path,
      line: 1,
      severity: 'warning',
      message: 'has front matter that does not end',
      fix: 'put a line with only --- after its last field',
    })
    return { header: none, length: 0 }
  }
  const yaml = whole.slice(opening.length, opening.length + end)
  const length = whole.indexOf('\n', opening.length + end) + 1 || whole.length
  const reportNote: Report = (problem) => report({ ...problem, severity: 'note' })
  const read = readYaml(path, yaml, FIELDS, reportNote, 2)
  const fields = tidyFields(read?.value ?? readLines(yaml))
  const checked = schema.safeParse(fields)
  if (checked.success) return { header: checked.data, length }
  const bad = new Set<string>()
  for (const { path: field, message, fix } of explainIssues(checked.error)) {
    const name = String(field[0])
    bad.add(name)
    const line = read?.lineOf([name])
    const severity = name in KNOWN[kind] ? 'warning' : 'note'
    report({ file: path, ...(line && { line }), field: field.join('.'), severity, message, fix })
  }
  const good = Object.entries(fields).filter(([name]) => !bad.has(name))
  return { header: schema.parse(Object.fromEntries(good)), length }
}

const KNOWN = { source: HEADERS.source.shape, translation: HEADERS.translation.shape }
const FIELDS = z.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be fields and their values → write for example title: Hiking guide',
)

/** What can be told of fields that are not quite YAML, such as `title: Part 1: The start`. */
const readLines = (yaml: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [...yaml.matchAll(/^([a-z]\w*):[ \t]+(\S.*)$/gim)].map(([, name = '', value = '']) => [
      name,
      value.trim().replace(/^(?:"(.*)"|'(.*)'|\[(.*)\])$/, '$1$2$3'),
    ]),
  )

/** Values as other programs write them, as ours: several authors, dates with a time, blank fields. */
function tidyFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const tidy: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (value === null || value === undefined || value === '') continue
    if (name === 'date') tidy[name] = toDate(value)
    else if (name === 'title' || name === 'author') tidy[name] = toText(value)
    else tidy[name] = value
  }
  return tidy
}

const toText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter(isScalar).join(', ') || undefined
  return isScalar(value) ? `${value}` : value
}

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

/** `2025/4/1`, `2025-04-01 08:00:00 +0800` and the like, as 2025-04-01. */
function toDate(value: unknown): unknown {
  const [whole, year, month, day] =
    String(value).match(/^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?(?![-\d])/) ?? []
  if (!whole || !year || !month || Number(month) > 12 || Number(day ?? 1) > 31) return value
  return [year, month, ...(day ? [day] : [])].map((part) => part.padStart(2, '0')).join('-')
}
