import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stem } from '../text/stem.ts'

const PATH = join(import.meta.dirname, 'data/english-paraphrases.txt')

let table: ReadonlyMap<string, readonly string[]> | undefined

const readTable = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readFileSync(PATH, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .flatMap((line) => {
        const [asked = '', written = ''] = line.split(': ')
        const phrases = written.split(', ').map((phrase) => phrase.split(' ').map(stem).join(' '))
        return asked.split(', ').map((word) => [stem(word), phrases] as const)
      }),
  )

/** What is written for an English word that is asked; none for most. See the file for what belongs in it. */
export const paraphrasesOf = (root: string): readonly string[] => {
  table ??= readTable()
  return table.get(root) ?? []
}
