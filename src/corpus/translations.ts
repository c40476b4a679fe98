import type { TranslatedArticle } from './article.ts'
import type { Report } from './problems.ts'
import type { Passage } from './types.ts'

/** Gives each passage its translations, and reports those that do not fit. */
export function addTranslations(
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
