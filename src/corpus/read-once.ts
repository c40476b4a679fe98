import { readArticle } from './article.ts'
import { readCollection } from './collection.ts'
import { UnreadableError } from './document.ts'
import type { ContentFile } from './files.ts'
import { asWarning } from './folders.ts'
import { kindOf } from './kinds.ts'
import { MAX_PROBLEMS, type Problem, type Report } from './problems.ts'
import { scopeOfPath } from './scope.ts'
import { idOfPath } from './source-id.ts'
import type { Passage } from './types.ts'

interface ReadOnce {
  readonly passages: readonly Passage[]
  readonly problems: readonly Problem[]
}

/** What was read of a file, for as long as somebody keeps the file. */
const READ = new WeakMap<ContentFile, ReadOnce>()

/** Reads a file the first time, and has the same passages and problems of it ever after. */
export function readOnce(file: ContentFile, report: Report): readonly Passage[] {
  let known = READ.get(file)
  if (!known) {
    const problems: Problem[] = []
    const keep: Report = (problem) => {
      if (problems.length < MAX_PROBLEMS) problems.push(problem)
    }
    const passages = readSafely(
      file,
      kindOf(file) === 'collection' ? readCollection : readArticle,
      keep,
    )
    known = {
      passages: scopeOfPath(file.path) === undefined ? passages : nameByPath(file, passages),
      problems,
    }
    READ.set(file, known)
  }
  const isShared = scopeOfPath(file.path) === undefined
  for (const problem of known.problems) report(isShared ? problem : asWarning(problem))
  return known.passages
}

/** The id that a file of a scope gives itself could be that of another source. */
function nameByPath({ path }: ContentFile, passages: readonly Passage[]): readonly Passage[] {
  const [first] = passages
  if (!first) return passages
  const source = { ...first.source, id: idOfPath(path) }
  return passages.map((passage, index) => ({ ...passage, source, id: `${source.id}#${index + 1}` }))
}

/** What a parser cannot follow is left out like any other file that cannot be read. */
export function readSafely<Part>(
  file: ContentFile,
  read: (file: ContentFile, report: Report) => readonly Part[],
  report: Report,
): readonly Part[] {
  try {
    return read(file, report)
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof UnreadableError)) throw error
    report({ file: file.path, severity: 'warning', ...faultOf(error) })
    return []
  }
}

const faultOf = (error: RangeError | UnreadableError) =>
  error instanceof UnreadableError
    ? { message: error.message, fix: error.fix }
    : {
        message: 'has lists or quotes nested too deep',
        fix: 'take out some of their levels',
      }
