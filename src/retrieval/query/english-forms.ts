import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import irregularPlurals from 'irregular-plurals'

/** Regular endings and what stands for them in the word itself: the rules of WordNet's Morphy. */
const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ['ies', 'y'],
  ['ves', 'f'],
  ['es', 'e'],
  ['es', ''],
  ['s', ''],
  ['ied', 'y'],
  ['ed', 'e'],
  ['ed', ''],
  ['ing', 'e'],
  ['ing', ''],
  ['ier', 'y'],
  ['iest', 'y'],
  ['er', 'e'],
  ['er', ''],
  ['est', 'e'],
  ['est', ''],
]
/** As of stopped and biggest. */
const DOUBLED = /([bdfglmnprt])\1$/
const MIN_BASE = 2

interface Irregular {
  readonly bases: ReadonlyMap<string, readonly string[]>
  readonly forms: ReadonlyMap<string, readonly string[]>
}

let irregular: Irregular | undefined

const readIrregular = (): Irregular => {
  const path = createRequire(import.meta.url).resolve('english-verbs-irregular/dist/verbs.json')
  const verbs: Record<string, string[][]> = JSON.parse(readFileSync(path, 'utf8'))
  const bases = new Map<string, string[]>()
  const forms = new Map<string, string[]>()
  const push = (lists: Map<string, string[]>, key: string, value: string) =>
    lists.set(key, [...(lists.get(key) ?? []), value])
  const add = (base: string, form: string) => {
    if (base === form || forms.get(base)?.includes(form)) return
    push(forms, base, form)
    push(bases, form, base)
  }
  for (const [base, some] of Object.entries(verbs)) for (const form of some.flat()) add(base, form)
  for (const [base, form] of irregularPlurals) add(base, form)
  return { bases, forms }
}

const openIrregular = (): Irregular => {
  irregular ??= readIrregular()
  return irregular
}

/** The words that a word may be a form of, itself among them: fastest, fast; paid, pay. */
export const basesOf = (word: string): readonly string[] => {
  const bases = [word, ...(openIrregular().bases.get(word) ?? [])]
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < MIN_BASE) continue
    const base = word.slice(0, -ending.length)
    bases.push(base + instead)
    if (instead === '' && DOUBLED.test(base)) bases.push(base.slice(0, -1))
  }
  return [...new Set(bases)]
}

/** What an irregular word is also written as, which no stemmer knows: pay, paid; child, children. */
export const irregularFormsOf = (word: string): readonly string[] => {
  const { bases, forms } = openIrregular()
  const own = bases.get(word) ?? []
  return [...(forms.get(word) ?? []), ...own, ...own.flatMap((base) => forms.get(base) ?? [])]
}
