import { type Answer, type Command, say } from '../../answers/index.ts'
import { createMaterialCommand, type OnAdded, type ReadPage } from './commands.ts'
import { FilesUnavailable } from './files.ts'
import { createScopeLibrary, type ScopeLibrary, type ScopeLibraryOptions } from './library.ts'
import { MESSAGES } from './messages.ts'
import { createTeachCommands } from './teach.ts'

export { materialScopeOf } from './commands.ts'
export { createScopeFiles, type ScopeFiles } from './files.ts'
export type { AddResult, ScopeLibrary } from './library.ts'
export { toMarkdownFile } from './markdown-file.ts'
export { copyScopeFiles, openScopeFiles } from './shared-files.ts'

export interface ScopeMaterialOptions extends ScopeLibraryOptions {
  /** Without it no web pages are added. */
  readonly readPage?: ReadPage
  /** Told of every source that is added; see {@link OnAdded}. */
  readonly onAdded?: OnAdded
}

/** What servers and groups add, and the commands that they add it with. */
export function createScopeMaterial({ readPage, onAdded, ...options }: ScopeMaterialOptions): {
  readonly library: ScopeLibrary
  readonly commands: readonly Command[]
} {
  const library = createScopeLibrary(options)
  return {
    library,
    commands: [
      createMaterialCommand(library, readPage, onAdded),
      ...createTeachCommands(library, onAdded),
    ].map(whileAvailable),
  }
}

/** The same command, which asks people to try later while the files are away. */
export function whileAvailable(inner: Command): Command {
  const { run, suggest } = inner
  const orElse =
    <Value>(value: Value) =>
    (error: unknown): Value => {
      if (error instanceof FilesUnavailable) return value
      throw error
    }
  return {
    ...inner,
    async run(request) {
      const { unavailable } = MESSAGES[request.locale]
      const away: Answer = { ...say('failed', request, unavailable), audience: 'quietly' }
      return Promise.resolve(run(request)).catch(orElse(away))
    },
    ...(suggest && {
      suggest: async (...typed: Parameters<typeof suggest>) =>
        Promise.resolve(suggest(...typed)).catch(orElse([])),
    }),
  }
}
