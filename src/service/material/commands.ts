import {
  type Answer,
  type ChatRequest,
  type Command,
  heading,
  list,
  type Origin,
  paragraph,
  say,
  text,
} from '../../answers/index.ts'
import { EVERYWHERE, UPLOAD_KINDS } from '../../corpus/index.ts'
import { shortenLine } from '../../shared/shorten.ts'
import { MAX_BYTES, MAX_FILE_BYTES, MAX_FILES } from './files.ts'
import type { AddResult, ScopeLibrary } from './library.ts'
import { MESSAGES } from './messages.ts'
import { SUBCOMMANDS, subcommandNamed } from './subcommands.ts'

/** Passages shown of a file, and UTF-16 units of each. */
const MAX_SHOWN = 5
const SHOWN_LENGTH = 160

/**
 * Who may change the material of a scope: those who manage it, and the owner of the bot. A private
 * chat belongs to everybody who writes to the bot, so there it is the owner alone.
 *
 * @returns why they may not; undefined if they may
 */
export async function refuseChange({ from, locale }: ChatRequest): Promise<string | undefined> {
  const { noScope, ownerOnly, notAllowed } = MESSAGES[locale]
  if (!from) return noScope
  if (from.isOwner) return undefined
  if (from.isPrivate) return ownerOnly
  return (await from.mayManage()) ? undefined : notAllowed
}

/** Whose material somebody changes there: what the host adds in a private chat is for everybody. */
export const materialScopeOf = ({ isPrivate, scope }: Origin): string =>
  isPrivate ? EVERYWHERE : scope

/**
 * Gets a web page as a file.
 *
 * @throws an error whose message says why it cannot be read
 */
export type ReadPage = (url: string) => Promise<{ readonly name: string; readonly text: string }>

/**
 * Told of a source that somebody has added, by its id.
 *
 * @returns how many questions it answers that had no answer before
 */
export type OnAdded = (request: ChatRequest, source: string) => Promise<number>

/** What is said of questions that are answered now; nothing of none. */
export const sayAnswered = (count: number, { locale }: ChatRequest): string =>
  count > 0 ? MESSAGES[locale].answers(count) : ''

/** `/material`: files that a server or group adds for itself. */
export function createMaterialCommand(
  library: ScopeLibrary,
  readPage?: ReadPage,
  onAdded: OnAdded = async () => 0,
): Command {
  return {
    name: 'material',
    titles: { 'zh-Hans': '材料', 'zh-Hant': '材料', en: 'material' },
    aliases: [],
    summaries: {
      'zh-Hans': '这里自己的材料：加文件、查看、导出、删除（管理员）',
      'zh-Hant': '這裡自己的材料：加檔案、查看、匯出、刪除（管理員）',
      en: 'Material of this place: add, show, export, remove files; for those who manage it',
    },
    menu: 'managers',
    subcommands: SUBCOMMANDS,
    async suggest(typed, locale, from) {
      const request = { command: 'material', text: typed, locale, ...(from && { from }) }
      if (!from || /^add(?:\s|$)/.test(typed) || (await refuseChange(request)) !== undefined)
        return []
      const wanted = typed.replace(/^\S+\s*/, '').toLowerCase()
      const files = await library.list(materialScopeOf(from))
      return files
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .map(({ name }) => ({ label: name, value: name }))
    },
    async run(request) {
      const refusal = await refuseChange(request)
      if (refusal !== undefined) return { ...say('invalid', request, refusal), audience: 'asker' }
      const answer = await runSubcommand(library, request, readPage, onAdded)
      return { ...answer, audience: 'quietly' }
    },
  }
}

async function runSubcommand(
  library: ScopeLibrary,
  request: ChatRequest,
  readPage: ReadPage | undefined,
  onAdded: OnAdded,
): Promise<Answer> {
  const messages = MESSAGES[request.locale]
  const scope = materialScopeOf(request.from as Origin)
  const [first = '', ...rest] = request.text.split(' ')
  const wanted = subcommandNamed(first)
  const name = rest.join(' ').trim()
  const address = [name, first].find((words) => ADDRESS.test(words))
  const missing = () => say('invalid', request, messages.missing(name))
  if (wanted === 'add' || (wanted === undefined && (request.file || address))) {
    const addition = request.file ?? (address && readPage && (await offerPage(address, readPage)))
    if (!addition) return say('invalid', request, messages.howToAdd)
    if ('problem' in addition)
      return say('invalid', request, messages.noPage(address ?? '', addition.problem))
    const result = await library.add(scope, addition)
    if (result.type !== 'added') return say('invalid', request, describe(request, result))
    const answered = sayAnswered(await onAdded(request, result.source), request)
    return say('page', request, `${describe(request, result)}${answered}`)
  }
  if (wanted === 'remove') {
    const removed = await library.remove(scope, name)
    return removed === undefined ? missing() : say('page', request, messages.removed(removed))
  }
  if (wanted === 'export') {
    const file = await library.read(scope, name)
    return file ? { ...say('page', request, messages.exported(file.name)), file } : missing()
  }
  return wanted === 'show'
    ? ((await showFile(library, request, scope, name)) ?? missing())
    : listFiles(library, request, scope)
}

const ADDRESS = /^https?:\/\/\S+$/i

async function offerPage(address: string, readPage: ReadPage) {
  try {
    const { name, text: words } = await readPage(address)
    const bytes = Buffer.from(words)
    return { name, bytes: bytes.length, read: async () => bytes }
  } catch (error) {
    return { problem: (error as Error).message }
  }
}

function describe({ locale, from }: ChatRequest, result: AddResult): string {
  const messages = MESSAGES[locale]
  switch (result.type) {
    case 'added':
      return messages.added(result.name, result.passages, result.isNew, from?.isPrivate === true)
    case 'kind':
      return messages.kind(result.name, UPLOAD_KINDS)
    case 'tooLarge':
      return messages.tooLarge(result.name, MAX_FILE_BYTES)
    case 'tooMany':
      return messages.tooMany(MAX_FILES)
    case 'tooMuch':
      return messages.tooMuch(MAX_BYTES)
    case 'full':
      return messages.full
    case 'unfetched':
      return messages.unfetched(result.name)
    case 'unreadable':
      return messages.unreadable(result.name, result.reason)
  }
}

async function listFiles(
  library: ScopeLibrary,
  request: ChatRequest,
  scope: string,
): Promise<Answer> {
  const messages = MESSAGES[request.locale]
  const files = await library.list(scope)
  const how = paragraph(text(messages.howToAdd))
  const blocks =
    files.length === 0
      ? [paragraph(text(messages.none)), how]
      : [
          heading(messages.title(files.length, MAX_FILES)),
          list(files.map((file) => [text(messages.file(file))])),
          how,
        ]
  return { ...say('page', request, ''), blocks }
}

async function showFile(
  library: ScopeLibrary,
  request: ChatRequest,
  scope: string,
  name: string,
): Promise<Answer | undefined> {
  const messages = MESSAGES[request.locale]
  const shown = await library.show(scope, name)
  if (!shown) return undefined
  const { passages } = shown
  const rest = passages.length - MAX_SHOWN
  const items = passages
    .slice(0, MAX_SHOWN)
    .map(({ heading: above, text: words }) => [
      text(shortenLine(above ? `${above}: ${words}` : words, SHOWN_LENGTH)),
    ])
  return {
    ...say('page', request, messages.shown(shown.name, passages.length)),
    blocks: [
      paragraph(text(messages.shown(shown.name, passages.length))),
      list(items),
      ...(rest > 0 ? [paragraph(text(messages.more(rest)))] : []),
    ],
  }
}
