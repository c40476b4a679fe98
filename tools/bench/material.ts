import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type FileCache, loadCorpus } from '../../src/corpus/index.ts'
import { createSearchIndex } from '../../src/retrieval/index.ts'
import { run } from '../run.ts'
import { makeCorpus } from './made.ts'
import { makePdf, type PdfLine } from './pdf.ts'

const HELP = `Measures how long material takes to read, and what it takes of memory.

  npm run -s bench:material [-- --files N] [--pages N]

  --files N   Markdown files of five passages (default: 1000)
  --pages N   pages of a Chinese PDF (default: 500)
  --help      print this

Reading is with the parsing thread's start. Memory is the growth of the whole process.
`
const PASSAGES_A_FILE = 5
const PASSAGES_A_PAGE = 4
const LINE = 30

await run(async () => {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '1000' },
      pages: { type: 'string', default: '500' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const home = await mkdtemp(join(tmpdir(), 'bench-material-'))
  try {
    console.log('| material | passages | read | read after one edit | index | memory |')
    console.log('|---|---|---|---|---|---|')
    await measure(`${values.files} Markdown files`, await writeFiles(home, Number(values.files)))
    await measure(`a PDF of ${values.pages} pages`, await writePdf(home, Number(values.pages)))
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

async function measure(name: string, folder: string): Promise<void> {
  const memory = process.memoryUsage.rss()
  const cache: FileCache = new Map()
  const [corpus, read] = await time(() => loadCorpus(folder, { cache }))
  await writeFile(join(folder, 'part-0.md'), '# 改过\n\n这一段是新的。\n')
  const [, again] = await time(() => loadCorpus(folder, { cache }))
  const [, index] = await time(() => createSearchIndex(corpus))
  const grown = Math.round((process.memoryUsage.rss() - memory) / 2 ** 20)
  console.log(
    `| ${name} | ${corpus.passages.length} | ${read} ms | ${again} ms | ${index} ms | ${grown} MiB |`,
  )
}

async function time<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const start = performance.now()
  const result = await work()
  return [result, Math.round(performance.now() - start)]
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
