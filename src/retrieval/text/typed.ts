import { match } from 'pinyin-pro'
import { fold } from './fold.ts'

/**
 * Whether a line of text goes on from what somebody is typing: it holds every word of it, or is
 * read so in pinyin, in full or by initials.
 */
export const matchesTyped = (line: string, typed: string): boolean => {
  const [text, wanted] = [fold(line), fold(typed).trim()]
  if (wanted.split(/\s+/).every((word) => text.includes(word))) return true
  return PINYIN.test(wanted) && match(text, wanted, { continuous: true }) !== null
}

/** One letter alone would match nearly everything. */
const PINYIN = /^[a-z][a-z ]+$/
