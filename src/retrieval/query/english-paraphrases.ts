import { lazy } from '../../shared/lazy.ts'
import { readTable } from '../text/read-table.ts'
import { stem } from '../text/stem.ts'

const openParaphrases = lazy((): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>()
  for (const line of readTable(new URL('data/english-paraphrases.txt', import.meta.url))) {
    const [asked = '', written = ''] = line.split(': ')
    const phrases = written.split(', ').map((phrase) => phrase.split(' ').map(stem).join(' '))
    for (const root of asked.split(', ').map(stem))
      found.set(root, [...(found.get(root) ?? []), ...phrases])
  }
  return found
})

/** What is written for an English word that is asked; none for most. See the file for what belongs in it. */
export const paraphrasesOf = (root: string): readonly string[] => openParaphrases().get(root) ?? []
