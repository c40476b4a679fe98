import { parseArgs } from 'node:util'
import MiniSearch from 'minisearch'
import { loadCorpus } from '../src/corpus/index.ts'
import { createMiniSearchIndex } from '../src/retrieval/index/minisearch/index.ts'
import type { PassageIndex } from '../src/retrieval/index/passage-index.ts'
import { createSearchIndex } from '../src/retrieval/index.ts'
import { readSettings, run, UsageError } from './run.ts'

const HELP = `Shows what MiniSearch holds and what it is asked for each question.

  npm run -s ask:index -- [options] "question" …

  --content DIR   folder with the material (default: CONTENT_DIR, or content)
  --help          print this
`

await run(async () => {
  const { values, positionals: questions } = parseArgs({
    allowPositionals: true,
    options: {
      content: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return void process.stdout.write(HELP)
  if (questions.length === 0) throw new UsageError('Write a question. --help tells more.')
  const corpus = await loadCorpus(values.content ?? readSettings().contentFolder)
  const engine = createMiniSearchIndex()
  let isBuilt = false
  const show = (line: string) => isBuilt && console.log(line)
  const search = await createSearchIndex(corpus, showCandidates(engine, show))
  isBuilt = true
  const calls = countCalls()
  for (const question of questions) {
    console.log(`\n${question}`)
    const before = calls()
    const { hits, certainty } = await search.search(question)
    const texts = `${await engine.size()} texts of ${corpus.passages.length} passages`
    console.log(`  MiniSearch holds ${texts} and was asked ${calls() - before} times`)
    console.log(
      `  ${certainty}: ${hits.map(({ passage }) => passage.id).join(', ') || 'no passage'}`,
    )
  }
})

/** The same index, which shows the terms that it is asked for. */
function showCandidates(index: PassageIndex, show: (line: string) => unknown): PassageIndex {
  return {
    ...index,
    async candidates(terms, options) {
      const found = await index.candidates(terms, options)
      const asked = terms.map(({ variants }) => variants.map((each) => each.join('+')).join('|'))
      show(`  candidates for ${asked.join(' ')}: ${found.length}`)
      return found
    },
  }
}

/** How often any MiniSearch of this process was searched. */
function countCalls(): () => number {
  const { search } = MiniSearch.prototype
  let calls = 0
  MiniSearch.prototype.search = function (...args) {
    calls++
    return search.apply(this, args)
  }
  return () => calls
}
