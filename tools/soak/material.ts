import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadCorpus } from '../../src/corpus/index.ts'
import { createCounts } from './side.ts'

const CONTENT = join(import.meta.dirname, '../../content')
const BROKEN = '\nbroken: [this list never ends\n'

/** A copy of the material that is edited while the bot reads it, well and badly. */
export interface EditedMaterial {
  readonly folder: string
  readonly passages: readonly string[]
  /** Adds a paragraph to an article, or takes the added ones away. */
  editWell(): Promise<void>
  /** Leaves a file that cannot be read; the next good edit fixes it. */
  editBadly(): Promise<void>
  readonly edits: ReadonlyMap<string, number>
}

export async function copyMaterial(folder: string): Promise<EditedMaterial> {
  await cp(CONTENT, folder, { recursive: true })
  const corpus = await loadCorpus(folder)
  const files = (await readdir(folder, { recursive: true })).map((path) => join(folder, path))
  const find = (name: RegExp) => {
    const file = files.find((path) => name.test(path))
    if (!file) throw new Error(`content/ has no ${name}`)
    return file
  }
  const [article, translation, topics] = await Promise.all(
    [/article\.md$/, /article\.en\.md$/, /topics\.yaml$/].map(async (name) => {
      const file = find(name)
      return { file, text: await readFile(file, 'utf8') }
    }),
  )
  const write = (at: typeof article, more: string) =>
    at && writeFile(at.file, `${at.text.trimEnd()}\n${more}`)
  const { counts: edits, add: count } = createCounts()
  let version = 0
  return {
    folder,
    passages: corpus.passages.map(({ text }) => text),
    edits,
    async editWell() {
      count('well')
      version++
      const added = version % 3 !== 0
      await write(article, added ? `\n这是第${version}次修改时添加的一段。\n` : '')
      await write(translation, added ? `\nThis was added by edit ${version}.\n` : '')
      await write(topics, '')
    },
    async editBadly() {
      count('badly')
      await write(topics, BROKEN)
    },
  }
}
