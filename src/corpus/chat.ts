import { asks } from './exchanges.ts'

/** A line of a text file, and where it stands there. */
export interface Line {
  readonly text: string
  readonly at: number
}

/** What somebody said, who, where the log names them at its place, and whether what the next one says replies to it. */
export interface Message {
  readonly speaker: Line
  readonly lines: readonly Line[]
  readonly isAsked: boolean
}

const DATE =
  '(?:\\d{1,4}[-/.年]\\d{1,2}[-/.月]\\d{1,4}日?|\\d{1,2}月\\d{1,2}日|\\d{1,2} \\p{L}{3,9} \\d{4}|\\p{L}{3,9} \\d{1,2}, \\d{4}|今天|昨天|today|yesterday)'
const TIME = '(?:上午|下午|晚上|早上|凌晨|中午)?[ \\t]?\\d{1,2}:\\d\\d(?::\\d\\d)?(?:[ \\t]?[AP]M)?'
const STAMP = `[[(（]?(?:${DATE}(?:T|[,，]?[ \\t]{1,3}(?:at )?)?)?${TIME}[\\])）]?`
const pattern = (source: string): RegExp => new RegExp(source, 'iu')

/** How programs write who says something, and when: on a line of its own, or before the words. */
const HEADERS: readonly RegExp[] = [
  // Wang Fang 2025-03-02 10:15 · Wang Fang — Today at 10:15 AM
  pattern(`^(.{1,30}?)[ \\t]{0,4}(?:[—–-][ \\t])?${STAMP}[:：]?$`),
  // 2025-03-02 10:15:00 Wang Fang(10001)
  pattern(`^${STAMP}[ \\t]{1,4}(?:[—–-][ \\t])?([^:：。！？!?]{1,40})[:：]?$`),
  // [10:15] <Wang Fang> …
  pattern(`^(?:${STAMP}[ \\t]{0,4})?<[@+ ]?([^<>]{1,30})>[ \\t]{0,4}(?=\\S)`),
  // [10:15] Wang Fang: … · Wang Fang: …
  pattern(
    `^(?:${STAMP}[ \\t,]{0,4}(?:[—–-][ \\t])?)?([^:：\\d][^:：]{0,29})[:：][ \\t]{0,4}(?=\\S)`,
  ),
]
const STAMPED = pattern(`^(?:.{1,30}?[ \\t]{0,4}(?:[—–-][ \\t])?)?${STAMP}`)

const MIN_MESSAGES = 4
/** What a program writes where nothing is said, alone on a line. */
const UNSAID =
  /^[（([<【]?(?:.{0,20}(?:撤回了一条消息|撤回了一則訊息|收回訊息|recalled a message|message was deleted|deleted this message)|(?:media|image|video|sticker) omitted|图片|圖片|表情|贴图|貼圖|语音|視訊|视频)[)）\]>】.]{0,2}$/i
/** The number or address of an account behind its name: Wang Fang(10001), Wang Fang<wang@example.org>. */
const ACCOUNT = /[(（<][^()（）<>]{1,40}[)）>]$/

/** The messages of a log, or nothing where a text is none: speakers speak more than once. */
export function readChat(lines: readonly Line[]): readonly Message[] | undefined {
  for (const header of HEADERS) {
    const messages = readMessages(lines, header)
    if (messages) return messages
  }
  return undefined
}

/** Whether every message of a text may have its time, so that no other text is taken for a log. */
export const isStamped = (line: Line | undefined): boolean =>
  line !== undefined && STAMPED.test(line.text)

function readMessages(lines: readonly Line[], header: RegExp): readonly Message[] | undefined {
  const messages: { speaker: Line; lines: Line[] }[] = []
  for (const line of lines) {
    const [head, speaker = ''] = line.text.match(header) ?? []
    if (head !== undefined) {
      const name = speaker.replace(ACCOUNT, '').trim()
      messages.push({
        speaker: { text: name, at: line.at + line.text.indexOf(name) },
        lines: [],
      })
      const words = line.text.slice(head.length)
      if (words) messages.at(-1)?.lines.push({ text: words, at: line.at + head.length })
    } else if (messages.length === 0) return undefined
    else messages.at(-1)?.lines.push(line)
  }
  const said = messages.filter(({ lines }) => lines.some(({ text }) => !UNSAID.test(text)))
  const speakers = new Set(messages.map(({ speaker }) => speaker.text))
  const isLog = messages.length >= MIN_MESSAGES && speakers.size * 2 <= messages.length
  if (!isLog || said.length * 2 < messages.length || messages.length * 3 < lines.length)
    return undefined
  return said.map(({ speaker, lines }, m) => {
    const next = said[m + 1]
    const isReplied = next !== undefined && next.speaker.text !== speaker.text
    return { speaker, lines, isAsked: isReplied && asks(lines.at(-1)?.text ?? '') }
  })
}
