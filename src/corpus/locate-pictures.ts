import { posix } from 'node:path'
import type { ContentFile } from './files.ts'
import type { ReadFile } from './folders.ts'
import type { Report } from './problems.ts'
import { scopeOfPath } from './scope.ts'
import { idOfFolder } from './source-id.ts'
import type { FilePicture, Passage, Picture } from './types.ts'

/** Pages whose pictures may lie beside them; those of other kinds hold their own. */
const PAGE = /\.(?:md|mdx|markdown|html?|xhtml)$/i
/** Where sites keep what they serve from `/`. */
const SITE_FOLDERS = ['', 'public', 'static']
/** Missing pictures that a warning names. */
const MAX_NAMED = 5

/**
 * Finds the files of the pictures that pages show, by the paths that are written there. A picture is
 * looked for where the page stands, then in the folders above it; one that begins with `/` from the
 * outermost folder in; and a mere name everywhere in the folder at the top, as Obsidian does it.
 * Only files that were listed are found, so none outside the content folder, and none for pages that
 * servers and groups have added. What is not found is left out, and reported in one line.
 *
 * @param others files of the content folder that are no material
 * @param closed names of the folders at the top that only some may read: no other page shows theirs
 */
export function locatePictures(
  read: readonly ReadFile[],
  others: readonly ContentFile[],
  closed: ReadonlySet<string>,
  report: Report,
): readonly ReadFile[] {
  const find = createFinder(others, closed)
  const missing: { readonly page: string; readonly path: string }[] = []
  const located = read.map(({ file, passages }) => ({
    file,
    passages: passages.map((passage) => {
      if (!passage.pictures?.some((picture) => 'path' in picture)) return passage
      const isPage = PAGE.test(file) && scopeOfPath(file) === undefined
      return withPictures(passage, ({ path, alt }) => {
        const found = isPage ? find(file, path) : undefined
        if (isPage && found === undefined) missing.push({ page: file, path })
        return found === undefined ? [] : [{ path: found, alt }]
      })
    }),
  }))
  reportMissing(missing, report)
  return located
}

/** Without any, the field is absent. */
function withPictures(
  { pictures = [], ...passage }: Passage,
  locate: (picture: FilePicture) => readonly Picture[],
): Passage {
  const located = pictures.flatMap((picture) => ('path' in picture ? locate(picture) : picture))
  return located.length > 0 ? { ...passage, pictures: located } : passage
}

/** The files that passages show, after they were located. */
export const picturesOf = (passages: Iterable<Passage>): ReadonlySet<string> => {
  const paths = new Set<string>()
  for (const { pictures = [] } of passages)
    for (const picture of pictures) if ('path' in picture) paths.add(picture.path)
  return paths
}

function createFinder(others: readonly ContentFile[], closed: ReadonlySet<string>) {
  const files = new Map<string, string>()
  /** By the folder at the top and the name; undefined where several have it. */
  const named = new Map<string, string | undefined>()
  for (const { path } of others) {
    if (scopeOfPath(path) !== undefined) continue
    files.set(keyOf(path), path)
    const key = keyOf(`${topOf(path)}/${posix.basename(path)}`)
    named.set(key, named.has(key) ? undefined : path)
  }
  const isOpenTo = (page: string, path: string): boolean =>
    topOf(path) === topOf(page) || !closed.has(idOfFolder(topOf(path)))

  return (page: string, written: string): string | undefined => {
    const folders = foldersAbove(page)
    const tried = written.startsWith('/')
      ? folders
          .toReversed()
          .flatMap((folder) =>
            SITE_FOLDERS.map((site) => posix.join(folder, site, written.slice(1))),
          )
      : folders.map((folder) => posix.join(folder, written))
    const listed = tried.map((path) => files.get(keyOf(path))).find((path) => path !== undefined)
    const path = listed ?? named.get(keyOf(`${topOf(page)}/${written}`))
    return path !== undefined && isOpenTo(page, path) ? path : undefined
  }
}

/** Systems differ in how they write the marks of letters. */
const keyOf = (path: string): string => path.normalize('NFC')

/** The folder at the top that a file is in; empty beside the folders. */
const topOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] as string) : '')

/** `a/b/c.md` is in `a/b`, `a` and the content folder itself. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'))
}

function reportMissing(
  missing: readonly { readonly page: string; readonly path: string }[],
  report: Report,
): void {
  const [first] = missing
  if (!first) return
  const places = [...new Set(missing.map(({ page, path }) => `${page} → ${path}`))]
  const isOne = places.length === 1
  report({
    file: isOne ? first.page : '.',
    severity: 'warning',
    message: isOne
      ? `shows a picture that is not there (${first.path})`
      : `${places.length} pictures are not there (${places.slice(0, MAX_NAMED).join(', ')}${places.length > MAX_NAMED ? ', …' : ''})`,
    fix: 'put the file into the content folder, in no folder that begins with _ or .; or give the picture an address that begins with https',
  })
}
