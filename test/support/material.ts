import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Corpus, describeProblem } from '../../src/corpus/index.ts'
import { buildCorpus, type LoadOptions } from '../../src/corpus/load.ts'
import type { Problem } from '../../src/corpus/problems.ts'
import { createSearchIndex, type SearchIndex } from '../../src/retrieval/index.ts'

/** Files by their path, as somebody would lay them into `content/`. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** Puts texts together to a corpus, and tells what is wrong with them, one line a problem. */
export function readMaterial(
  files: Readonly<Record<string, string>>,
  options?: LoadOptions,
): { readonly corpus: Corpus; readonly problems: readonly string[] } {
  const problems: Problem[] = []
  const contents = Object.entries(files).map(([path, text]) => ({ path, text }))
  const corpus = buildCorpus(contents, (problem) => problems.push(problem), options)
  return { corpus, problems: problems.map(describeProblem) }
}

/** A content folder on disk, gone after the test. */
export async function writeMaterial(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'material-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, body] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), body)
  }
  return folder
}

export const TOPIC = `
hiking:
  titles: { zh-Hans: 徒步, zh-Hant: 徒步, en: hiking }
  aliases: [爬山]
  summaries: { zh-Hans: 去哪里徒步, zh-Hant: 去哪裡徒步, en: Where to hike }
  covers: { guide: "1-2" }
  questions:
    zh-Hans: [集合地点在哪里？]
    zh-Hant: [集合地點在哪裡？]
    en: [Where do we meet?]
`

/** An index of one Markdown page, with everything loaded that a question may need. */
export async function indexPage(page: string): Promise<SearchIndex> {
  const index = await createSearchIndex(readMaterial({ 'page.md': page }).corpus)
  await index.prepare()
  return index
}

/** What stands out in the first passage that a question finds, its parts joined by ` … `; else how sure the search is. */
export async function answerTo(index: SearchIndex, question: string): Promise<string | undefined> {
  const { hits, certainty } = await index.search(question)
  const [hit] = hits
  const answer = hit?.answer.map((span) => hit.passage.text.slice(...span)).join(' … ')
  return certainty === 'found' ? answer : certainty
}
