import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import {
  type Answer,
  type ChatRequest,
  type Command,
  type OfferedMessage,
  paragraph,
  say,
  text,
} from '../../answers/index.ts'
import { shorten } from '../../shared/shorten.ts'
import { materialScopeOf, type OnAdded, refuseChange, sayAnswered } from './commands.ts'
import type { ScopeLibrary } from './library.ts'
import { toMarkdownFile } from './markdown-file.ts'
import { MESSAGES } from './messages.ts'

/** Milliseconds that an author has to answer. */
const CONSENT_TIME = 24 * 60 * 60_000
/** Requests that wait for their author; with more, the oldest expire. */
const MAX_WAITING = 500
/** UTF-16 units of the message that are repeated where its author is asked. */
const SHOWN_LENGTH = 300

interface Proposal {
  readonly scope: string
  readonly title: string
  readonly message: OfferedMessage
}

/**
 * `/teach`: makes a message material, if its author agrees. Until they do, it is in memory only: a
 * restart forgets it. With them goes the command that their buttons carry.
 */
export function createTeachCommands(
  library: ScopeLibrary,
  onAdded: OnAdded = async () => 0,
): readonly Command[] {
  const waiting = new LRUCache<string, Proposal>({
    max: MAX_WAITING,
    ttl: CONSENT_TIME,
    perf: performance,
  })

  async function keep(request: ChatRequest, proposal: Proposal): Promise<Answer> {
    const { message, scope } = proposal
    const { author, url, date, text: words } = message
    const fields = {
      title: proposal.title,
      author: author.name,
      date,
      ...(url !== undefined && { url }),
    }
    const bytes = toMarkdownFile(fields, words)
    const name = `message-${message.id}.md`
    const result = await library.add(scope, {
      ...{ name, bytes: bytes.length },
      read: async () => bytes,
    })
    const { kept, full, wordsOnly } = MESSAGES[request.locale]
    if (result.type !== 'added') return say('invalid', request, full)
    const answered = sayAnswered(await onAdded(request, result.source), request)
    const without = message.hasFiles ? wordsOnly : ''
    return say('page', request, `${kept(message.author.name)}${without}${answered}`)
  }

  const teach: Command = {
    name: 'teach',
    titles: { 'zh-Hans': '收录', 'zh-Hant': '收錄', en: 'teach' },
    aliases: [],
    summaries: {
      'zh-Hans': '把一条消息收进这里的材料，先问作者（管理员）',
      'zh-Hant': '把一則訊息收進這裡的材料，先問作者（管理員）',
      en: 'Make a message material of this place, if its author agrees; for those who manage it',
    },
    menu: 'managers',
    onMessage: { 'zh-Hans': '收进材料', 'zh-Hant': '收進材料', en: 'Add to material' },
    async run(request) {
      const { about, from, locale } = request
      const messages = MESSAGES[locale]
      const refuse = (words: string): Answer => ({
        ...say('invalid', request, words),
        audience: 'quietly',
      })
      const refusal = await refuseChange(request)
      if (refusal !== undefined || !from) return { ...refuse(refusal ?? ''), audience: 'asker' }
      if (!about) return refuse(messages.howToTeach)
      const { author } = about
      const isOwn = author.key === from.user
      if (author.isBot && !isOwn) return refuse(messages.fromBot)
      if (!about.text.trim()) return refuse(messages.noWords)
      const title = request.text.trim() || messages.messageOf(author.name)
      const proposal = { scope: materialScopeOf(from), title, message: about }
      if (isOwn) return keep(request, proposal)
      const id = randomBytes(9).toString('base64url')
      waiting.set(id, proposal)
      const question = messages.ask(author.name)
      return {
        ...say('page', request, question),
        blocks: [
          paragraph(text(about.hasFiles ? `${question}${messages.wordsOnly}` : question)),
          paragraph(text(shorten(about.text, SHOWN_LENGTH))),
        ],
        addressee: author.key,
        actions: (['yes', 'no'] as const).map((word) => ({
          kind: 'consent',
          label: messages[word],
          request: { command: 'consent', text: `${word} ${id}` },
        })),
      }
    },
  }
  const consent: Command = {
    name: 'consent',
    titles: { 'zh-Hans': 'consent', 'zh-Hant': 'consent', en: 'consent' },
    aliases: [],
    summaries: { 'zh-Hans': 'consent', 'zh-Hant': 'consent', en: 'consent' },
    menu: 'buttons',
    async run(request) {
      const messages = MESSAGES[request.locale]
      const [word, id = ''] = request.text.split(' ')
      const proposal = waiting.get(id)
      if (!proposal || !request.from || proposal.scope !== materialScopeOf(request.from))
        return say('page', request, messages.expired)
      const { author } = proposal.message
      if (request.from.user !== author.key)
        return { ...say('invalid', request, messages.notYours(author.name)), audience: 'asker' }
      waiting.delete(id)
      return word === 'yes' ? keep(request, proposal) : say('page', request, messages.declined)
    },
  }
  return [teach, consent]
}
