import type { Corpus } from '../../src/corpus/index.ts'
import type { SearchIndex } from '../../src/retrieval/index.ts'
import { requirePeer } from './peers.ts'
import { openDatabase } from './sqlite.ts'
import { bigrams, segmenterWords } from './tokenizers.ts'
import type { BenchPassage, Engine, Searcher } from './types.ts'

const textOf = ({ title, text }: BenchPassage): string => `${title}\n${text}`

const toCorpus = (passages: readonly BenchPassage[]): Corpus => ({
  sources: [],
  topics: [],
  collections: [],
  lexicon: [],
  passages: passages.map(({ id, title, text }) => ({
    id,
    source: { id, title, text, language: 'zh' },
    paragraphs: [1, 1],
    text,
    translations: [],
  })),
})

const toSearcher = (index: SearchIndex): Searcher => ({
  async search(question, limit) {
    const { hits, confidence } = await index.search(question, { limit })
    return hits.map(({ passage }) => ({ id: passage.id, score: confidence }))
  },
})

const chuchu: Engine = {
  label: 'Chuchu',
  packages: [],
  async load() {
    const { createSearchIndex } = await import('../../src/retrieval/index.ts')
    return async (passages) => toSearcher(await createSearchIndex(toCorpus(passages)))
  },
}

const miniSearch = (label: string, tokenize?: (text: string) => string[]): Engine => ({
  label,
  packages: [],
  async load() {
    const { default: MiniSearch } = await import('minisearch')
    return (passages) => {
      const index = new MiniSearch({ fields: ['title', 'text'], ...(tokenize && { tokenize }) })
      index.addAll(passages)
      return { search: (question, limit) => index.search(question).slice(0, limit) as never }
    }
  },
})

interface FlexSearch {
  Charset: { CJK: unknown }
  Index: new (
    options: object,
  ) => {
    add(id: number, text: string): void
    search(question: string, options: object): number[]
  }
}

const flexSearch: Engine = {
  label: 'FlexSearch, CJK and context',
  packages: ['flexsearch'],
  async load() {
    const { Index, Charset } = requirePeer<FlexSearch>('flexsearch')
    return (passages) => {
      const index = new Index({ encoder: Charset.CJK, tokenize: 'strict', context: true })
      passages.forEach((passage, number) => {
        index.add(number, textOf(passage))
      })
      return {
        // `suggest`: a passage need not hold every character of the question.
        search: (question, limit) =>
          index
            .search(question, { limit, suggest: true })
            .map((number) => ({ id: (passages[number] as BenchPassage).id })),
      }
    }
  },
}

interface Orama {
  create(options: object): object
  insertMultiple(index: object, passages: object[], batch: number): unknown
  search(index: object, options: object): Promise<{ hits: { id: string; score: number }[] }>
}

const orama: Engine = {
  label: 'Orama, mandarin',
  packages: ['@orama/orama', '@orama/tokenizers'],
  async load() {
    const { create, insertMultiple, search } = requirePeer<Orama>('@orama/orama')
    const { createTokenizer } = requirePeer<{ createTokenizer(): unknown }>(
      '@orama/tokenizers/mandarin',
    )
    return async (passages) => {
      const components = { tokenizer: createTokenizer() }
      const index = create({ schema: { title: 'string', text: 'string' }, components })
      const rows = passages.map((passage) => ({ ...passage }))
      await insertMultiple(index, rows, 1000)
      return { search: async (term, limit) => (await search(index, { term, limit })).hits }
    }
  },
}

const sqlite: Engine = {
  label: 'SQLite FTS5, bigrams',
  packages: process.getBuiltinModule?.('node:sqlite') ? [] : ['node-sqlite3-wasm'],
  load: openDatabase,
}

/** Every engine by the name that `--engines` takes. Peers are set up as their documentation shows. */
export const ENGINES: Readonly<Record<string, Engine>> = {
  chuchu,
  minisearch: miniSearch('MiniSearch as shipped'),
  'minisearch-words': miniSearch('MiniSearch, Intl.Segmenter', segmenterWords),
  'minisearch-bigrams': miniSearch('MiniSearch, bigrams', bigrams),
  flexsearch: flexSearch,
  orama,
  sqlite,
}
