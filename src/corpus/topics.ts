import { z } from 'zod'
import type { ContentFile } from './files.ts'
import type { Report } from './problems.ts'
import type { ByLocale, Lexicon, Locale, Passage, Topic } from './types.ts'
import { readYaml, text } from './yaml.ts'

const NO_LANGUAGE =
  'must be given in a language → write it once, or { zh-Hans: …, zh-Hant: …, en: … }'

/**
 * A value in every language: written once for all, or in some of them. A language that is missing
 * takes that of the nearest: the other Chinese script first.
 */
const byLocale = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (given) => (isMapping(given) ? given : { en: given }),
    z
      .strictObject({
        'zh-Hans': value.optional(),
        'zh-Hant': value.optional(),
        en: value.optional(),
      })
      .refine((given) => Object.values(given).some((each) => each !== undefined), NO_LANGUAGE)
      .transform(fill),
  )

const isMapping = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const NEAREST: ByLocale<readonly Locale[]> = {
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  en: ['en', 'zh-Hans', 'zh-Hant'],
}

function fill<Value>(given: { readonly [Each in Locale]?: Value | undefined }): ByLocale<Value> {
  const nearest = (locale: Locale) =>
    NEAREST[locale].map((each) => given[each]).find((each) => each !== undefined) as Value
  return { 'zh-Hans': nearest('zh-Hans'), 'zh-Hant': nearest('zh-Hant'), en: nearest('en') }
}

// The pattern of Discord's localised command names, which are stricter than Telegram's.
const title = z
  .string('must be a word → write for example: zh-Hans: 人才')
  .regex(/^[-_\p{L}\p{N}]{1,32}$/u, 'is no command name → use 1 to 32 letters or digits, no spaces')
  .refine((word) => word === word.toLowerCase(), 'has capital letters → write it in lower case')

/** Characters; every range is held against every paragraph. */
const MAX_RANGES = 1000

const paragraphs = z.union(
  [
    z.literal('all'),
    z.number().transform(String),
    z
      .string()
      .max(MAX_RANGES, 'has too many ranges → join them, for example 3-200')
      .regex(/^\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*$/),
  ],
  'must be paragraphs → write for example "3, 11-20", or all',
)
const references = z
  .record(
    z.string(),
    paragraphs,
    'must name sources and paragraphs → write for example { hiking-guide: "3, 11-20" }',
  )
  .refine((value) => Object.keys(value).length > 0, 'is empty → name a source and its paragraphs')

const TOPIC = z.strictObject({
  titles: byLocale(title),
  aliases: z
    .array(title, 'must be a list of words → write for example [人才流动, people]')
    .default([]),
  summaries: byLocale(text('must be a text → say in one line what the topic is about', 100)),
  covers: references,
  digest: references.optional(),
  questions: byLocale(
    z
      .array(text('must be a question → write it as people would ask it', 100))
      .min(1, 'is empty → suggest at least one question'),
  ),
})
const TOPICS = z.record(
  z.string().regex(/^[a-z0-9_]{1,32}$/, 'is no command name → use 1 to 32 of a-z, 0-9 and _'),
  TOPIC,
  'must be a list of topics → see docs/adding-material.md',
)
const LEXICON = z.array(
  z
    .array(
      z
        .union([z.string(), z.number(), z.boolean()], 'must be a name → put it in quotation marks')
        .transform((name) => String(name).trim())
        .refine((name) => name !== '', 'is empty → delete it'),
      'must be a list of names → write for example - [北大, 北京大学]',
    )
    .min(2, 'has one name only → add another name for the same thing, or delete the group'),
  'must be a list of groups → write lines such as - [北大, 北京大学]',
)

/** Passages kept for a digest that the topic does not choose itself. */
const DIGEST_LENGTH = 4

/** Reads a `lexicon.yaml`. */
export function readLexicon({ path, text: yaml }: ContentFile, report: Report): Lexicon {
  return readYaml(path, yaml, LEXICON, report)?.value ?? []
}

/**
 * Reads a `topics.yaml`.
 *
 * @param taken command names that are taken; the topics' own are added
 */
export function readTopics(
  { path, text: yaml }: ContentFile,
  passages: readonly Passage[],
  taken: Set<string>,
  report: Report,
): readonly Topic[] {
  const read = readYaml(path, yaml, TOPICS, report)
  if (!read) return []
  const reportAt = (field: readonly string[], message: string, fix: string) =>
    report({ file: path, line: read.lineOf(field), field: field.join('.'), message, fix })
  const resolve = (field: readonly string[], wanted: Record<string, string>) =>
    Object.entries(wanted).flatMap(([id, ranges]) => {
      const found = findPassages(passages, id, ranges)
      if (typeof found === 'object') return found
      reportAt([...field, id], found, 'name a source that exists, and paragraphs that it has')
      return []
    })
  return Object.entries(read.value).map(([name, { covers, digest, ...topic }]) => {
    // The same word in several languages is one name of one topic.
    for (const word of new Set([name, ...Object.values(topic.titles), ...topic.aliases])) {
      if (taken.has(word)) reportAt([name], `the name ${word} is taken`, 'choose another')
      taken.add(word)
    }
    const covered = resolve([name, 'covers'], covers)
    const chosen = digest && resolve([name, 'digest'], digest)
    const within = new Set(covered)
    const stray = chosen?.find((passage) => !within.has(passage))
    if (stray && covered.length > 0)
      reportAt([name, 'digest'], `holds ${stray.id}, which covers does not`, 'add it to covers')
    return { name, ...topic, passages: covered, digest: chosen ?? covered.slice(0, DIGEST_LENGTH) }
  })
}

/** Passages of a source, or of all the sources of a collection, in reading order; or what is wrong. */
function findPassages(passages: readonly Passage[], id: string, ranges: string) {
  const named = passages.filter(({ source }) => source.id === id || source.collection === id)
  const own = named.length > 0 ? named : findByName(passages, id)
  const last = own.at(-1)?.paragraphs[1]
  if (last === undefined) return `there is no source or collection ${id}`
  if (ranges === 'all') return own
  const wanted = ranges.split(',').map((range) => range.split('-').map(Number))
  for (const [first = 0, until = first] of wanted)
    if (first < 1 || until < first || until > last)
      return `paragraph ${first === until ? first : `${first}-${until}`} does not exist: ${id} has ${last}`
  return own.filter(({ paragraphs }) =>
    wanted.some(([first = 0, until = first]) => paragraphs[0] <= until && paragraphs[1] >= first),
  )
}

/** Passages of the one source whose file has that name, in whatever folder. */
function findByName(passages: readonly Passage[], name: string): readonly Passage[] {
  const own = passages.filter(({ source }) => source.id.endsWith(`/${name}`))
  return new Set(own.map(({ source }) => source)).size === 1 ? own : []
}
