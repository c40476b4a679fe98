import { lazy } from '../../shared/lazy.ts'
import { fold } from '../text/fold.ts'
import { readTable } from '../text/read-table.ts'

/** What asks for a value, a name or a way, so that yes or no is no answer. Texts are folded. */
const ASKS_WHICH = new RegExp(
  [
    '什么|几|多少|多[久长大高远]|谁|哪|怎|如何|何',
    '[何幾]|いつ|どこ|だれ|いくら|몇|언제|어디|누구|얼마|무슨',
    `(?<![\\p{L}])(?:${[
      'when|what|where|who|which|how',
      'may gio|khi nao|bao gio|bao nhieu|bao lau|o dau|ai',
      'متي|كم|اين|ماذا|اي|كيف',
      'когда|где|кто|сколько|скольки|какои|какая|какие|как',
      'cuando|que|cuanto|cuanta|donde|quien|cual|como',
      'quand|quel|quelle|combien|ou|qui|comment',
      'wann|wo|wer|was|wie|welche|welcher',
      'quando|che|quanto|dove|chi|quale',
    ].join('|')})(?![\\p{L}])`,
  ].join('|'),
  'u',
)

/** What is not so, and on which days it is not, is told by the opposite. */
const NEGATED =
  /[不没未无别]|周几|哪几?天|\bdays?\b|\b(?:not?|never|n't|khong|no|pas|nicht|non)\b|(?<!\p{L})(?:لا|не|нет)(?!\p{L})/u

/** A range of times tells when a thing begins and when it ends. */
const RANGE_OF_TIMES =
  /\d(?:点|:\d\d)?\d{0,2} ?(?:[ap]m)? ?(?:[-–—~～至到]|から|부터|\b(?:to|till|until|a|bis|den)\b|до|الى|حتى) ?(?:[上下]午|晚上|次日|凌晨)?\d/

interface Side {
  readonly named: RegExp
  /** Named, or told in another way. */
  readonly told: RegExp
}

const anyOf = (words: readonly string[]): RegExp => {
  const others = words.filter((word) => !HAN.test(word))
  const whole = others.length > 0 ? [`(?<![\\p{L}])(?:${others.join('|')})(?![\\p{L}])`] : []
  return new RegExp([...words.filter((word) => HAN.test(word)), ...whole].join('|'), 'u')
}

const readSide = (side: string): Side => {
  const words = side.split(' ').map((word) => fold(word.replaceAll('_', ' ')))
  return {
    named: anyOf(words.filter((word) => !word.startsWith('+'))),
    told: anyOf(words.map((word) => word.replace('+', ''))),
  }
}

/** The sides of every contrast, and any word of them. See the file for what belongs in it. */
const openContrasts = lazy(() => {
  const contrasts = readTable(new URL('data/contrasts.txt', import.meta.url)).map((line) =>
    line.split(': ').map(readSide),
  )
  const named = contrasts.flat().map((side) => side.named.source)
  return { contrasts, anyNamed: new RegExp(named.join('|'), 'u') }
})

const HAN = /\p{Script=Han}/u

/**
 * Whether a question asks for a value of one side of a contrast, and a passage speaks of another side
 * alone: when it closes, where the passage says when it opens.
 *
 * @param folded the question
 * @param passage folded
 */
export const hasOnlyOpposite = (folded: string, passage: string): boolean => {
  const { contrasts, anyNamed } = openContrasts()
  if (!anyNamed.test(folded) || !ASKS_WHICH.test(folded)) return false
  if (NEGATED.test(folded) || RANGE_OF_TIMES.test(passage)) return false
  return contrasts.some((sides) => {
    const [asked, another] = sides.filter(({ named }) => named.test(folded))
    if (!asked || another || asked.told.test(passage)) return false
    return sides.some(({ named }) => named.test(passage))
  })
}
