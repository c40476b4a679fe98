import type { Passage, Position, Topic } from '../corpus/types.ts'
import type { Library } from './library.ts'

/** Key passages of a topic that has lost its own. */
const DIGEST_SIZE = 3

/**
 * The library as if the other collections were not there: nothing of them is found, listed,
 * completed or shown. The index is the same, so that scores are comparable.
 *
 * @param names of collections; those that there are not stand for nothing
 */
export function onlyFrom({ corpus, index }: Library, names: readonly string[]): Library {
  const collections = corpus.collections.filter(({ name }) => names.includes(name))
  const chosen = new Set(collections.flatMap(({ sources }) => sources))
  const isChosen = ({ source }: Position): boolean => chosen.has(source)
  const passages = corpus.passages.filter(isChosen)
  return {
    isPart: corpus.sources.length > 1,
    corpus: {
      ...corpus,
      collections,
      passages,
      sources: corpus.sources.filter((source) => chosen.has(source)),
      topics: corpus.topics.flatMap((topic) => narrow(topic, isChosen) ?? []),
    },
    index: {
      search: (question, options) =>
        index.search(question, { ...options, among: options?.among ?? passages }),
      complete: (typed, options) => index.complete(typed, { ...options, among: passages }),
      subjectOf: index.subjectOf,
      prepare: index.prepare,
    },
  }
}

/** Of a topic that is not whole, the questions may have their answers elsewhere. */
function narrow(topic: Topic, isChosen: (passage: Passage) => boolean): Topic | undefined {
  const passages = topic.passages.filter(isChosen)
  if (passages.length === topic.passages.length) return topic
  if (passages.length === 0) return undefined
  const digest = topic.digest.filter(isChosen)
  return {
    ...topic,
    passages,
    digest: digest.length > 0 ? digest : passages.slice(0, DIGEST_SIZE),
    questions: { 'zh-Hans': [], 'zh-Hant': [], en: [] },
  }
}
