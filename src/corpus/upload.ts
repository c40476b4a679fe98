import { readAhead } from './article.ts'
import { toContent } from './files.ts'
import { type Fault, type Problem, reportNoText } from './problems.ts'
import { readOnce } from './read-once.ts'
import { endingOf, KINDS } from './readers/kinds.ts'
import { folderOfScope, SCOPE_MARK } from './scope.ts'
import type { Passage } from './types.ts'

/** Endings of the names of files that people may hand over in a chat. */
export const UPLOAD_KINDS: readonly string[] = [
  ...['md', 'mdx', 'markdown', 'txt'],
  ...Object.keys(KINDS),
]

const pathOf = (scope: string, name: string): string =>
  `${SCOPE_MARK}${folderOfScope(scope)}/${name}`

/**
 * Reads a file that somebody handed over, with the readers and limits of the content folder.
 *
 * @returns its passages, at least one, or why there are none
 */
export async function readUpload(
  scope: string,
  name: string,
  bytes: Buffer,
): Promise<readonly Passage[] | Fault> {
  const path = pathOf(scope, name)
  if (!UPLOAD_KINDS.includes(endingOf(name)))
    return { message: 'is of a kind that the bot does not read', fix: UPLOAD_KINDS.join(', ') }
  const file = await toContent(path, bytes)
  if ('message' in file) return file
  await readAhead(file)
  const problems: Problem[] = []
  const report = (problem: Problem) => void problems.push(problem)
  const passages = readOnce(file, report)
  if (passages.length > 0) return passages
  reportNoText(file, report)
  return problems[0] as Problem
}
