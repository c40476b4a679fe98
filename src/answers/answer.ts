import type { Topic } from '../corpus/types.ts'
import type { Hit, SearchResult } from '../retrieval/types.ts'
import { command, forAsker, paragraph, text } from './blocks.ts'
import { askAction, contextAction, type Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import { type Cited, quoteAll } from './quote.ts'
import type { Action, Answer, ChatRequest, Inline } from './types.ts'

/** Characters of a question that are read; questions in a chat have 10 to 40. */
const QUESTION_LENGTH = 500
/** Topics that are offered where nothing was found. */
const MAX_TOPICS = 3
/** Share of the threshold for passages that are near, from which their topics are. */
const NEAR_TOPIC = 0.5
/** Unknown words that an answer names. */
const MAX_UNKNOWN_WORDS = 5

/** How much of what was found one page of an answer shows. */
export interface Layout {
  /** Quotes on a page. */
  readonly quotes: number
  /** UTF-16 units of a quote that stands alone, and of one among several. */
  readonly length: { readonly alone: number; readonly among: number }
  /** Whether what answers stands out on the first page; never in a list, or on what comes after. */
  readonly marks: boolean
  /** On the first page, leave out passages that come less close to the best; 0…1. */
  readonly nearlyAsGood: number
}

/** Searches, in a topic or everywhere, and quotes what answers; or says that nothing does. */
export async function answerQuestion(
  library: Library,
  request: ChatRequest,
  layout: Layout,
  topic?: Topic,
): Promise<Answer> {
  const { locale, page = 1 } = request
  const characters = [...request.text]
  const asked = characters.slice(0, QUESTION_LENGTH).join('')
  const { before, said } = request
  const result = await library.index.search(asked, {
    limit: page * layout.quotes + 1,
    ...(topic && { among: topic.passages }),
    ...(before && { context: before }),
    ...(said && { said }),
  })
  const note =
    characters.length > QUESTION_LENGTH
      ? [paragraph(text(MESSAGES[locale].questionCut(QUESTION_LENGTH)))]
      : []
  const answer =
    result.certainty === 'none'
      ? explainNone(library, { ...request, text: asked }, result, topic)
      : quotePage(library, { ...request, text: asked, page }, layout, result)
  const { certainty, confidence } = result
  return {
    // What comes after the answer is a list, and looks like one.
    outcome: page > 1 && certainty === 'found' ? 'page' : certainty,
    locale,
    question: asked,
    confidence,
    search: result,
    ...answer,
    blocks: [...note, ...answer.blocks],
  }
}

type Body = Pick<Answer, 'blocks' | 'citations' | 'actions' | 'audience'>
type PageRequest = ChatRequest & { readonly page: number }

function quotePage(
  library: Library,
  request: PageRequest,
  layout: Layout,
  result: SearchResult,
): Body {
  const { locale, page } = request
  const { hits, more } = takePage(result, page, layout)
  const most = hits.length === 1 ? layout.length.alone : layout.length.among
  const all = quoteAll(
    hits.map((hit) => ({ ...hit, most })),
    locale,
  )
  const cited = layout.marks && page === 1 ? all : all.map(withoutMarks)
  const { near, noMorePassages, actions } = MESSAGES[locale]
  const lead = cited.length === 0 ? noMorePassages : result.certainty === 'near' && near
  const best = cited[0]?.citation.passage
  return {
    ...(page > 1 && forAsker(request)),
    blocks: [...(lead ? [paragraph(text(lead))] : []), ...cited.map(({ quote }) => quote)],
    citations: cited.map(({ citation }) => citation),
    actions: [
      ...(best ? [contextAction(library, best, actions.context)] : []),
      ...(more ? [toMore(request, actions.more)] : []),
      { kind: 'sources', label: actions.sources, request: { command: 'sources', text: '' } },
    ],
  }
}

/** To look through: nothing in it answers more than the rest. */
const withoutMarks = ({ quote, citation }: Cited): Cited => ({
  citation,
  quote: {
    ...quote,
    marks: [],
    ...(quote.translation && { translation: { ...quote.translation, marks: [] } }),
  },
})

/** A button remembers no conversation: the question before stands in its words. */
const toMore = ({ command, text, before, page }: PageRequest, label: string): Action => ({
  kind: 'more',
  label,
  request: { command, text: before ? `${before} ${text}` : text, page: page + 1 },
})

/** What comes less close than this to the best is not worth a look. */
const MIN_CLOSENESS = 0.5

/** The first page holds the best passage and those nearly as good; later pages what comes after. */
function takePage(
  { hits, thresholds }: SearchResult,
  page: number,
  { quotes, marks, nearlyAsGood }: Layout,
) {
  // Hits come best first.
  const first = hits.slice(0, quotes).filter(({ closeness }) => closeness >= nearlyAsGood).length
  const end = first + (page - 1) * quotes
  const shown = hits.slice(Math.max(0, end - quotes), end)
  // Below an answer, more is offered only where what comes is near; a list goes on to its end.
  const next = hits[end]
  const isNear = next && next.score >= thresholds.near && next.closeness >= MIN_CLOSENESS
  const more = next !== undefined && (!marks || isNear)
  return { hits: page === 1 && marks ? inReadingOrder(shown) : shown, more }
}

/** The best first, as a phone shows little more at once; then source by source, as one reads. */
function inReadingOrder(hits: readonly Hit[]): readonly Hit[] {
  const sources = hits.map(({ passage }) => passage.source)
  const rankOf = ({ passage }: Hit) => sources.indexOf(passage.source)
  const [best, ...others] = hits
  others.sort((a, b) => rankOf(a) - rankOf(b) || a.passage.paragraphs[0] - b.passage.paragraphs[0])
  return best ? [best, ...others] : []
}

/**
 * Says that there is no answer, in two lines: what the material does not know, or which topics are
 * near. A question that it does answer is a button, where a topic is near.
 */
function explainNone(
  { corpus }: Library,
  request: ChatRequest,
  result: SearchResult,
  topic?: Topic,
): Body {
  const { locale, text: asked } = request
  const messages = MESSAGES[locale]
  const near = topicsNear(corpus.topics, result)
  const question = near
    .flatMap(({ questions }) => questions[locale].slice(0, 1))
    .find((each) => each !== asked)
  const unknown = result.unknownWords.slice(0, MAX_UNKNOWN_WORDS)
  const lines: readonly (readonly Inline[] | false)[] = [
    [text(topic ? messages.noneInTopic(topic.titles[locale]) : messages.none)],
    unknown.length > 0 && [text(messages.unknownWords(unknown))],
    unknown.length === 0 &&
      near.length > 0 && [
        text(messages.nearestTopics),
        ...near.flatMap(({ name }) => [text(' '), command(name)]),
      ],
  ]
  const inlines = lines.flatMap((line, index) =>
    line ? [...(index > 0 ? [text('\n')] : []), ...line] : [],
  )
  return {
    ...forAsker(request),
    blocks: [paragraph(...inlines)],
    citations: [],
    actions: [
      ...(topic ? [askAction('ask', asked, messages.actions.everything)] : []),
      ...(question ? [askAction('ask', question)] : []),
    ],
  }
}

/** Topics of passages that speak of some of the question, if too little to call them near. */
function topicsNear(topics: readonly Topic[], { hits, thresholds }: SearchResult) {
  const near = new Set(
    hits
      .filter(({ score }) => score >= thresholds.near * NEAR_TOPIC)
      .map(({ passage }) => passage.id),
  )
  return topics
    .filter(({ passages }) => passages.some(({ id }) => near.has(id)))
    .slice(0, MAX_TOPICS)
}
