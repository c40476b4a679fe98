import type { ReadFile } from './folders.ts'
import type { Report } from './problems.ts'
import { scopeOfPath } from './scope.ts'
import { idOfPath } from './source-id.ts'

/** Two sources of one id would make citations ambiguous. */
export function reportTwins(read: readonly ReadFile[], report: Report): void {
  const owners = new Map<string, string>()
  for (const { file, passages } of read)
    for (const { id } of new Set(passages.map(({ source }) => source))) {
      // Nobody could tell two ids apart that differ in nothing but how their letters are encoded.
      const name = id.normalize('NFKC')
      const owner = owners.get(name)
      if (owner !== undefined)
        report({
          ...(scopeOfPath(file) !== undefined && { severity: 'warning' }),
          file,
          field: 'id',
          message: `${id} is the id of another source${owner === file ? '' : `, in ${owner}`}, too`,
          fix: 'give one of them another id',
        })
      owners.set(name, file)
    }
}

/** Two files whose names differ in their endings alone: the second keeps its ending in its id. */
export function nameApart(read: readonly ReadFile[]): readonly ReadFile[] {
  const taken = new Set<string>()
  return read.map(({ file, passages }) => {
    const source = passages[0]?.source
    const isOwn = source && source.id === idOfPath(file)
    if (!isOwn || !taken.has(source.id)) {
      if (source) taken.add(source.id)
      return { file, passages }
    }
    const renamed = { ...source, id: idOfPath(`${file}.x`) }
    taken.add(renamed.id)
    return {
      file,
      passages: passages.map((passage, index) => ({
        ...passage,
        source: renamed,
        id: `${renamed.id}#${index + 1}`,
      })),
    }
  })
}
