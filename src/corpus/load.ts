import { setImmediate as nextTurn } from 'node:timers/promises'
import { isAccessFile } from './access.ts'
import {
  isTranslation,
  readAhead,
  readArticle,
  readTranslation,
  type TranslatedArticle,
} from './article.ts'
import { readCollection } from './collection.ts'
import { UnreadableError } from './document.ts'
import { type ContentFile, type FileCache, readContentFiles } from './files.ts'
import { asWarning, collect, limitPlaces, type ReadFile, readAccesses } from './folders.ts'
import { PLACE_MARK, placeOf } from './place.ts'
import { ContentError, MAX_PROBLEMS, type Problem, type Report } from './problems.ts'
import { reportSize } from './size.ts'
import { idOfPath } from './source-id.ts'
import { readLexicon, readTopics } from './topics.ts'
import type { Corpus, Passage } from './types.ts'

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
  readonly places?: Places
}

export interface Places {
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
    places,
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
  const files = places ? [...own, ...(await readPlaces(places, report))] : own
  // Kept for the next step: so people are answered between two files.
  for (const file of files) {
    const kind = kindOf(file)
    if (kind === 'article' || kind === 'translation') await readAhead(file)
    if (kind === 'article' || kind === 'collection') readOnce(file, () => {})
    await nextTurn()
  }
  const corpus = buildCorpus(files, report, options)
  // With nothing to answer from, what was left out says why.
  const fatal = corpus.passages.length > 0 ? errors : [...errors, ...others].slice(0, MAX_PROBLEMS)
  if (fatal.length > 0) throw new ContentError(fatal)
  const warnings = others.filter(({ severity }) => severity === 'warning')
  if (warnings.length > 0) onWarnings(warnings)
  const notes = others.filter(({ severity }) => severity === 'note')
  if (notes.length > 0) onNotes(notes)
  return corpus
}

const readPlaces = ({ folder, cache }: Places, report: Report): Promise<readonly ContentFile[]> =>
  readContentFiles(folder, (problem) => report(asWarning(problem)), {
    ...(cache && { cache }),
    prefix: PLACE_MARK,
  })

/** Puts files together to a corpus; what has a problem is left out. */
export function buildCorpus(
  files: readonly ContentFile[],
  report: Report,
  { reservedNames = [], hasEngine = false }: LoadOptions = {},
): Corpus {
  const { topic, lexicon, translation, article, collection, access, other } = sortFiles(files)
  reportOthers(other, report)
  const read = [
    ...article.map((file) => ({ file: file.path, passages: readOnce(file, report) })),
    ...collection.map((file) => ({ file: file.path, passages: readOnce(file, report) })),
  ]
  const named = limitPlaces(nameApart(read), report)
  const originals = named.flatMap(({ passages }) => passages)
  const ids = new Map(named.map(({ file, passages }) => [file, passages[0]?.source.id]))
  const idOf = (path: string) => ids.get(path)
  const translations = translation.flatMap((file) =>
    readSafely(file, () => readTranslation(file, idOf, report), report),
  )
  const passages = addTranslations(originals, translations, report)
  const shared = passages.filter(({ source }) => !source.id.startsWith(PLACE_MARK))
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
    collections: collect(named, readAccesses(access, report)),
    lexicon: lexicon.flatMap((file) => readLexicon(file, report)),
  }
}

interface ReadOnce {
  readonly passages: readonly Passage[]
  readonly problems: readonly Problem[]
}

/** What was read of a file, for as long as somebody keeps the file. */
const READ = new WeakMap<ContentFile, ReadOnce>()

/** Reads a file the first time, and has the same passages and problems of it ever after. */
export function readOnce(file: ContentFile, report: Report): readonly Passage[] {
  let known = READ.get(file)
  if (!known) {
    const problems: Problem[] = []
    const keep: Report = (problem) => {
      if (problems.length < MAX_PROBLEMS) problems.push(problem)
    }
    const passages = readSafely(
      file,
      kindOf(file) === 'collection' ? readCollection : readArticle,
      keep,
    )
    known = {
      passages: placeOf(file.path) === undefined ? passages : nameByPath(file, passages),
      problems,
    }
    READ.set(file, known)
  }
  const isShared = placeOf(file.path) === undefined
  for (const problem of known.problems) report(isShared ? problem : asWarning(problem))
  return known.passages
}

/** The id that a file of a place gives itself could be that of another source. */
function nameByPath({ path }: ContentFile, passages: readonly Passage[]): readonly Passage[] {
  const [first] = passages
  if (!first) return passages
  const source = { ...first.source, id: idOfPath(path) }
  return passages.map((passage, index) => ({ ...passage, source, id: `${source.id}#${index + 1}` }))
}

