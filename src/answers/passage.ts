import type { Locale, Passage, Passages, Position, Source } from '../corpus/types.ts'
import { command, heading, list, paragraph, text } from './blocks.ts'
import { contextAction, type Library, passageArgument } from './library.ts'
import { MESSAGES } from './messages.ts'
import { formatParagraphs, quoteAll, toQuotable } from './quote.ts'
import { MAX_SUGGESTIONS, toSuggestion } from './suggest.ts'
import type { Answer, ChatRequest, Command } from './types.ts'

/** UTF-16 units of the paragraph asked for, and of its neighbours together with it. */
const PASSAGE_LENGTH = 1500
const NEIGHBOUR_LENGTH = 200

/** `/passage 32`: a paragraph between its neighbours. */
export function createPassageCommand(library: Library): Command {
  const { passages, sources } = library.corpus
  const argumentOf = (position: Position) =>
    passageArgument(library, position, position.paragraphs[0])
  return {
    name: 'passage',
    titles: { 'zh-Hans': '段落', 'zh-Hant': '段落', en: 'passage' },
    aliases: ['p'],
    summaries: {
      'zh-Hans': '看某一段原文和它的上下文',
      'zh-Hant': '看某一段原文和它的上下文',
      en: 'Show a paragraph with its neighbours',
    },
    argument: {
      name: { 'zh-Hans': '段号', 'zh-Hant': '段號', en: 'number' },
      summary: {
        'zh-Hans': '第几段，例如 3',
        'zh-Hant': '第幾段，例如 3',
        en: 'Which paragraph, for example 3',
      },
      required: true,
    },
    run: (request) => {
      const { source, number } = readArgument(request.text, sources)
      if (!source) return askForSource(library, request.locale)
      const own = [...passages.filter((position) => position.source === source)]
      const at = own.findIndex(({ paragraphs: [first, last] }) => first <= number && number <= last)
      return at < 0
        ? refuse(request, source, own.at(-1)?.paragraphs[1] ?? 0)
        : showPassage(library, request.locale, own, at)
    },
    suggest: (typed) =>
      firstOf(
        passages.filter((position) => argumentOf(position).includes(typed)),
        MAX_SUGGESTIONS,
      ).map((passage) => ({
        ...toSuggestion(`${formatParagraphs(passage.paragraphs)} ${passage.text}`),
        value: argumentOf(passage),
      })),
  }
}

const firstOf = (passages: Passages, count: number): Passage[] =>
  Array.from(
    { length: Math.min(count, passages.length) },
    (_, index) => passages.at(index) as Passage,
  )

/** `32`, `¶32`, `第32段`, or a source's id and one of these. */
function readArgument(argument: string, sources: readonly Source[]) {
  const words = argument.normalize('NFKC').trim()
  const named = sources.find(({ id }) => words.startsWith(`${id.normalize('NFKC')} `))
  const rest = words.slice(named ? named.id.normalize('NFKC').length : 0).trim()
  const number = Number(rest.match(/^[¶#第]?\s*(\d{1,9})\s*段?$/)?.[1] ?? Number.NaN)
  return { source: named ?? (sources.length === 1 ? sources[0] : undefined), number }
}

function showPassage(
  library: Library,
  locale: Locale,
  own: readonly Passage[],
  at: number,
): Answer {
  const passage = own[at] as Passage
  const cited = quoteAll(
    own
      .slice(Math.max(0, at - 1), at + 2)
      .map((neighbour) =>
        neighbour === passage
          ? toQuotable(neighbour, locale, PASSAGE_LENGTH, [[0, passage.text.length]])
          : toQuotable(neighbour, locale, NEIGHBOUR_LENGTH),
      ),
    locale,
  )
  const { actions, passageOf } = MESSAGES[locale]
  const last = own.at(-1)?.paragraphs[1] ?? 0
  const range = formatParagraphs(passage.paragraphs).slice(1)
  return {
    outcome: 'page',
    locale,
    blocks: [
      heading(passage.source.title),
      paragraph(text(passageOf(range, last))),
      ...cited.map(({ quote }) => quote),
    ],
    citations: cited.map(({ citation }) => citation),
    actions: [own[at - 1], own[at + 1]].flatMap((neighbour) =>
      neighbour
        ? contextAction(library, neighbour, actions.paragraph(neighbour.paragraphs[0]))
        : [],
    ),
  }
}

function refuse({ text: wanted, locale }: ChatRequest, source: Source, last: number): Answer {
  const shown = [...wanted.trim()].slice(0, 20).join('')
  return {
    outcome: 'invalid',
    locale,
    blocks: [paragraph(text(MESSAGES[locale].noPassage(shown, last, source.title)))],
    citations: [],
    actions: [],
  }
}

function askForSource(library: Library, locale: Locale): Answer {
  const firsts = library.corpus.sources.slice(0, 5)
  return {
    outcome: 'invalid',
    locale,
    blocks: [
      paragraph(text(MESSAGES[locale].whichSource)),
      list(firsts.map(({ id, title }) => [command('passage', `${id} 1`), text(` ${title}`)])),
    ],
    citations: [],
    actions: [],
  }
}
