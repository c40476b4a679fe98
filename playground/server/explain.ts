import type { Answer, ChatRequest, Quote, Responder } from '../../src/answers/index.ts'
import type {
  CitedPassage,
  Explanation,
  FoundPassage,
  PlatformName,
  Span,
} from '../protocol/index.ts'
import type { EventLog } from './event-log.ts'

export interface ObservedResponder extends Responder {
  /**
   * Number of the explanation for a message that answers these words: of two answers that overlap, the
   * one whose question they hold. Without words, or if they hold none, the last one.
   */
  answerTo(words: string | undefined): number | undefined
  /** While this runs, answers are only offered: none is explained before it is taken. */
  offer<T>(run: () => Promise<T>): Promise<T>
  /** Explains the offered answer whose question these words begin with. */
  take(words: string): number | undefined
}

/** Answers whose message may still come. */
const MAX_RECENT = 20

/** Who asked does not change why an answer is what it is. */
const withoutOrigin = ({ from, draft, ...request }: ChatRequest) => request

/** A responder whose answers are explained in the eventLog. */
export function observeResponder(
  responder: Responder,
  platform: PlatformName,
  eventLog: EventLog,
): ObservedResponder {
  /** The last first. */
  let recent: readonly { readonly id: number; readonly request: ChatRequest }[] = []
  let offering = 0
  const offered = new Map<string, Parameters<EventLog['explain']>[0]>()
  return {
    get commands() {
      return responder.commands
    },
    suggest: (request) => responder.suggest(request),
    async respond(request) {
      const start = performance.now()
      const answer = await responder.respond(request)
      const explanation = {
        ...{ platform, request: withoutOrigin(request), milliseconds: performance.now() - start },
        ...explainAnswer(answer),
      }
      if (offering > 0) offered.set(request.text, explanation)
      else {
        const id = eventLog.explain(explanation)
        recent = [{ id, request }, ...recent].slice(0, MAX_RECENT)
      }
      return answer
    },
    answerTo(words = '') {
      const holds = ({ request: { command, text } }: (typeof recent)[number]) =>
        text ? words.includes(text) : words.startsWith(`/${command}`)
      return (recent.find(holds) ?? recent[0])?.id
    },
    async offer(run) {
      if (offering === 0) offered.clear()
      offering++
      return run().finally(() => {
        offering--
      })
    },
    take(words) {
      const asked = [...offered.keys()].find((question) => question && words.startsWith(question))
      const explanation = asked === undefined ? undefined : offered.get(asked)
      return explanation && eventLog.explain(explanation)
    },
  }
}

function explainAnswer(
  answer: Answer,
): Omit<Explanation, 'id' | 'platform' | 'request' | 'milliseconds'> {
  const { outcome, confidence, search, citations } = answer
  return {
    outcome,
    ...(confidence !== undefined && { confidence }),
    ...(search?.thresholds && { thresholds: search.thresholds }),
    unknownWords: search?.unknownWords ?? [],
    hits: (search?.hits ?? []).map(({ passage, score, matches, answer: spans }): FoundPassage => {
      const cited = citations.find((citation) => citation.passage === passage)
      return {
        source: passage.source.id,
        paragraphs: passage.paragraphs,
        text: passage.text,
        ...{ score, matches, answer: spans },
        ...(cited && { citation: cited.number }),
      }
    }),
    citations: citations.map(
      ({ number, title, locator, passage }): CitedPassage => ({
        number,
        label: `${title} ${locator}`,
        source: passage.source.id,
        paragraph: passage.paragraphs[0],
        marks: answer.blocks.flatMap((block) =>
          block.type === 'quote' && block.citation === number ? marksIn(passage.text, block) : [],
        ),
      }),
    ),
  }
}

/** The marks of a quote, which is a slice, as they stand in the whole passage. */
function marksIn(passage: string, { text, marks }: Quote): readonly Span[] {
  const start = passage.indexOf(text)
  if (start < 0 || text === '') return []
  const own: readonly Span[] = marks.length > 0 ? marks : [[0, text.length]]
  return own.map(([from, to]) => [start + from, start + to])
}
