import {
  type Answer,
  type ByLocale,
  type ChatRequest,
  type Command,
  type CommandPart,
  heading,
  list,
  type Origin,
  paragraph,
  say,
  text,
} from '../../answers/index.ts'
import { EVERYWHERE, UPLOAD_KINDS } from '../../corpus/index.ts'
import { MAX_BYTES, MAX_FILE_BYTES, MAX_FILES } from './files.ts'
import type { AddResult, PlaceLibrary } from './library.ts'
import { MESSAGES } from './messages.ts'

/** Passages shown of a file, and UTF-16 units of each. */
const MAX_SHOWN = 5
const SHOWN_LENGTH = 160

type Part = 'add' | 'list' | 'show' | 'export' | 'remove'

/** What people type for each part. */
const WORDS: Readonly<Record<Part, readonly string[]>> = {
  add: ['add', '添加', '加', '新增', '加入'],
  list: ['list', '列表', '清单', '清單'],
  show: ['show', '查看', '看'],
  export: ['export', '导出', '匯出', '下载', '下載'],
  remove: ['remove', 'delete', '删除', '刪除', '移除'],
}

const FILE_NAME: NonNullable<CommandPart['argument']> = {
  name: { 'zh-Hans': '文件', 'zh-Hant': '檔案', en: 'name' },
  summary: { 'zh-Hans': '文件的名字', 'zh-Hant': '檔案的名字', en: 'Name of the file' },
  required: true,
}

const PAGE_ADDRESS: NonNullable<CommandPart['argument']> = {
  name: { 'zh-Hans': '网址', 'zh-Hant': '網址', en: 'page' },
  summary: {
    'zh-Hans': '或者一个网页的地址，以 https:// 开头',
    'zh-Hant': '或者一個網頁的位址，以 https:// 開頭',
    en: 'Or the address of a web page, beginning with https://',
  },
  required: false,
}

const PARTS: readonly CommandPart[] = [
  {
    ...part('add', '添加', '新增', {
      'zh-Hans': '把一个文件或网页加进这里的材料；同名的会被替换',
      'zh-Hant': '把一個檔案或網頁加進這裡的材料；同名的會被取代',
      en: 'Add a file or a web page to the material of this place; the same name is replaced',
    }),
    file: true,
    argument: PAGE_ADDRESS,
  },
  part('list', '列表', '清單', {
    'zh-Hans': '这里有哪些自己的文件',
    'zh-Hant': '這裡有哪些自己的檔案',
    en: 'Files that this place has added',
  }),
  {
    ...part('show', '查看', '查看', {
      'zh-Hans': '从一个文件里读出了什么',
      'zh-Hant': '從一個檔案裡讀出了什麼',
      en: 'What was understood of a file',
    }),
    argument: FILE_NAME,
  },
  {
    ...part('export', '导出', '匯出', {
      'zh-Hans': '取回一个文件',
      'zh-Hant': '取回一個檔案',
      en: 'Get a file back',
    }),
    argument: FILE_NAME,
  },
  {
    ...part('remove', '删除', '刪除', {
      'zh-Hans': '删除一个文件，不再用它回答',
      'zh-Hant': '刪除一個檔案，不再用它回答',
      en: 'Remove a file; it is no longer answered from',
    }),
    argument: FILE_NAME,
  },
]

function part(name: Part, simplified: string, traditional: string, summaries: ByLocale) {
  return { name, titles: { 'zh-Hans': simplified, 'zh-Hant': traditional, en: name }, summaries }
}

/**
 * Who may change the material of a place: those who manage it, and the owner of the bot. A private
 * chat belongs to everybody who writes to the bot, so there it is the owner alone.
 *
 * @returns why they may not; undefined if they may
 */
export async function refuseChange({ from, locale }: ChatRequest): Promise<string | undefined> {
  const { noPlace, ownerOnly, notAllowed } = MESSAGES[locale]
  if (!from) return noPlace
  if (from.isOwner) return undefined
  if (from.isPrivate) return ownerOnly
  return (await from.mayManage()) ? undefined : notAllowed
}

/** Whose material somebody changes there: what the host adds in a private chat is for everybody. */
export const scopeOf = ({ isPrivate, scope }: Origin): string => (isPrivate ? EVERYWHERE : scope)

/**
 * Gets a web page as a file.
 *
 * @throws an error whose message says why it cannot be read
 */
export type ReadPage = (url: string) => Promise<{ readonly name: string; readonly text: string }>

/** `/material`: files that a server or group adds for itself. */
export function createMaterialCommand(library: PlaceLibrary, readPage?: ReadPage): Command {
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
    parts: PARTS,
    async suggest(typed, locale, from) {
      const request = { command: 'material', text: typed, locale, ...(from && { from }) }
      if (!from || /^add(?:\s|$)/.test(typed) || (await refuseChange(request)) !== undefined)
        return []
      const wanted = typed.replace(/^\S+\s*/, '').toLowerCase()
      const files = await library.list(scopeOf(from))
      return files
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .map(({ name }) => ({ label: name, value: name }))
    },
    async run(request) {
      const refusal = await refuseChange(request)
      if (refusal !== undefined) return { ...say('invalid', request, refusal), audience: 'asker' }
      const answer = await runPart(library, request, readPage)
      return { ...answer, audience: 'quietly' }
    },
  }
}

async function runPart(
  library: PlaceLibrary,
  request: ChatRequest,
  readPage: ReadPage | undefined,
): Promise<Answer> {
  const messages = MESSAGES[request.locale]
  const scope = scopeOf(request.from as Origin)
  const [first = '', ...rest] = request.text.split(' ')
  const wanted = (Object.keys(WORDS) as Part[]).find((one) =>
    WORDS[one].includes(first.toLowerCase()),
  )
  const name = rest.join(' ').trim()
  const address = [name, first].find((words) => ADDRESS.test(words))
  const missing = () => say('invalid', request, messages.missing(name))
  if (wanted === 'add' || (wanted === undefined && (request.file || address))) {
    const addition = request.file ?? (address && readPage && (await offerPage(address, readPage)))
    if (!addition) return say('invalid', request, messages.howToAdd)
    if ('problem' in addition)
      return say('invalid', request, messages.noPage(address ?? '', addition.problem))
    const result = await library.add(scope, addition)
    return say(result.type === 'added' ? 'page' : 'invalid', request, describe(request, result))
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
  library: PlaceLibrary,
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
  library: PlaceLibrary,
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
    .map(({ heading: above, text: words }) => [text(shorten(above ? `${above}: ${words}` : words))])
  return {
    ...say('page', request, messages.shown(shown.name, passages.length)),
    blocks: [
      paragraph(text(messages.shown(shown.name, passages.length))),
      list(items),
      ...(rest > 0 ? [paragraph(text(messages.more(rest)))] : []),
    ],
  }
}

function shorten(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ')
  const cut = line.slice(0, SHOWN_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
  return line.length > SHOWN_LENGTH ? `${cut}…` : line
}
