import { Converter } from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import type { Random } from './random.ts'
import type { BenchPassage, Question } from './types.ts'

const toTaiwan = Converter({ from: 'cn', to: 'twp' })
const HAN = /\p{Script=Han}/u

/** For every toneless syllable, the passages' characters that are read so, without repetition. */
type Homophones = ReadonlyMap<string, readonly string[]>

interface Surroundings {
  readonly passages: readonly BenchPassage[]
  /** Ways to put a question, each with `{}` where it goes. */
  readonly shells: readonly string[]
  readonly random: Random
}

/** The questions as they are, with a wrong character of the same sound, with one lost, and in traditional script. */
export function variantsOf(
  questions: readonly Question[],
  { passages, shells, random }: Surroundings,
): Record<string, readonly Question[]> {
  const homophones = homophonesOf(passages)
  const put = questions.map((question) => ({ ...question, shell: random.pick(shells) }))
  const vary = (change: (text: string) => string): Question[] =>
    put.map(({ text, passage, shell }) => ({ text: shell.replace('{}', change(text)), passage }))
  const plain = vary((text) => text)
  return {
    plain,
    homophone: vary((text) => mistype(text, homophones, random)),
    dropped: vary((text) => drop(text, random)),
    traditional: plain.map(({ text, passage }) => ({ text: toTaiwan(text), passage })),
  }
}

const soundOf = (character: string): string => pinyin(character, { toneType: 'none' })

export function homophonesOf(passages: readonly BenchPassage[]): Homophones {
  const homophones = new Map<string, string[]>()
  const characters = new Set(passages.flatMap(({ title, text }) => [...title, ...text]))
  for (const character of characters) {
    if (!HAN.test(character)) continue
    const alike = homophones.get(soundOf(character))
    if (alike) alike.push(character)
    else homophones.set(soundOf(character), [character])
  }
  return homophones
}

/** One character replaced by another of the same sound, where the passages have one. */
export function mistype(text: string, homophones: Homophones, random: Random): string {
  const characters = [...text]
  for (const at of random.shuffle([...characters.keys()])) {
    const right = characters[at] as string
    const wrong = (homophones.get(soundOf(right)) ?? []).filter((other) => other !== right)
    if (HAN.test(right) && wrong.length > 0) return characters.with(at, random.pick(wrong)).join('')
  }
  return text
}

/** One Han character left out. */
export function drop(text: string, random: Random): string {
  const characters = [...text]
  const at = random.pick([...characters.keys()].filter((at) => HAN.test(characters[at] as string)))
  return characters.toSpliced(at, 1).join('')
}
