import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { RESERVED_NAMES } from '../../src/answers/index.ts'
import { type Corpus, LOCALES, loadCorpus } from '../../src/corpus/index.ts'
import { createSearchIndex, type SearchIndex } from '../../src/retrieval/index.ts'

/** Of the article's 37 paragraphs as they were handed to the project, joined by line ends. */
const ARTICLE_SHA256 = '19ff1d5e3eb69e1446823f5a106079a54a84c6b13ae89e6ed325b7dffa08ee64'

let corpus: Corpus
let index: SearchIndex
beforeAll(async () => {
  corpus = await loadCorpus('content', { reservedNames: RESERVED_NAMES })
  index = await createSearchIndex(corpus)
})
const article = () => corpus.passages.filter(({ source }) => source.id === 'ai-china-us')

describe('the article', () => {
  it('has its 37 paragraphs, in order, to the letter', () => {
    expect(article().map(({ paragraphs: [first] }) => first)).toEqual(
      Array.from({ length: 37 }, (_, position) => position + 1),
    )
    const words = article().map(({ text }) => text)
    expect(createHash('sha256').update(words.join('\n')).digest('hex')).toBe(ARTICLE_SHA256)
  })

  it('says that its title is the editor’s, and claims no author, date or address', () => {
    expect(article()[0]?.source).toMatchObject({ titleBy: 'editor' })
    expect(Object.keys(article()[0]?.source ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/author|date|url/)]),
    )
  })

  it('has an unofficial English translation of every paragraph', () => {
    for (const { translations } of article())
      expect(translations).toMatchObject([{ language: 'en', official: false }])
  })
})

describe('the topics', () => {
  it('cover the subjects of the article', () => {
    expect(corpus.topics.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...['talent', 'deepseek', 'policy', 'chips', 'research', 'money', 'nobel', 'outlook'],
      ]),
    )
  })

  it('answer every question that they suggest', async () => {
    for (const { passages, questions } of corpus.topics)
      for (const question of LOCALES.flatMap((locale) => questions[locale])) {
        const { certainty } = await index.search(question, { among: passages })
        expect(certainty, question).toBe('found')
      }
  })
})

describe('the lexicon', () => {
  it('knows each name once, and begins each group with a name that the material uses', () => {
    const names = corpus.lexicon.flat().map((name) => name.toLowerCase())
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
    const words = corpus.sources.map(({ text }) => text.toLowerCase()).join()
    const strangers = corpus.lexicon.filter(([first = '']) => !words.includes(first.toLowerCase()))
    expect(strangers).toEqual([])
  })
})
