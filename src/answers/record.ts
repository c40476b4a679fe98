import type { Answer, Quote } from './types.ts'

/** An answer as scripts read it: one line of JSON. */
interface AnswerRecord {
  readonly question: string
  /** What a question that leans on the one before was understood as. */
  readonly understood?: string
  readonly found: boolean
  /** 0…1. */
  readonly confidence: number
  readonly quotes: readonly QuoteRecord[]
  /** The answer as people read it. */
  readonly text: string
}

interface QuoteRecord {
  readonly number: number
  /** The passage, whole and verbatim. */
  readonly text: string
  /** The sentences of it that stand out. */
  readonly answer: string
  /** The same sentences in the language of the question. */
  readonly translation?: string
  readonly source: { readonly id: string; readonly title: string; readonly url?: string }
  /** First and last paragraph, from 1. */
  readonly paragraphs: readonly [number, number]
}

/** @param text the answer as people read it */
export function toRecord(question: string, answer: Answer, text: string): AnswerRecord {
  const quotes = answer.blocks.filter((block) => block.type === 'quote')
  return {
    question,
    ...(answer.understood && { understood: answer.understood }),
    found: answer.outcome === 'found',
    confidence: Math.round((answer.confidence ?? 0) * 1000) / 1000,
    quotes: quotes.flatMap((quote) => toQuoteRecord(quote, answer)),
    text,
  }
}

function toQuoteRecord(quote: Quote, { citations }: Answer): readonly QuoteRecord[] {
  const citation = citations.find(({ number }) => number === quote.citation)
  if (!citation) return []
  const { source, text, paragraphs } = citation.passage
  const { id, title, url } = source
  const { translation } = quote
  return [
    {
      number: quote.citation,
      text,
      answer: markedText(quote),
      ...(translation && { translation: markedText(translation) }),
      source: { id, title, ...(url && { url }) },
      paragraphs,
    },
  ]
}

const markedText = ({ text, marks }: Pick<Quote, 'text' | 'marks'>): string =>
  marks.length > 0 ? marks.map((mark) => text.slice(...mark)).join('') : text
