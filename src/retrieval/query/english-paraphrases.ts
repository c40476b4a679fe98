import { lazy } from '../../shared/lazy.ts'
import { readTable } from '../text/read-table.ts'
import { stem } from '../text/stem.ts'

const openParaphrases = lazy(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      readTable(new URL('data/english-paraphrases.txt', import.meta.url)).flatMap((line) => {
        const [asked = '', written = ''] = line.split(': ')
        const phrases = written.split(', ').map((phrase) => phrase.split(' ').map(stem).join(' '))
        return asked.split(', ').map((word) => [stem(word), phrases] as const)
      }),
    ),
)

/** What is written for an English word that is asked; none for most. See the file for what belongs in it. */
export const paraphrasesOf = (root: string): readonly string[] => openParaphrases().get(root) ?? []
