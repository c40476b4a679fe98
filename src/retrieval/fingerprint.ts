import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Corpus } from '../corpus/types.ts'
import type { Fingerprint } from './snapshot.ts'

/** Tells index data apart by everything that it follows from: the corpus, and how it is read. */
export const fingerprintOf = (corpus: Corpus): Fingerprint => {
  analyser ??= hashCode()
  return { analyser, content: hashContent(corpus) }
}

/** As it was when the process started: files that are replaced later are not what is running. */
let analyser: string | undefined

/** All of the analyser, with its rooms. */
const RETRIEVAL = import.meta.dirname
const PACKAGE = join(import.meta.dirname, '../../package.json')

/**
 * The version of the analyser is a hash of its own code, so that nobody can forget to raise it; of
 * package.json, which pins the libraries; and of Node's Unicode tables, which tell letters.
 */
const hashCode = (): string => {
  const files = readdirSync(RETRIEVAL, { recursive: true, encoding: 'utf8' })
  const code = files.filter((name) => name.endsWith('.ts')).sort()
  const paths = [...code.map((name) => join(RETRIEVAL, name)), PACKAGE]
  return hash([process.versions.unicode ?? '', ...paths.map((path) => readFileSync(path, 'utf8'))])
}

/** Of all that is folded, counted or asked when an index is made. */
const hashContent = ({ passages, lexicon }: Corpus): string => {
  const texts: string[] = []
  for (const { source, heading, text, translations } of passages) {
    texts.push(`${translations.length}`, source.title, heading ?? '', text)
    for (const translation of translations) texts.push(translation.text)
  }
  for (const names of lexicon) texts.push(`${names.length}`, ...names)
  return hash(texts)
}

/** With their lengths: the same letters cut in other places are other texts. */
const hash = (texts: readonly string[]): string => {
  const lengths = new Uint32Array(texts.length)
  let joined = ''
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string
    lengths[i] = text.length
    joined += text
  }
  return createHash('sha256').update(lengths).update(joined, 'utf16le').digest('base64url')
}
