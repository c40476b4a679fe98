import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A change of the source, by its text. */
export interface Edit {
  readonly name: string
  /** From the root of the project. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
}

const ROOT = resolve(import.meta.dirname, '..')
/** What the commands need that run in a copy. */
const COPIED = ['src', 'playground', 'tools', 'test', 'content', 'package.json', 'tsconfig.json']

/**
 * Runs something on a copy of the project with these edits, in a folder that is removed afterwards.
 *
 * @throws Error if what an edit looks for does not stand exactly once in its file
 */
export async function withEditedCopy<Result>(
  edits: readonly Edit[],
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'edited-'))
  try {
    for (const path of COPIED) await cp(join(ROOT, path), join(folder, path), { recursive: true })
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
    for (const edit of edits) await apply(edit, folder)
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function apply({ name, file, find, replace }: Edit, folder: string): Promise<void> {
  const path = join(folder, file)
  const [before, after, ...more] = (await readFile(path, 'utf8')).split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${name}: “${find}” does not stand once in ${file}`)
  await writeFile(path, before + replace + after)
}
