import { isAccessFile } from './access.ts'
import { isTranslation } from './article.ts'
import type { ContentFile } from './files.ts'
import type { Report } from './problems.ts'
import { scopeOfPath } from './scope.ts'

type Kind = 'topic' | 'lexicon' | 'translation' | 'article' | 'collection' | 'access' | 'other'

export function sortFiles(files: readonly ContentFile[]): Record<Kind, readonly ContentFile[]> {
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

export function kindOf(file: ContentFile): Kind {
  // What people of a server or group add are sources; what describes the material is for the host alone.
  if (scopeOfPath(file.path) !== undefined)
    return file.document || /\.(?:md|mdx|markdown|txt)$/i.test(file.path) ? 'article' : 'other'
  if (isAccessFile(file.path)) return 'access'
  if (/(^|\/)topics\.ya?ml$/i.test(file.path)) return 'topic'
  if (/(^|\/)lexicon\.ya?ml$/i.test(file.path)) return 'lexicon'
  if (file.document) return 'article'
  if (isTranslation(file)) return 'translation'
  if (/\.(?:md|mdx|markdown|txt)$/i.test(file.path)) return 'article'
  return /\.jsonl$/i.test(file.path) ? 'collection' : 'other'
}

/** One line for all: a folder of pages has its pictures and styles. */
export function reportOthers(files: readonly ContentFile[], report: Report): void {
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
