import { createRandom, type Random } from './random.ts'
import { createSlots, type Fill, makePerson } from './slots.ts'
import { type Kind, readTemplates, type Templates } from './templates.ts'
import type { BenchCorpus, BenchPassage, Question } from './types.ts'
import { variantsOf } from './variants.ts'

/** One passage of so many is left out, and its questions become unanswerable. */
export const LEFT_OUT = 12
/** Entries for each person: few enough that a name leads to several passages. */
const ENTRIES_A_PERSON = 3
const SECTIONS = 3

export interface CorpusSize {
  readonly passages: number
  readonly questions: number
  readonly seed: number
}

/** A made-up encyclopaedia of so many passages, with questions; see templates.yaml. */
export function makeCorpus({ passages: size, questions: count, seed }: CorpusSize): BenchCorpus {
  const templates = readTemplates()
  const random = createRandom(seed)
  const written = Math.ceil((size * LEFT_OUT) / (LEFT_OUT - 1))
  const entries = makeEntries(templates, random, Math.ceil(written / SECTIONS))
  const sections = random.shuffle(entries.flatMap((entry) => writeSections(entry, entries, random)))
  const kept = sections.slice(0, size)
  const passages = kept.map(({ passage }) => passage)
  const { shells } = templates
  return {
    name: 'made',
    passages,
    variants: variantsOf(ask(kept, count, random), { passages, shells, random }),
    unanswerable: {
      'off topic': makeOffTopic(templates, count, random),
      'left out': ask(sections.slice(size), count, random).map(({ text }) =>
        random.pick(shells).replace('{}', text),
      ),
    },
  }
}

/** Questions of everyday life that no passage answers, though some share a word with one. */
export const makeOffTopic = (templates: Templates, count: number, random: Random): string[] =>
  Array.from({ length: count }, () => {
    const fill = createSlots(templates, random, [])
    return random.pick(templates.shells).replace('{}', fill(random.pick(templates.offTopic)))
  })

interface Entry {
  readonly id: string
  readonly kind: Kind
  readonly name: string
  readonly fill: Fill
}

interface Section {
  readonly passage: BenchPassage
  /** What can be asked about it. */
  readonly questions: readonly string[]
}

const ask = (sections: readonly Section[], count: number, random: Random): Question[] =>
  Array.from({ length: count }, (_, number) => {
    const { passage, questions } = sections[number % sections.length] as Section
    return { text: random.pick(questions), passage: passage.id }
  })

function makeEntries(templates: Templates, random: Random, count: number): Entry[] {
  const people = Array.from({ length: Math.ceil(count / ENTRIES_A_PERSON) + 20 }, () =>
    makePerson(templates, random),
  )
  const kinds = Object.values(templates.kinds)
  const names = new Set<string>()
  return Array.from({ length: count }, (_, number) => {
    const kind = kinds[number % kinds.length] as Kind
    let fill: Fill
    let name: string
    do {
      fill = createSlots(templates, random, people)
      name = fill(kind.name)
    } while (names.has(name))
    names.add(name)
    return { id: `entry-${number}`, kind, name, fill }
  })
}

function writeSections(entry: Entry, entries: readonly Entry[], random: Random): Section[] {
  const { id, kind, name, fill } = entry
  const peers = entries.filter((other) => other.kind === kind && other !== entry)
  const write = (template: string): string =>
    fill(
      template
        .replaceAll('{name}', name)
        .replaceAll('{short}', fill(kind.short))
        .replaceAll('{it}', random.pick(kind.it))
        .replaceAll('{other}', random.pick(peers)?.name ?? name),
    )
  return kind.sections.map((facts, number) => {
    const sentences = facts.map(({ say }) => random.pick(say))
    sentences.splice(random.between(1, facts.length), 0, random.pick(kind.aside))
    return {
      passage: { id: `${id}#${number + 1}`, title: name, text: sentences.map(write).join('') },
      questions: facts.flatMap((fact) => fact.ask.map(write)),
    }
  })
}
