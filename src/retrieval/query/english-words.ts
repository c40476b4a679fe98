import { LRUCache } from 'lru-cache'
import { createPause } from '../../shared/pause.ts'
import type { PassageIndex } from '../index/passage-index.ts'
import { basesOf, irregularFormsOf } from './english-forms.ts'
import { openWordNet } from './wordnet.ts'

/** English words over one material that has some. */
export interface EnglishWords {
  /** Resolves when everything is read that the first question would otherwise wait for. */
  open(): Promise<void>
  /** What a word of a question counts beside others, 0.3…1: little where it has many meanings. */
  weight(word: string): Promise<number>
  /** Other forms of a word, that no stemmer brings together. */
  readonly forms: (word: string) => readonly string[]
  /** What the material has in place of a word that it has not; of no words where it has nothing. */
  synonyms(word: string): Promise<Synonyms>
}

interface Synonyms {
  readonly words: readonly string[]
  /** How surely they mean the word, 0…1. */
  readonly fidelity: number
  /** Whether the word is one, and no mistake in typing. */
  readonly isWord: boolean
}

const ENGLISH = /^[a-z]{3,}$/
/** What verbs are joined with: by itself it says where something is, and nothing of what. */
const PARTICLE =
  /^(?:out|up|off|down|over|back|away|into|after|before|through|along|around|by|upon|again)$/

const LEAST_WEIGHT = 0.3
/** What a verb loses when it has e times as many meanings: *take* has 42, *capsize* one. */
const VAGUENESS = 0.12

/** Words whose answers are kept: people ask of one material in much the same words. */
const MAX_KEPT = 1000

/** Fidelity of a word with the same meaning, and of one beside it. */
const SAME = 0.7
const BESIDE = 0.4
/** More words of the material for one of the question are no help. */
const MAX_WORDS = 8

const SUFFIXES =
  'ability|able|age|al|ally|ance|ant|ation|cy|dom|ed|ence|ent|er|ful|hood|ian|ible|ic|ical|ing|ion|ish|ism|ist|ity|ive|less|ly|ment|ness|or|ous|s|ship|t|th|ure|y'
const SUFFIX = new RegExp(`^(?:${SUFFIXES})$`)
const WITH_SUFFIX = new RegExp(`(?:${SUFFIXES})$`)
/** Shorter beginnings are those of too many words. */
const MIN_ROOT = 4

/** @param isKnown whether the material has a word, or every one of several */
export const createEnglishWords = (
  isKnown: (word: string) => boolean,
  { beginning }: Pick<PassageIndex, 'beginning'>,
): EnglishWords => {
  const pause = createPause()

  /** Weigh and weight, member and membership: WordNet does not have all of them. */
  const derivedFrom = async (lemma: string): Promise<readonly string[]> => {
    const root = lemma.replace(/[ey]$/, '')
    if (root.length < MIN_ROOT) return []
    const longer = (await beginning(root)).filter((word) => SUFFIX.test(word.slice(root.length)))
    const shorter = lemma.replace(WITH_SUFFIX, '')
    return shorter.length >= MIN_ROOT && isKnown(shorter) ? [...longer, shorter] : longer
  }

  const find: EnglishWords['synonyms'] = async (word) => {
    if (!ENGLISH.test(word) || PARTICLE.test(word)) return { words: [], fidelity: 0, isWord: false }
    const wordNet = await openWordNet()
    // A long question of common verbs would hold everybody up for a fifth of a second.
    await pause()
    const lemmas = basesOf(word).filter(wordNet.has)
    const same = [...lemmas, ...lemmas.flatMap(wordNet.same)].filter(isKnown)
    const derived = await Promise.all(lemmas.map(derivedFrom))
    const near = [...new Set([...same, ...derived.flat()])].slice(0, MAX_WORDS)
    if (near.length > 0) return { words: near, fidelity: SAME, isWord: true }
    const beside = [...new Set(lemmas.flatMap(wordNet.beside))].filter(isKnown).slice(0, MAX_WORDS)
    return { words: beside, fidelity: BESIDE, isWord: lemmas.length > 0 }
  }

  const found = new LRUCache<string, Promise<Synonyms>>({ max: MAX_KEPT })
  const weights = new LRUCache<string, number>({ max: MAX_KEPT })

  return {
    open: async () => {
      await openWordNet()
      basesOf('')
    },
    async weight(word) {
      if (PARTICLE.test(word)) return LEAST_WEIGHT
      if (!ENGLISH.test(word)) return 1
      const known = weights.get(word)
      if (known !== undefined) return known
      const { verbSenses } = await openWordNet()
      const senses = Math.max(1, ...basesOf(word).map(verbSenses))
      const weight = Math.max(LEAST_WEIGHT, 1 - VAGUENESS * Math.log(senses))
      weights.set(word, weight)
      return weight
    },
    forms: irregularFormsOf,
    synonyms(word) {
      const words = found.get(word) ?? find(word)
      found.set(word, words)
      return words
    },
  }
}
