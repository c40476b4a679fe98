import { requirePeer } from './peers.ts'
import { bigrams } from './tokenizers.ts'
import type { BenchPassage, Searcher } from './types.ts'

type Values = (string | number)[]
interface Database {
  exec(sql: string): void
  prepare(sql: string): {
    run(values: Values): void
    all(values: Values): Record<string, unknown>[]
  }
}

interface NodeSqlite {
  DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void
    prepare(sql: string): {
      run(...values: Values): void
      all(...values: Values): Record<string, unknown>[]
    }
  }
}

/** An empty database in memory: Node's own SQLite if there is one, else the WebAssembly build. */
async function createDatabase(): Promise<Database> {
  const native = process.getBuiltinModule?.('node:sqlite') as NodeSqlite | undefined
  if (!native) {
    const { Database } = requirePeer<{ Database: new (path: string) => Database }>(
      'node-sqlite3-wasm',
    )
    return new Database(':memory:')
  }
  const database = new native.DatabaseSync(':memory:')
  return {
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql)
      return {
        run: (values) => statement.run(...values),
        all: (values) => statement.all(...values),
      }
    },
  }
}

const terms = (text: string): string[] => bigrams(text.toLowerCase())

/** Full-text search over bigrams, which the tokenizer of FTS5 gets with blanks between them. */
export async function openDatabase(): Promise<(passages: readonly BenchPassage[]) => Searcher> {
  const database = await createDatabase()
  return (passages) => {
    database.exec("CREATE VIRTUAL TABLE passage USING fts5(title, text, tokenize='unicode61')")
    const insert = database.prepare('INSERT INTO passage(rowid, title, text) VALUES (?, ?, ?)')
    database.exec('BEGIN')
    passages.forEach(({ title, text }, number) => {
      insert.run([number, terms(title).join(' '), terms(text).join(' ')])
    })
    database.exec('COMMIT')
    const select = database.prepare(
      'SELECT rowid, -bm25(passage) AS score FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?',
    )
    const pages = database.prepare(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
    )
    return {
      search(question, limit) {
        const distinct = [...new Set(terms(question))]
        if (distinct.length === 0) return []
        const match = distinct.map((term) => `"${term}"`).join(' OR ')
        return select.all([match, limit]).map(({ rowid, score }) => ({
          id: (passages[Number(rowid)] as BenchPassage).id,
          score: Number(score),
        }))
      },
      bytesOutside: () => Number(pages.all([])[0]?.bytes),
    }
  }
}
