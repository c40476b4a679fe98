import { type Answer, type Locale, say } from '../answers/index.ts'
import { MESSAGES } from './messages.ts'

/** Tells the person who hosts the bot what is wrong with the material: each mistake once, and its end. */
interface MaterialReport {
  broken(problem: string): void
  fixed(): void
}

/** @param tell shows it to the owner, wherever they are known */
export function createMaterialReport(
  locale: Locale,
  tell: (answer: Answer) => void,
): MaterialReport {
  let last: string | undefined
  return {
    broken(problem) {
      if (problem !== last) tell(say('invalid', { locale }, MESSAGES[locale].broken(problem)))
      last = problem
    },
    fixed() {
      if (last !== undefined) tell(say('page', { locale }, MESSAGES[locale].fixed))
      last = undefined
    },
  }
}
