import { z } from 'zod'
import type { ContentFile } from './files.ts'
import { date, language, sourceId, url } from './front-matter.ts'
import { findParagraphs, type Paragraph, reportLongParagraph } from './paragraphs.ts'
import { type Problem, type Report, reportNoText } from './problems.ts'
import type { Passage, Source } from './types.ts'
import { explainIssues, isWhole, NOT_WHOLE, text } from './yaml.ts'

/** Paragraphs of one line are kept together up to this many UTF-16 units, so that a passage can be read in a chat. */
const LONG_PASSAGE = 2000

const LINE = z.object({
  id: z.union(
    [sourceId, z.number().transform(String)],
    'must be a short text, or a number → write "id": "q-17"',
  ),
  title: text('must be a text → write "title": "…"'),
  text: z
    .string('must be a text → write "text": "…"')
    .refine((body) => body.trim() !== '', 'is empty → write some text, or delete the line')
    .refine(isWhole, NOT_WHOLE),
  author: text('must be a text → write "author": "…"').optional(),
  url: url.optional(),
  date: date.optional(),
  language: language.optional(),
  license: text('must be a text → write "license": "…"').optional(),
})

/** Reads a JSONL collection: every line is a source of its own. */
export function readCollection(file: ContentFile, report: Report): readonly Passage[] {
  const collection = file.path.replace(/^.*\//, '').replace(/\.jsonl$/i, '')
  if (!file.text.trim()) reportNoText(file, report)
  return file.text.split('\n').flatMap((line, index) => {
    if (!line.trim()) return []
    const reportHere = (problem: Omit<Problem, 'file' | 'line'>) =>
      report({ severity: 'warning', ...problem, file: file.path, line: index + 1 })
    const source = readLine(line, reportHere)
    if (!source) return []
    const paragraphs = findParagraphs(source.text)
    reportLongParagraph(paragraphs, reportHere)
    return toPassages({ language: 'zh', ...source, collection }, paragraphs)
  })
}

function readLine(
  line: string,
  report: (problem: Omit<Problem, 'file' | 'line'>) => void,
): Omit<Source, 'language'> | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    report({
      message: 'is not JSON',
      fix: 'write {"id": "…", "title": "…", "text": "…"} on one line',
    })
    return undefined
  }
  const checked = LINE.safeParse(value)
  if (checked.success) return checked.data as Omit<Source, 'language'>
  for (const { path, ...problem } of explainIssues(checked.error))
    report({ field: path.join('.') || 'line', ...problem })
  return undefined
}

function toPassages(source: Source, paragraphs: readonly Paragraph[]): readonly Passage[] {
  const passages: Passage[] = []
  for (let first = 0; first < paragraphs.length; ) {
    const { start } = paragraphs[first] ?? { start: 0 }
    let last = first
    while ((paragraphs[last + 1]?.end ?? Number.POSITIVE_INFINITY) - start <= LONG_PASSAGE) last++
    passages.push({
      id: `${source.id}#${first + 1}`,
      source,
      paragraphs: [first + 1, last + 1],
      text: source.text.slice(start, paragraphs[last]?.end),
      translations: [],
    })
    first = last + 1
  }
  return passages
}
