import type { Report } from './problems.ts'
import type { Passage } from './types.ts'

/** UTF-16 units that an index is made of, headings counted for every passage below them. */
const MAX_INDEXED = 32 * 2 ** 20
/** Tens of thousands are what the index is made for. */
const MAX_PASSAGES = 200_000

/** How many times as much is taken where the index stands in an engine of its own. */
export const WITH_ENGINE = 10

/** What is indexed must fit into memory, and into the time that a person waits for a new version. */
export function reportSize(passages: readonly Passage[], report: Report, hasEngine = false): void {
  const factor = hasEngine ? WITH_ENGINE : 1
  const [maxPassages, maxIndexed] = [factor * MAX_PASSAGES, factor * MAX_INDEXED]
  let size = 0
  for (const { text, heading = '', source, translations } of passages) {
    size += text.length + heading.length + source.title.length
    for (const translation of translations) size += translation.text.length
  }
  const fix = 'take out what people will not ask about, or run a second bot for it'
  if (passages.length > maxPassages)
    report({ file: '.', message: `the material has more than ${maxPassages} passages`, fix })
  else if (size > maxIndexed)
    report({
      file: '.',
      message: `the material has more than ${maxIndexed / 2 ** 20} million characters, with the headings above each passage`,
      fix,
    })
}
