import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ContentError, type Problem } from '../src/corpus/index.ts'
import { buildCorpus } from '../src/corpus/load.ts'
import type { PassageIndex } from '../src/retrieval/index/passage-index.ts'
import { createSearchIndex, type SearchIndex } from '../src/retrieval/index.ts'
import { UsageError } from './run.ts'
import { askQuery, type Query, type QueryOutcome } from './scoring.ts'

/** @param engine default MiniSearch */
export async function indexPassages(passages: string, engine?: PassageIndex) {
  const problems: Problem[] = []
  const file = { path: basename(passages), text: await readText(passages) }
  const corpus = buildCorpus([file], (problem) => problems.push(problem))
  if (problems.length > 0) throw new ContentError(problems)
  progress(`indexing ${corpus.passages.length} passages`)
  const start = performance.now()
  const index = await createSearchIndex(corpus, engine)
  return { index, count: corpus.passages.length, buildMilliseconds: performance.now() - start }
}

export async function askAll(index: SearchIndex, queries: readonly Query[], name: string) {
  const outcomes: QueryOutcome[] = []
  for (const [i, query] of queries.entries()) {
    if (i % 100 === 0) progress(`${name} ${i} of ${queries.length}`)
    outcomes.push(await askQuery(index, query))
  }
  return outcomes
}

/** One line that is written over where somebody watches, a line each where it goes to a file. */
export function progress(text: string) {
  const { stderr } = process
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text}`)
  else if (text !== '') stderr.write(`${text}\n`)
}

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

export async function readQueries(path: string): Promise<Query[]> {
  const lines = (await readText(path)).split('\n').map((line, i) => ({ line, number: i + 1 }))
  return lines
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      const query = parseLine(line)
      if (typeof query?.text !== 'string' || !Array.isArray(query.relevant))
        throw new UsageError(
          `${path}:${number} is no question: write {"id": "…", "text": "…", "relevant": ["…"]}`,
        )
      return query
    })
}

function parseLine(line: string): Query | undefined {
  try {
    return JSON.parse(line) as Query
  } catch {
    return undefined
  }
}
