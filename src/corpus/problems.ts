/** Something about the material that a person has to mend. */
export interface Problem {
  /** Relative to the content folder. */
  readonly file: string
  /** From 1. */
  readonly line?: number
  readonly field?: string
  /** What is wrong, and how to mend it. */
  readonly message: string
  readonly cure: string
}

/** Readers go on after a problem, so that a person sees everything at once. */
export type Report = (problem: Problem) => void

export const reportNoText = ({ path }: { readonly path: string }, report: Report): void =>
  report({ file: path, message: 'has no text', cure: 'write some, or delete the file' })

/** `topics.yaml:12 · talent.covers: paragraph 99 does not exist. Cure: …` */
export function describeProblem({ file, line, field, message, cure }: Problem): string {
  const where = line === undefined ? file : `${file}:${line}`
  return `${where}${field ? ` · ${field}` : ''}: ${message} → ${cure}`
}

/** The material cannot be used; `problems` says everything that is wrong with it at once. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(
      [
        `The material has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
        ...problems.map((problem) => `  ${describeProblem(problem)}`),
      ].join('\n'),
    )
    this.problems = problems
  }
}
