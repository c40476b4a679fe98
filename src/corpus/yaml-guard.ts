import { type Document, isScalar, Lexer, Parser, visit, type YAMLMap } from 'yaml'
import type { Problem } from './problems.ts'

/** UTF-16 units: a thousand topics, and what the parser reads in a second or two. */
const MAX_YAML = 250_000

/**
 * Values within values. The parser recurses. Where the stack ends it mostly says so; but if V8 has to
 * compile a regular expression just there, as it did under our test runner, it ends the process.
 */
const MAX_DEPTH = 50

const TOO_LONG = {
  message: `has more than ${MAX_YAML / 1000} thousand characters of YAML`,
  fix: 'split it: every folder may have a topics.yaml and a lexicon.yaml of its own',
}
const TOO_DEEP = {
  message: `has values nested more than ${MAX_DEPTH} deep`,
  fix: 'look for brackets, colons or dashes that should stand in quotation marks',
}

/** What the parser must not be given. Its first stage, which does not recurse, tells the depth. */
export function findBomb(text: string): Pick<Problem, 'message' | 'fix'> | undefined {
  if (text.length > MAX_YAML) return TOO_LONG
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_DEPTH) return TOO_DEEP
  }
  return undefined
}

/** Keys that a mapping has twice: the last would win, without a word. */
export function findTwins(document: Document) {
  const twins: { readonly name: string; readonly offset: number }[] = []
  const check = (_: unknown, { items }: YAMLMap) => {
    const seen = new Set<string>()
    for (const { key } of items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      if (seen.has(name)) twins.push({ name, offset: key.range?.[0] ?? 0 })
      seen.add(name)
    }
  }
  visit(document, { Map: check })
  return twins
}
