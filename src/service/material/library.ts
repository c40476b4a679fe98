import { type Passage, readUpload, UPLOAD_KINDS } from '../../corpus/index.ts'
import {
  MAX_BYTES,
  MAX_FILE_BYTES,
  MAX_FILES,
  type ScopeFile,
  type ScopeFiles,
  toFileName,
} from './files.ts'

/** A file to add: its bytes, or a way to get them. */
interface Addition {
  readonly name: string
  /** As somebody says, before it is read. */
  readonly bytes: number
  read(most: number): Promise<Uint8Array>
}

export type AddResult =
  | {
      readonly type: 'added'
      readonly name: string
      readonly passages: number
      readonly isNew: boolean
      /** Id of its source. */
      readonly source: string
    }
  | { readonly type: 'kind' | 'tooLarge' | 'unfetched'; readonly name: string }
  | { readonly type: 'tooMany' | 'tooMuch' | 'full' }
  | { readonly type: 'unreadable'; readonly name: string; readonly reason: string }

/** What a scope has added, and what was understood of it. */
export interface ScopeLibrary {
  list(scope: string): Promise<readonly ScopeFile[]>
  /** When it resolves, questions are answered from the file. */
  add(scope: string, addition: Addition): Promise<AddResult>
  /** The bytes as they were added; undefined if there is no such file. */
  read(scope: string, name: string): Promise<{ name: string; bytes: Buffer } | undefined>
  /** What is read of the file; undefined if there is no such file. */
  show(
    scope: string,
    name: string,
  ): Promise<{ name: string; passages: readonly Passage[] } | undefined>
  /** Gives what one scope has added to another. */
  move(from: string, to: string): Promise<void>
  /** The name of what was removed; undefined if there is no such file. */
  remove(scope: string, name: string): Promise<string | undefined>
}

export interface ScopeLibraryOptions {
  readonly files: ScopeFiles
  /** Reads all material again; resolves when it is answered from. */
  readonly reload: () => Promise<unknown>
  /** Whether a source is answered from now. */
  readonly hasSource: (id: string) => boolean
}

/** Changes are made one after another, so that two at once cannot pass a quota. */
export function createScopeLibrary({
  files,
  reload,
  hasSource,
}: ScopeLibraryOptions): ScopeLibrary {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(change: () => Promise<Result>): Promise<Result> => {
    const result = last.then(change)
    last = result.catch(() => {})
    return result
  }

  /** The name under which it is kept already, ignoring case. */
  async function find(scope: string, given: string): Promise<string | undefined> {
    const wanted = toFileName(given).toLowerCase()
    return (await files.list(scope)).find(({ name }) => name.toLowerCase() === wanted)?.name
  }

  async function add(scope: string, addition: Addition): Promise<AddResult> {
    const given = toFileName(addition.name)
    const kept = await files.list(scope)
    const before = kept.find(({ name }) => name.toLowerCase() === given.toLowerCase())
    const name = before?.name ?? given
    if (!isReadableKind(name)) return { type: 'kind', name }
    if (addition.bytes > MAX_FILE_BYTES) return { type: 'tooLarge', name }
    if (!before && kept.length >= MAX_FILES) return { type: 'tooMany' }
    const rest = MAX_BYTES - kept.reduce((sum, { bytes }) => sum + bytes, -(before?.bytes ?? 0))
    if (addition.bytes > rest) return { type: 'tooMuch' }
    let bytes: Buffer
    try {
      bytes = Buffer.from(await addition.read(Math.min(MAX_FILE_BYTES, rest)))
    } catch {
      return { type: 'unfetched', name }
    }
    const passages = await readUpload(scope, name, bytes)
    if ('message' in passages)
      return { type: 'unreadable', name, reason: `${passages.message} → ${passages.fix}` }
    const old = before && (await files.read(scope, name))
    await files.write(scope, name, bytes)
    await reload()
    const { id: source } = (passages[0] as Passage).source
    if (hasSource(source))
      return { type: 'added', name, passages: passages.length, isNew: !before, source }
    // Together with what others have added it is too large.
    if (old) await files.write(scope, name, old)
    else await files.remove(scope, name)
    await reload()
    return { type: 'full' }
  }

  return {
    list: files.list,
    add: (scope, addition) => inTurn(() => add(scope, addition)),
    async read(scope, given) {
      const name = await find(scope, given)
      const bytes = name === undefined ? undefined : await files.read(scope, name)
      return name !== undefined && bytes ? { name, bytes } : undefined
    },
    async show(scope, given) {
      const name = await find(scope, given)
      const bytes = name === undefined ? undefined : await files.read(scope, name)
      if (name === undefined || !bytes) return undefined
      const passages = await readUpload(scope, name, bytes)
      return { name, passages: 'message' in passages ? [] : passages }
    },
    move: (from, to) =>
      inTurn(async () => {
        const all = await files.list(from)
        for (const { name } of all) {
          const bytes = await files.read(from, name)
          if (bytes) await files.write(to, name, bytes)
          await files.remove(from, name)
        }
        if (all.length > 0) await reload()
      }),
    remove: (scope, given) =>
      inTurn(async () => {
        const name = await find(scope, given)
        if (name === undefined) return undefined
        await files.remove(scope, name)
        await reload()
        return name
      }),
  }
}

const isReadableKind = (name: string): boolean =>
  UPLOAD_KINDS.some((kind) => name.toLowerCase().endsWith(`.${kind}`))
