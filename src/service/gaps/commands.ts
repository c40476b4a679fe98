import {
  type Answer,
  type ChatRequest,
  type Command,
  command,
  heading,
  type Inline,
  list,
  type Origin,
  paragraph,
  say,
  text,
} from '../../answers/index.ts'
import { forOwner } from '../commands.ts'
import {
  type AddResult,
  materialScopeOf,
  type ScopeLibrary,
  toMarkdownFile,
} from '../material/index.ts'
import { MESSAGES } from './messages.ts'
import { type Gap, type GapStore, idOfGap } from './store.ts'

const GAPS_ON_A_PAGE = 10

/**
 * `/gaps`: what people asked most and the material did not answer; and, where the host can add
 * material, what its buttons do: ask for an answer, keep it, and take the question from the list.
 */
export function createGapCommands(
  gaps: GapStore,
  library: ScopeLibrary | undefined,
): readonly Command[] {
  const list = createGapsCommand(gaps, library !== undefined)
  return library ? [list, ...createFillCommands(gaps, library)] : [list]
}

function createGapsCommand(gaps: GapStore, canFill: boolean): Command {
  return forOwner({
    name: 'gaps',
    titles: { 'zh-Hans': '缺口', 'zh-Hant': '缺口', en: 'gaps' },
    aliases: [],
    summaries: {
      'zh-Hans': '大家最常问而材料没有答案的问题',
      'zh-Hant': '大家最常問而材料沒有答案的問題',
      en: 'What people ask most that the material does not answer',
    },
    async run({ locale, page = 1 }) {
      const messages = MESSAGES[locale]
      const size = await gaps.size()
      const pages = Math.max(1, Math.ceil(size / GAPS_ON_A_PAGE))
      const at = Math.min(page, pages)
      const shown = await gaps.list(GAPS_ON_A_PAGE, (at - 1) * GAPS_ON_A_PAGE)
      const describe = (gap: Gap, index: number): Inline[] => [
        text(`${canFill ? `${index + 1}. ` : ''}${gap.text} · ${messages.counts(gap)}`),
        ...(gap.nearest ? [text(' → '), command('passage', gap.nearest)] : []),
      ]
      const more = { command: 'gaps', text: '', page: at + 1 }
      return {
        outcome: 'page',
        locale,
        audience: 'quietly',
        blocks:
          size === 0
            ? [paragraph(text(messages.none))]
            : [
                heading(messages.title(size, at, pages)),
                list(shown.map(describe)),
                ...(canFill ? [paragraph(text(messages.howToFill))] : []),
              ],
        citations: [],
        actions: [
          ...(canFill ? shown.map((gap, index) => toFill(`✍️ ${index + 1}`, gap)) : []),
          ...(at < pages ? [{ kind: 'more', label: messages.more, request: more } as const] : []),
        ],
      }
    },
  })
}

const toFill = (label: string, gap: Gap): Answer['actions'][number] => ({
  kind: 'form',
  label,
  request: { command: 'fill', text: idOfGap(gap.text) },
})

/** `fill` asks for an answer to the gap of an id, and keeps what is filled in; `dismiss` keeps none. */
function createFillCommands(gaps: GapStore, library: ScopeLibrary): readonly Command[] {
  const fill = forButtons('fill', async (request) => {
    const messages = MESSAGES[request.locale]
    const gap = await gaps.find(request.text)
    if (!gap) return say('page', request, messages.closed)
    const words = request.filled?.trim()
    if (!words) return askFor(gap, request)
    const result = await keep(gap, words, request.from as Origin, library)
    if (result.type !== 'added') return say('invalid', request, messages.notKept(reasonOf(result)))
    await gaps.close(gap.text)
    const { isPrivate } = request.from as Origin
    return say('page', request, messages.filled(gap.text, isPrivate, await gaps.size()))
  })
  const dismiss = forButtons('dismiss', async (request) => {
    const gap = await gaps.find(request.text)
    if (gap) await gaps.close(gap.text)
    return say('page', request, MESSAGES[request.locale].dismissed)
  })
  return [fill, { ...dismiss, onReply: 'fill' }]
}

/** The host alone has these buttons, but anybody could send what they carry. */
function forButtons(name: string, run: (request: ChatRequest) => Promise<Answer>): Command {
  const names = { 'zh-Hans': name, 'zh-Hant': name, en: name }
  const command = forOwner({ name, titles: names, aliases: [], summaries: names, run })
  return { ...command, menu: 'buttons' }
}

function askFor(gap: Gap, request: ChatRequest): Answer {
  const messages = MESSAGES[request.locale]
  const id = idOfGap(gap.text)
  return {
    ...say('page', request, ''),
    audience: 'quietly',
    blocks: [paragraph(text(gap.text)), paragraph(text(messages.reply))],
    form: {
      title: messages.formTitle,
      about: gap.text,
      label: messages.formLabel,
      request: { command: 'fill', text: id },
    },
    actions: [{ kind: 'form', label: messages.dismiss, request: { command: 'dismiss', text: id } }],
  }
}

/** An answer given in a private chat holds everywhere, one given in a server or group only there. */
const keep = (
  { text: title }: Gap,
  words: string,
  from: Origin,
  library: ScopeLibrary,
): Promise<AddResult> => {
  const date = new Date().toISOString().slice(0, 10)
  // A question and its answer are one passage, which is found by the words of both.
  const bytes = toMarkdownFile({ title, date }, `Q: ${title}\n\nA: ${words}`)
  return library.add(materialScopeOf(from), {
    name: `answer-${idOfGap(title)}.md`,
    bytes: bytes.length,
    read: async () => bytes,
  })
}

const reasonOf = (result: AddResult): string => ('reason' in result ? result.reason : '')
