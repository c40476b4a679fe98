/** Something about the material that a person should know of. */
export interface Problem {
  /**
   * Absent for an error: the material cannot be used as it is. `warning`: something was left out,
   * the rest answers. `note`: nothing is lost, but a strict check says so.
   */
  readonly severity?: 'warning' | 'note'
  /** Relative to the content folder. */
  readonly file: string
  /** From 1. */
  readonly line?: number
  readonly field?: string
  /** What is wrong, and how to fix it. */
  readonly message: string
  readonly fix: string
}

/** What is wrong with something, and how to fix it, wherever it stands. */
export type Fault = Pick<Problem, 'message' | 'fix'>

/** Readers go on after a problem, so that a person sees everything at once. */
export type Report = (problem: Problem) => void

export const reportNoText = ({ path }: { readonly path: string }, report: Report): void =>
  report({
    file: path,
    severity: 'note',
    message: 'has no text',
    fix: 'write some, or delete the file',
  })

/** UTF-16 units of a part of a description: enough to find the place. */
const MAX_SHOWN = 300

/** `topics.yaml:12 · talent.covers: paragraph 99 does not exist → name …`, on one line. */
export function describeProblem({ file, line, field, message, fix }: Problem): string {
  const where = line === undefined ? show(file) : `${show(file)}:${line}`
  return `${where}${field ? ` · ${show(field)}` : ''}: ${show(message)} → ${show(fix)}`
}

/** Names and messages may hold anything: what would command a terminal, or turn words around, is spelled out. */
function show(words: string): string {
  const short = words.length > MAX_SHOWN ? `${words.slice(0, MAX_SHOWN)}…` : words
  return short.replaceAll(
    /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Surrogate}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** More are not shown: nobody fixes more at once, and millions would not fit into memory. */
export const MAX_PROBLEMS = 100

/** The material cannot be used; `problems` says what is wrong with it: everything, or the first hundred. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(
      [
        `The material has ${count(problems.length)}:`,
        ...problems.map((problem) => `  ${describeProblem(problem)}`),
      ].join('\n'),
    )
    this.problems = problems
  }
}

function count(problems: number): string {
  if (problems === 1) return 'a problem'
  return problems < MAX_PROBLEMS ? `${problems} problems` : `${problems} problems or more`
}
