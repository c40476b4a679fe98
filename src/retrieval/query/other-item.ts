import type { QueryTerm } from './query-term.ts'

/** An item of a list, without its sign. */
const ITEM = /^(?:[•☑☐]|\d+\.) (.+)$/gm
const FIRST_WORD = /^[a-z0-9]{2,}(?=\W|\p{Script=Han})/u
const FIRST_HAN = /^\p{Script=Han}{2,8}/u
/** A shorter beginning names nothing. */
const MIN_NAME = 2
/** From this share on an item of its own says enough of what is asked. */
const ENOUGH = 0.25

/** What an item begins with that the question has; '' if nothing. */
const nameIn = (item: string, folded: string): string => {
  const word = FIRST_WORD.exec(item)?.[0]
  if (word) return new RegExp(`(?<![a-z0-9])${word}(?![a-z0-9])`).test(folded) ? word : ''
  const run = FIRST_HAN.exec(item)?.[0] ?? ''
  for (let end = run.length; end >= MIN_NAME; end--)
    if (folded.includes(run.slice(0, end))) return run.slice(0, end)
  return ''
}

/** Whether an item begins with another name of the kind: 陶器馆 beside 瓷器馆, HR beside IT. */
const isParallel = (item: string, name: string): boolean =>
  /^[a-z0-9]/.test(name)
    ? FIRST_WORD.test(item) && !item.startsWith(name)
    : item.charAt(name.length - 1) === name.at(-1) && !item.startsWith(name)

/**
 * Whether a question names an item of a list that says nothing of what is asked, and another item of
 * a like name does.
 *
 * @param folded the question
 * @param passage folded
 */
export const answersInOtherItem = (
  folded: string,
  passage: string,
  queryTerms: readonly QueryTerm[],
  weights: readonly { readonly asked: number }[],
): boolean => {
  const items = Array.from(passage.matchAll(ITEM), ([, item = '']) => item)
  const names = items.map((item) => nameIn(item, folded))
  const name = names.find((each) => each !== '')
  if (name === undefined) return false
  const heldBy = (item: string): number =>
    queryTerms.reduce((sum, { text, variants }, t) => {
      const isAsked = !name.includes(text) && variants.some((each) => item.includes(each))
      return isAsked ? sum + (weights[t]?.asked ?? 0) : sum
    }, 0)
  const own = items.filter((_, i) => names[i] !== '').map(heldBy)
  const others = items.filter((item, i) => names[i] === '' && isParallel(item, name)).map(heldBy)
  return Math.max(...own) < ENOUGH * Math.max(0, ...others)
}

/**
 * Whether a question names what another passage begins with, and this one begins with another of a
 * like name and never speaks of it: 大窑 for 小窑.
 *
 * @param folded the question
 * @param passage folded, with what stands above it
 * @param others further passages, folded
 */
export const speaksOfSibling = (
  folded: string,
  passage: { readonly text: string; readonly title: string },
  others: readonly string[],
): boolean =>
  FIRST_HAN.test(passage.text) &&
  others.some((other) => {
    const name = FIRST_HAN.test(other) ? nameIn(other, folded) : ''
    return (
      name !== '' &&
      isParallel(passage.text, name) &&
      !`${passage.title} ${passage.text}`.includes(name)
    )
  })
