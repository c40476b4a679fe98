/** A place in a body and what is wrong there. */
export interface Fault {
  readonly path: Path
  readonly code: string
  readonly message: string
}

export type Path = readonly (string | number)[]
export type Json = Record<string, unknown>

export const createFault = (path: Path, code: string, message: string): Fault => ({
  path,
  code,
  message,
})

/** The tree that Discord answers with: https://docs.discord.com/developers/reference#error-messages */
export function toErrorTree(faults: readonly Fault[]): object {
  const tree: Record<string, unknown> = {}
  for (const { path, code, message } of faults) {
    let node = tree
    for (const step of path) {
      node[step] ??= {}
      node = node[step] as Record<string, unknown>
    }
    node._errors = [...((node._errors as object[] | undefined) ?? []), { code, message }]
  }
  return tree
}
