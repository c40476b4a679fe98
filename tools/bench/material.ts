import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileCache, loadCorpus } from '../../src/corpus/index.ts'
import { createSearchIndex } from '../../src/retrieval/index.ts'
import { makeCorpus } from './made.ts'
import { makePdf, type PdfLine } from './pdf.ts'

const PASSAGES_A_FILE = 5
const PASSAGES_A_PAGE = 4
const LINE = 30

/** Invented material of one kind, and how much of it. */
export type Material =
  /** Markdown files of five passages each. */
  | { readonly files: number }
  /** Pages of one Chinese PDF, four passages each. */
  | { readonly pages: number }

/** What reading one folder took. */
export interface MaterialMeasurement {
  readonly name: string
  readonly passages: number
  /** Milliseconds, with the start of the parsing thread. */
  readonly read: number
  /** Milliseconds after one file was added to the folder. */
  readonly readAgain: number
  /** Milliseconds that the search index took to build. */
  readonly index: number
  /** Bytes by which the whole process grew, its threads included. */
  readonly memory: number
}

/** Reads material from a folder of its own, for a process that does nothing else. */
export async function measureMaterial(material: Material): Promise<MaterialMeasurement> {
  const home = await mkdtemp(join(tmpdir(), 'bench-material-'))
  try {
    return 'files' in material
      ? await measure(`${material.files} Markdown files`, await writeFiles(home, material.files))
      : await measure(`a PDF of ${material.pages} pages`, await writePdf(home, material.pages))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function measure(name: string, folder: string): Promise<MaterialMeasurement> {
  const before = process.memoryUsage.rss()
  const cache: FileCache = new Map()
  const [corpus, read] = await time(() => loadCorpus(folder, { cache }))
  await writeFile(join(folder, 'part-0.md'), '# 改过\n\n这一段是新的。\n')
  const [, readAgain] = await time(() => loadCorpus(folder, { cache }))
  const [, index] = await time(() => createSearchIndex(corpus))
  const memory = process.memoryUsage.rss() - before
  return { name, passages: corpus.passages.length, read, readAgain, index, memory }
}

async function time<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const start = performance.now()
  const result = await work()
  return [result, performance.now() - start]
}

function passagesOf(count: number) {
  return makeCorpus({ passages: count, questions: 1, seed: 1 }).passages
}

async function writeFiles(home: string, count: number): Promise<string> {
  const folder = join(home, 'files')
  await mkdir(folder)
  const passages = passagesOf(count * PASSAGES_A_FILE)
  for (let file = 0; file < count; file++) {
    const own = passages.slice(file * PASSAGES_A_FILE, (file + 1) * PASSAGES_A_FILE)
    const text = own.map((passage) => `## ${passage.title}\n\n${passage.text}\n`).join('\n')
    await writeFile(join(folder, `part-${file}.md`), text)
  }
  return folder
}

async function writePdf(home: string, count: number): Promise<string> {
  const folder = join(home, 'pdf')
  await mkdir(folder)
  const passages = passagesOf(count * PASSAGES_A_PAGE)
  const pages = Array.from({ length: count }, (_, page) => {
    const lines: PdfLine[] = []
    let y = 545
    for (const { title, text } of passages.slice(
      page * PASSAGES_A_PAGE,
      (page + 1) * PASSAGES_A_PAGE,
    )) {
      lines.push({ text: title, x: 40, y, size: 14 })
      for (let at = 0; at < text.length; at += LINE)
        lines.push({
          text: text.slice(at, at + LINE),
          x: 40,
          y: y - 15 - (at / LINE) * 15,
          size: 10,
        })
      y -= Math.ceil(text.length / LINE) * 15 + 24
    }
    return [...lines, { text: String(page + 1), x: 200, y: 25, size: 8 }]
  })
  await writeFile(join(folder, 'book.pdf'), makePdf(pages))
  return folder
}
