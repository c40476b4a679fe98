import {
  isTranslation,
  readArticle,
  readDocument,
  readTranslation,
  type TranslatedArticle,
} from './article.ts'
import { readCollection } from './collection.ts'
import { type ContentFile, readContentFiles } from './files.ts'
import { ContentError, MAX_PROBLEMS, type Problem, type Report } from './problems.ts'
import { reportSize } from './size.ts'
import { readLexicon, readTopics } from './topics.ts'
import type { Corpus, Passage } from './types.ts'

export interface LoadOptions {
  /** Command names that topics may not take. */
  readonly reservedNames?: readonly string[]
}

/**
 * Loads the material of a folder and its subfolders.
 *
 * @throws {ContentError} naming every problem at once (up to a hundred), with file, line, field and cure
 */
export async function loadCorpus(folder: string, options: LoadOptions = {}): Promise<Corpus> {
  const problems: Problem[] = []
  const report: Report = (problem) => {
    if (problems.push(problem) === MAX_PROBLEMS) throw new ContentError(problems)
  }
  const files = await readContentFiles(folder, report)
  if (files.length === 0 && problems.length > 0) throw new ContentError(problems)
  const corpus = buildCorpus(files, report, options)
  if (problems.length > 0) throw new ContentError(problems)
  return corpus
}

/** Puts files together to a corpus; what has a problem is left out. */
export function buildCorpus(
  files: readonly ContentFile[],
  report: Report,
  { reservedNames = [] }: LoadOptions = {},
): Corpus {
  const { topic, lexicon, translation, article, collection, document, other } = sortFiles(files)
  for (const { path } of other)
    report({
      file: path,
      message: 'is of a kind that the bot does not read',
      cure: 'save it as .md, .txt or .jsonl, or begin its name with _ to have it ignored',
    })
  const read = [
    ...article.map((file) => ({ file: file.path, passages: readArticle(file, report) })),
    ...document.map((file) => ({ file: file.path, passages: readDocument(file, report) })),
    ...collection.map((file) => ({ file: file.path, passages: readCollection(file, report) })),
  ]
  const originals = read.flatMap(({ passages }) => passages)
  const ids = new Map(read.map(({ file, passages }) => [file, passages[0]?.source.id]))
  const idOf = (path: string) => ids.get(path)
  const translations = translation.flatMap((file) => readTranslation(file, idOf, report))
  const passages = addTranslations(originals, translations, report)
  reportTwins(read, report)
  reportSize(passages, report)
  if (files.length === 0)
    report({
      file: '.',
      message: 'the folder holds no material',
      cure: 'put a .md, .txt or .jsonl file into it; docs/adding-material.md shows how',
    })
  const names = new Set(reservedNames)
  return {
    sources: [...new Set(passages.map(({ source }) => source))],
    passages,
    topics: topic.flatMap((file) => readTopics(file, passages, names, report)),
    lexicon: lexicon.flatMap((file) => readLexicon(file, report)),
  }
}

type Kind = 'topic' | 'lexicon' | 'translation' | 'article' | 'collection' | 'document' | 'other'

function sortFiles(files: readonly ContentFile[]): Record<Kind, readonly ContentFile[]> {
  const sorted: Record<Kind, ContentFile[]> = {
    topic: [],
    lexicon: [],
    translation: [],
    article: [],
    collection: [],
    document: [],
    other: [],
  }
  for (const file of files) sorted[kindOf(file)].push(file)
  return sorted
}

function kindOf(file: ContentFile): Kind {
  if (/(^|\/)topics\.ya?ml$/.test(file.path)) return 'topic'
  if (/(^|\/)lexicon\.ya?ml$/.test(file.path)) return 'lexicon'
  if (file.document) return 'document'
  if (isTranslation(file)) return 'translation'
  if (/\.(md|txt)$/.test(file.path)) return 'article'
  return file.path.endsWith('.jsonl') ? 'collection' : 'other'
}

/** Two sources of one id would make citations ambiguous. */
function reportTwins(
  read: readonly { readonly file: string; readonly passages: readonly Passage[] }[],
  report: Report,
): void {
  const owners = new Map<string, string>()
  for (const { file, passages } of read)
    for (const { id } of new Set(passages.map(({ source }) => source))) {
      // Nobody could tell two ids apart that differ in nothing but how their letters are encoded.
      const name = id.normalize('NFKC')
      const owner = owners.get(name)
      if (owner !== undefined)
        report({
          file,
          field: 'id',
          message: `${id} is the id of another source${owner === file ? '' : `, in ${owner}`}, too`,
          cure: 'give one of them another id',
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
        field: 'translationOf',
        message: `there is no source ${of}`,
        cure: 'name the id of the original',
      })
    else if (length !== paragraphs.length)
      report({
        file,
        message: `has ${paragraphs.length} paragraphs, but the original has ${length}`,
        cure: 'give every paragraph of the original one of its own',
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
