import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import type { Report } from './problems.ts'
import { findBomb, findTwins } from './yaml-guard.ts'

/** A YAML value that passed its schema, with the line of each of its parts. */
interface Read<T> {
  readonly value: T
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/**
 * Parses YAML and checks it against a schema; every problem names line, field and fix.
 * Returns nothing if there was one.
 *
 * @param firstLine line of the file at which `text` begins, from 1
 */
export function readYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  report: Report,
  firstLine = 1,
): Read<T> | undefined {
  const bomb = findBomb(text)
  if (bomb) {
    report({ file, line: firstLine, ...bomb })
    return undefined
  }
  const lines = new LineCounter()
  // The parser would compare every key with every other; findTwins does it in one go. And it would
  // write parts of the file to standard error, as they are.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: 'error',
  })
  const toLine = (offset: number) => lines.linePos(offset).line + firstLine - 1
  for (const { message, pos } of document.errors)
    report({
      file,
      line: toLine(pos[0]),
      message: `is not valid YAML: ${message}`,
      fix: 'correct the line; put text that holds : or # in quotation marks',
    })
  const twins = document.errors.length > 0 ? [] : findTwins(document)
  for (const { name, offset } of twins)
    report({
      file,
      line: toLine(offset),
      field: name,
      message: 'stands there twice',
      fix: 'keep one',
    })
  if (document.errors.length + twins.length > 0) return undefined
  const lineOf = (path: readonly PropertyKey[]) => toLine(offsetOf(document, path))
  let value: unknown
  try {
    value = document.toJS() ?? {}
  } catch {
    // The parser refuses documents that unfold a few aliases into millions of nodes.
    report({ file, line: firstLine, ...TOO_MANY_ALIASES })
    return undefined
  }
  const checked = schema.safeParse(value)
  if (checked.success) return { value: checked.data, lineOf }
  for (const { path, message, fix } of explainIssues(checked.error))
    report({
      file,
      line: lineOf(path),
      ...(path.length > 0 && { field: path.join('.') }),
      message,
      fix,
    })
  return undefined
}

const TOO_MANY_ALIASES = { message: 'has too many YAML aliases', fix: 'write the values out' }

/** Schemas tell what is wrong and its fix in one message: `is not a date → write 2025-02-11`. */
export function explainIssues(error: z.ZodError) {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: 'is not a field that the bot knows',
        fix: 'correct its spelling, or delete it; docs/adding-material.md lists the fields',
      }))
    const text = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message
    const [message = '', fix = 'docs/adding-material.md shows how'] = (text ?? '').split(' → ')
    return [{ path: issue.path, message, fix }]
  })
}

/** Where the innermost part of the path that exists begins: a missing field is reported where it should stand. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      : undefined
    const named = pair?.key ?? (isSeq(node) ? node.items[Number(part)] : undefined)
    if (!isNode(named) || !named.range) return offset
    offset = named.range[0]
    node = pair ? pair.value : named
  }
  return offset
}

/** JSON and YAML can write half of a character, which no platform takes. */
export const isWhole = (words: string): boolean => words.isWellFormed()
export const NOT_WHOLE =
  'has half of a character (\\ud800 to \\udfff alone) → write the character itself'

/** A text that a person writes, not blank. */
export function text(message: string, most = 200) {
  return z
    .string({ error: message })
    .trim()
    .refine(isWhole, NOT_WHOLE)
    .min(1, message)
    .max(most, `is too long → use at most ${most} characters`)
}