/** What a parser cannot follow is left out like any other file that cannot be read. */
function readSafely<Part>(
  file: ContentFile,
  read: (file: ContentFile, report: Report) => readonly Part[],
  report: Report,
): readonly Part[] {
  try {
    return read(file, report)
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof UnreadableError)) throw error
    report({ file: file.path, severity: 'warning', ...faultOf(error) })
    return []
  }
}

const faultOf = (error: RangeError | UnreadableError) =>
  error instanceof UnreadableError
    ? { message: error.message, fix: error.fix }
    : {
        message: 'has lists or quotes nested too deep',
        fix: 'take out some of their levels',
      }

/** One line for all: a folder of pages has its pictures and styles. */
function reportOthers(files: readonly ContentFile[], report: Report): void {
  if (files.length === 0) return
  const counts = new Map<string, number>()
  for (const { path } of files) {
    const ending = path.match(/\.(\w{1,10})$/)?.[1]?.toLowerCase() ?? 'no ending'
    counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  const kinds = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([ending, count]) => `${ending} ${count}`)
  report({
    file: files.length === 1 ? (files[0]?.path ?? '.') : '.',
    severity: 'warning',
    message: `${files.length === 1 ? 'is' : `${files.length} files are`} of a kind that the bot does not read (${kinds.slice(0, 8).join(', ')})`,
    fix: 'nothing, if they hold no words; else save them as .md or .txt',
  })
}

/** Two files whose names differ in their endings alone: the second keeps its ending in its id. */
function nameApart(read: readonly ReadFile[]): readonly ReadFile[] {
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

type Kind = 'topic' | 'lexicon' | 'translation' | 'article' | 'collection' | 'access' | 'other'

function sortFiles(files: readonly ContentFile[]): Record<Kind, readonly ContentFile[]> {
  const sorted: Record<Kind, ContentFile[]> = {
    topic: [],
    lexicon: [],
    translation: [],
    article: [],
    collection: [],
    access: [],
    other: [],
  }
  for (const file of files) sorted[kindOf(file)].push(file)
  return sorted
}

function kindOf(file: ContentFile): Kind {
  // What people of a place add are sources; what describes the material is for the host alone.
  if (placeOf(file.path) !== undefined)
    return file.document || /\.(?:md|mdx|markdown|txt)$/i.test(file.path) ? 'article' : 'other'
  if (isAccessFile(file.path)) return 'access'
  if (/(^|\/)topics\.ya?ml$/i.test(file.path)) return 'topic'
  if (/(^|\/)lexicon\.ya?ml$/i.test(file.path)) return 'lexicon'
  if (file.document) return 'article'
  if (isTranslation(file)) return 'translation'
  if (/\.(?:md|mdx|markdown|txt)$/i.test(file.path)) return 'article'
  return /\.jsonl$/i.test(file.path) ? 'collection' : 'other'
}

/** Two sources of one id would make citations ambiguous. */
function reportTwins(read: readonly ReadFile[], report: Report): void {
  const owners = new Map<string, string>()
  for (const { file, passages } of read)
    for (const { id } of new Set(passages.map(({ source }) => source))) {
      // Nobody could tell two ids apart that differ in nothing but how their letters are encoded.
      const name = id.normalize('NFKC')
      const owner = owners.get(name)
      if (owner !== undefined)
        report({
          ...(placeOf(file) !== undefined && { severity: 'warning' }),
          file,
          field: 'id',
          message: `${id} is the id of another source${owner === file ? '' : `, in ${owner}`}, too`,
          fix: 'give one of them another id',
        })
      owners.set(name, file)
    }
}

/** Gives each passage its translations, and reports those that do not fit. */
function addTranslations(
  passages: readonly Passage[],
  translations: readonly TranslatedArticle[],
  report: Report,
): readonly Passage[] {
  const lengths = new Map<string, number>()
  for (const { source } of passages) lengths.set(source.id, (lengths.get(source.id) ?? 0) + 1)
  const fitting = translations.filter(({ file, of, paragraphs }) => {
    const length = lengths.get(of) ?? 0
    if (length === 0)
      report({
        file,
        severity: 'warning',
        field: 'translationOf',
        message: `there is no source ${of}`,
        fix: 'name the id of the original',
      })
    else if (length !== paragraphs.length)
      report({
        file,
        severity: 'warning',
        message: `has ${paragraphs.length} paragraphs, but the original has ${length}`,
        fix: 'give every paragraph of the original one of its own',
      })
    return length === paragraphs.length
  })
  const byOriginal = new Map<string, TranslatedArticle[]>()
  for (const each of fitting) byOriginal.set(each.of, [...(byOriginal.get(each.of) ?? []), each])
  return passages.map((passage) => {
    const own = (byOriginal.get(passage.source.id) ?? []).flatMap(
      ({ paragraphs }) => paragraphs[passage.paragraphs[0] - 1] ?? [],
    )
    return own.length > 0 ? { ...passage, translations: own } : passage
  })
}
