import type { Rule } from './rewrite.ts'

/** The parts of a name that capitals set apart, where it has some: max, Retry and Count. */
export const partsOf = (name: string): readonly string[] =>
  /[a-z0-9][A-Z]/.test(name) ? (name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*/g) ?? []) : []

/**
 * Rules that add to an identifier of the material its parts, behind it: `maxRetryCount` is found by
 * “max retry count”, `0x80070005` by its digits alone. Names of two capitalised parts stay as they
 * are, because most are names of products, whose parts are other things.
 */
export const COMPOUNDS: readonly Rule[] = [
  {
    pattern: /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]+/g,
    replace: ([name]) => {
      const parts = partsOf(name)
      const least = /^[a-z]{2}/.test(name) ? 2 : 3
      return parts.length >= least ? `${name} ${parts.join(' ')}` : undefined
    },
  },
  {
    pattern: /(?<![A-Za-z0-9])0[xX]([0-9A-Fa-f]{3,})(?![A-Za-z0-9])/g,
    replace: ([code, digits]) => `${code} ${digits}`,
  },
  {
    pattern: /(?<![A-Za-z0-9])[A-Za-z]{1,4}([0-9]{3,})(?![A-Za-z0-9])/g,
    replace: ([code, digits]) => `${code} ${digits}`,
  },
]

/** `wi-fi` and `cache_dir` are found in one word as well. Texts are folded. */
export const JOINED: Rule = {
  pattern: /(?<![a-z0-9_-])[a-z]+(?:[-_][a-z]+){1,2}(?![a-z0-9_-])/g,
  replace: ([name]) => `${name} ${name.replace(/[-_]/g, '')}`,
}
