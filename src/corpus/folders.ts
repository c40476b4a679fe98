import { readAccess } from './access.ts'
import type { ContentFile } from './files.ts'
import type { Problem, Report } from './problems.ts'
import { scopeOfPath } from './scope.ts'
import { idOfFolder } from './source-id.ts'
import { type Collection, DEFAULT_COLLECTION, type Passage, type Source } from './types.ts'

// Whose the sources of a folder are: everybody's, those whom it names, or of one server or group.

export interface ReadFile {
  readonly file: string
  readonly passages: readonly Passage[]
}

/** What one server or group has added must not stop the bot for all. */
export const asWarning = (problem: Problem): Problem => ({ severity: 'warning', ...problem })

/** Who may read each folder that says so, by the name of its collection. */
export const readAccesses = (files: readonly ContentFile[], report: Report) =>
  new Map(
    files.flatMap((file) => {
      const access = readAccess(file, report)
      return access ? [[idOfFolder(file.path.split('/')[0] as string), access] as const] : []
    }),
  )

/** The sources of each folder at the top. */
export function collect(
  read: readonly ReadFile[],
  accesses: ReadonlyMap<string, readonly string[]>,
): readonly Collection[] {
  const byName = new Map<string, Set<Source>>()
  const scopes = new Map<string, string>()
  for (const { file, passages } of read) {
    if (passages.length === 0) continue
    const [folder = ''] = file.includes('/') ? file.split('/') : []
    const name = folder ? idOfFolder(folder) : DEFAULT_COLLECTION
    const scope = scopeOfPath(file)
    if (scope !== undefined) scopes.set(name, scope)
    const sources = byName.get(name) ?? new Set()
    for (const { source } of passages) sources.add(source)
    byName.set(name, sources)
  }
  return [...byName]
    .map(([name, sources]) => {
      const scope = scopes.get(name)
      const access = accesses.get(name)
      return {
        ...{ name, sources: [...sources] },
        ...(scope !== undefined && { scope }),
        ...(access && { access }),
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** UTF-16 units of all that servers and groups have added: a quarter of what the content folder may hold. */
const MAX_SCOPES_LENGTH = 8 * 2 ** 20

/** What no longer fits is left out, so that no server or group can stop the bot for all. */
export function limitScopes(read: readonly ReadFile[], report: Report): readonly ReadFile[] {
  let length = 0
  return read.filter(({ file, passages }) => {
    if (scopeOfPath(file) === undefined) return true
    const own = passages.reduce(
      (sum, { text, heading = '' }) => sum + text.length + heading.length,
      0,
    )
    if (length + own > MAX_SCOPES_LENGTH) {
      report({
        file,
        severity: 'warning',
        message: `is more than fits: servers and groups have added ${MAX_SCOPES_LENGTH / 2 ** 20} million characters`,
        fix: 'remove files that nobody needs, or run a second bot',
      })
      return false
    }
    length += own
    return true
  })
}
