import { setImmediate as nextTurn } from 'node:timers/promises'
import { readAhead, readTranslation } from './article.ts'
import { type ContentFile, type FileCache, readContentFiles } from './files.ts'
import { asWarning, collect, limitScopes, readAccesses } from './folders.ts'
import { kindOf, reportOthers, sortFiles } from './kinds.ts'
import { locatePictures, picturesOf } from './locate-pictures.ts'
import { reportPictures } from './picture-file.ts'
import { ContentError, MAX_PROBLEMS, type Problem, type Report } from './problems.ts'
import { readOnce, readSafely } from './read-once.ts'
import { SCOPE_MARK } from './scope.ts'
import { reportSize } from './size.ts'
import { readLexicon, readTopics } from './topics.ts'
import { addTranslations } from './translations.ts'
import { nameApart, reportTwins } from './twins.ts'
import type { Corpus } from './types.ts'

export interface LoadOptions {
  /** Command names that topics may not take. */
  readonly reservedNames?: readonly string[]
  /** Whether warnings and notes are errors, too; default false. */
  readonly strict?: boolean
  /** Told once of what was left out, if anything: at most a hundred problems. */
  readonly onWarnings?: (warnings: readonly Problem[]) => void
  /** Told once of what lost nothing and may surprise, if anything: at most a hundred problems. */
  readonly onNotes?: (notes: readonly Problem[]) => void
  /** Keeps what was read for the next time, so that an edit reads one file again. */
  readonly cache?: FileCache
  /** Whether the index stands in an engine of its own: then ten times as much is taken. */
  readonly hasEngine?: boolean
  /** What servers and groups have added themselves: a folder for each. Its problems are warnings. */
  readonly scopes?: Scopes
}

interface Scopes {
  readonly folder: string
  readonly cache?: FileCache
}

/**
 * Loads the material of a folder and its subfolders. What cannot be read is left out; the rest
 * answers.
 *
 * @throws {ContentError} naming every error at once (up to a hundred), with file, line, field and fix
 */
export async function loadCorpus(folder: string, options: LoadOptions = {}): Promise<Corpus> {
  const {
    strict = false,
    onWarnings = () => {},
    onNotes = () => {},
    cache,
    scopes,
    hasEngine = false,
  } = options
  const errors: Problem[] = []
  const others: Problem[] = []
  const report: Report = (problem) => {
    if (strict || problem.severity === undefined) {
      if (errors.push(problem) === MAX_PROBLEMS) throw new ContentError(errors)
    } else if (others.length < MAX_PROBLEMS) others.push(problem)
  }
  const own = await readContentFiles(folder, report, { ...(cache && { cache }), hasEngine })
  if (own.length === 0 && errors.length > 0) throw new ContentError(errors)
  const files = scopes ? [...own, ...(await readScopes(scopes, report))] : own
  // Kept for the next step: so people are answered between two files.
  for (const file of files) {
    const kind = kindOf(file)
    if (kind === 'article' || kind === 'translation') await readAhead(file)
    if (kind === 'article' || kind === 'collection') readOnce(file, () => {})
    await nextTurn()
  }
  const corpus = buildCorpus(files, report, options)
  await reportPictures(folder, picturesOf(corpus.passages), report)
  // With nothing to answer from, what was left out says why.
  const fatal = corpus.passages.length > 0 ? errors : [...errors, ...others].slice(0, MAX_PROBLEMS)
  if (fatal.length > 0) throw new ContentError(fatal)
  const warnings = others.filter(({ severity }) => severity === 'warning')
  if (warnings.length > 0) onWarnings(warnings)
  const notes = others.filter(({ severity }) => severity === 'note')
  if (notes.length > 0) onNotes(notes)
  return corpus
}

const readScopes = ({ folder, cache }: Scopes, report: Report): Promise<readonly ContentFile[]> =>
  readContentFiles(folder, (problem) => report(asWarning(problem)), {
    ...(cache && { cache }),
    prefix: SCOPE_MARK,
  })

/** Puts files together to a corpus; what has a problem is left out. */
export function buildCorpus(
  files: readonly ContentFile[],
  report: Report,
  { reservedNames = [], hasEngine = false }: LoadOptions = {},
): Corpus {
  const { topic, lexicon, translation, article, collection, access, other } = sortFiles(files)
  const read = [
    ...article.map((file) => ({ file: file.path, passages: readOnce(file, report) })),
    ...collection.map((file) => ({ file: file.path, passages: readOnce(file, report) })),
  ]
  const accesses = readAccesses(access, report)
  const closed = new Set(accesses.keys())
  const named = locatePictures(limitScopes(nameApart(read), report), other, closed, report)
  const originals = named.flatMap(({ passages }) => passages)
  const ids = new Map(named.map(({ file, passages }) => [file, passages[0]?.source.id]))
  const idOf = (path: string) => ids.get(path)
  const translations = translation.flatMap((file) =>
    readSafely(file, () => readTranslation(file, idOf, report), report),
  )
  const passages = addTranslations(originals, translations, report)
  const pictures = picturesOf(passages)
  reportOthers(
    other.filter(({ path }) => !pictures.has(path)),
    report,
  )
  const shared = passages.filter(({ source }) => !source.id.startsWith(SCOPE_MARK))
  reportTwins(named, report)
  reportSize(shared, report, hasEngine)
  if (files.length === 0)
    report({
      file: '.',
      message: 'the folder holds no material',
      fix: 'put a .md, .txt or .jsonl file into it; docs/adding-material.md shows how',
    })
  const names = new Set(reservedNames)
  return {
    sources: [...new Set(passages.map(({ source }) => source))],
    passages,
    topics: topic.flatMap((file) => readTopics(file, shared, names, report)),
    collections: collect(named, accesses),
    lexicon: lexicon.flatMap((file) => readLexicon(file, report)),
  }
}
