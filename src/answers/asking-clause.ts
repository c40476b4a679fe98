import { asks } from './several-questions.ts'

/** Where a clause of a message ends; a point within a number or a name ends none. */
const CLAUSE_END = /[，,。!！?？;；~～\n]+|\.(?=\s|$)/u

/** Fewer clauses than this are a question with what it is about. */
const MIN_CLAUSES = 3

/**
 * The last clause that asks, of a message that tells a story around it; undefined where it has few
 * clauses, or none of them asks.
 */
export function askingClauseOf(message: string): string | undefined {
  const clauses = message.split(CLAUSE_END).map((clause) => clause.trim())
  const said = clauses.filter((clause) => /[\p{L}\p{N}]/u.test(clause))
  return said.length < MIN_CLAUSES ? undefined : said.findLast(asks)
}
