import type { ByLocale } from '../../answers/index.ts'
import type { ScopeFile } from './files.ts'

const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`
const size = ({ bytes }: ScopeFile): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`

/** What is said about material that is added in a chat. */
export const MESSAGES: ByLocale<{
  readonly notAllowed: string
  readonly ownerOnly: string
  readonly noScope: string
  readonly howToAdd: string
  readonly howToTeach: string
  readonly none: string
  readonly title: (count: number, most: number) => string
  readonly file: (file: ScopeFile) => string
  readonly added: (name: string, passages: number, isNew: boolean, everywhere: boolean) => string
  readonly shown: (name: string, passages: number) => string
  readonly more: (count: number) => string
  readonly removed: (name: string) => string
  readonly exported: (name: string) => string
  readonly missing: (name: string) => string
  readonly kind: (name: string, kinds: readonly string[]) => string
  readonly tooLarge: (name: string, most: number) => string
  readonly tooMany: (most: number) => string
  readonly tooMuch: (most: number) => string
  readonly full: string
  /** @param reason in English */
  readonly noPage: (address: string, reason: string) => string
  readonly unavailable: string
  readonly unfetched: (name: string) => string
  readonly unreadable: (name: string, reason: string) => string
  readonly ask: (author: string) => string
  readonly yes: string
  readonly no: string
  readonly notYours: (author: string) => string
  readonly kept: (author: string) => string
  /** Behind what was added: questions that it answers, and nothing did before. */
  readonly answers: (count: number) => string
  readonly declined: string
  readonly expired: string
  readonly fromBot: string
  readonly noWords: string
  /** Of a message with pictures or files. */
  readonly wordsOnly: string
  /** Title of a message that is kept. */
  readonly messageOf: (author: string) => string
}> = {
  'zh-Hans': {
    notAllowed: '只有这里的管理员能改这里的材料。',
    ownerOnly: '在私聊里，只有架设我的人能加材料。请在你管理的服务器或群里加。',
    noScope: '材料要在服务器或群里加。',
    howToAdd:
      '加文件：Discord 用 /material add 带上附件；Telegram 发文件并写上 /material，或者用 /material 回复文件。加网页：/material add https://…',
    howToTeach: '请用 /teach 回复要收进材料的那条消息。',
    none: '这里还没有自己的材料。',
    title: (count, most) => `这里自己的材料：${count} 个文件（最多 ${most} 个）`,
    file: (file) => `${file.name} · ${size(file)}`,
    added: (name, passages, isNew, everywhere) =>
      `${isNew ? '已加入' : '已替换'} ${name}：读出 ${passages} 段，现在就可以问。${everywhere ? '到处都用来回答' : '只在这里回答'}。`,
    shown: (name, passages) => `${name}：读出 ${passages} 段。开头是：`,
    more: (count) => `还有 ${count} 段。`,
    removed: (name) => `已删除 ${name}，不再用它回答。`,
    exported: (name) => `这是 ${name}，和加进来时一样。`,
    missing: (name) => `这里没有叫 ${name} 的文件。用 /material list 看有哪些。`,
    kind: (name, kinds) => `${name} 不是我能读的格式。可以用：${kinds.join('、')}。`,
    tooLarge: (name, most) => `${name} 太大了，一个文件最多 ${mib(most)}。`,
    tooMany: (most) => `这里已经有 ${most} 个文件，请先用 /material remove 删掉一些。`,
    tooMuch: (most) => `这里的文件合起来最多 ${mib(most)}，请先用 /material remove 删掉一些。`,
    full: '各处加进来的材料已经放不下了，没有加进去。请告诉架设我的人。',
    noPage: (address, reason) => `没能读网页 ${address}，没有加进去（${reason}）。`,
    unavailable: '这里的文件暂时读写不了，请过几分钟再试。',
    unfetched: (name) => `没能从平台取到 ${name}，请再发一次。`,
    unreadable: (name, reason) => `没能读 ${name}，没有加进去。${reason}`,
    ask: (author) =>
      `${author}，可以把你的这条消息收进这里的材料吗？以后会原文引用，写上你的名字，并链接到这条消息。`,
    yes: '可以',
    no: '不要',
    notYours: (author) => `只有 ${author} 能回答。`,
    kept: (author) => `谢谢，${author}。这条消息已经收进这里的材料。`,
    answers: (count) => `有 ${count} 个以前没答好的问题，现在能答了。`,
    declined: '好的，什么都没有保存。',
    expired: '这个请求已经过期，什么都没有保存。需要的话请重新来一次。',
    fromBot: '机器人和频道的消息、转发来的消息，没有人可以问，所以不收。',
    noWords: '这条消息没有文字，没有可以收的。',
    wordsOnly: '只收文字，图片和文件不收。',
    messageOf: (author) => `${author} 的消息`,
  },
  'zh-Hant': {
    notAllowed: '只有這裡的管理員能改這裡的材料。',
    ownerOnly: '在私聊裡，只有架設我的人能加材料。請在你管理的伺服器或群組裡加。',
    noScope: '材料要在伺服器或群組裡加。',
    howToAdd:
      '加檔案：Discord 用 /material add 帶上附件；Telegram 傳檔案並寫上 /material，或者用 /material 回覆檔案。加網頁：/material add https://…',
    howToTeach: '請用 /teach 回覆要收進材料的那則訊息。',
    none: '這裡還沒有自己的材料。',
    title: (count, most) => `這裡自己的材料：${count} 個檔案（最多 ${most} 個）`,
    file: (file) => `${file.name} · ${size(file)}`,
    added: (name, passages, isNew, everywhere) =>
      `${isNew ? '已加入' : '已取代'} ${name}：讀出 ${passages} 段，現在就可以問。${everywhere ? '到處都用來回答' : '只在這裡回答'}。`,
    shown: (name, passages) => `${name}：讀出 ${passages} 段。開頭是：`,
    more: (count) => `還有 ${count} 段。`,
    removed: (name) => `已刪除 ${name}，不再用它回答。`,
    exported: (name) => `這是 ${name}，和加進來時一樣。`,
    missing: (name) => `這裡沒有叫 ${name} 的檔案。用 /material list 看有哪些。`,
    kind: (name, kinds) => `${name} 不是我能讀的格式。可以用：${kinds.join('、')}。`,
    tooLarge: (name, most) => `${name} 太大了，一個檔案最多 ${mib(most)}。`,
    tooMany: (most) => `這裡已經有 ${most} 個檔案，請先用 /material remove 刪掉一些。`,
    tooMuch: (most) => `這裡的檔案合起來最多 ${mib(most)}，請先用 /material remove 刪掉一些。`,
    full: '各處加進來的材料已經放不下了，沒有加進去。請告訴架設我的人。',
    noPage: (address, reason) => `沒能讀網頁 ${address}，沒有加進去（${reason}）。`,
    unavailable: '這裡的檔案暫時讀寫不了，請過幾分鐘再試。',
    unfetched: (name) => `沒能從平台取到 ${name}，請再傳一次。`,
    unreadable: (name, reason) => `沒能讀 ${name}，沒有加進去。${reason}`,
    ask: (author) =>
      `${author}，可以把你的這則訊息收進這裡的材料嗎？以後會原文引用，寫上你的名字，並連結到這則訊息。`,
    yes: '可以',
    no: '不要',
    notYours: (author) => `只有 ${author} 能回答。`,
    kept: (author) => `謝謝，${author}。這則訊息已經收進這裡的材料。`,
    answers: (count) => `有 ${count} 個以前沒答好的問題，現在能答了。`,
    declined: '好的，什麼都沒有保存。',
    expired: '這個請求已經過期，什麼都沒有保存。需要的話請重新來一次。',
    fromBot: '機器人和頻道的訊息、轉傳來的訊息，沒有人可以問，所以不收。',
    noWords: '這則訊息沒有文字，沒有可以收的。',
    wordsOnly: '只收文字，圖片和檔案不收。',
    messageOf: (author) => `${author} 的訊息`,
  },
  en: {
    notAllowed: 'Only those who manage this place can change its material.',
    ownerOnly:
      'In a private chat only the person who hosts me can add material. Add it in a server or group that you manage.',
    noScope: 'Material is added in a server or a group.',
    howToAdd:
      'To add a file: on Discord, /material add with an attachment; on Telegram, send it with the caption /material, or reply to it with /material. To add a web page: /material add https://…',
    howToTeach: 'Reply with /teach to the message that is to become material.',
    none: 'This place has no material of its own yet.',
    title: (count, most) =>
      `Material of this place: ${count} ${count === 1 ? 'file' : 'files'} (of at most ${most})`,
    file: (file) => `${file.name} · ${size(file)}`,
    added: (name, passages, isNew, everywhere) =>
      `${isNew ? 'Added' : 'Replaced'} ${name}: ${passages} ${passages === 1 ? 'passage' : 'passages'}. You can ask about it now; it is answered from ${everywhere ? 'everywhere' : 'here only'}.`,
    shown: (name, passages) =>
      `${name}: ${passages} ${passages === 1 ? 'passage' : 'passages'}. It begins:`,
    more: (count) => `And ${count} more.`,
    removed: (name) => `Removed ${name}. It is no longer answered from.`,
    exported: (name) => `Here is ${name}, as it was added.`,
    missing: (name) => `There is no file ${name} here. /material list shows what there is.`,
    kind: (name, kinds) => `I cannot read files like ${name}. I can read: ${kinds.join(', ')}.`,
    tooLarge: (name, most) => `${name} is too large: a file may have ${mib(most)}.`,
    tooMany: (most) =>
      `There are ${most} files here already. Remove some with /material remove first.`,
    tooMuch: (most) =>
      `The files of a place may have ${mib(most)} together. Remove some with /material remove first.`,
    full: 'There is no room left for material that is added in chats, so it was not added. Please tell the person who hosts me.',
    noPage: (address, reason) =>
      `I could not read the page ${address}, so it was not added: ${reason}.`,
    unavailable:
      'The files of this place cannot be reached now. Please try again in a few minutes.',
    unfetched: (name) => `I could not get ${name} from the platform. Please send it again.`,
    unreadable: (name, reason) => `I could not read ${name}, so it was not added. ${reason}`,
    ask: (author) =>
      `${author}, may this message of yours become material here? It will be quoted word for word, with your name and a link to it.`,
    yes: 'Yes',
    no: 'No',
    notYours: (author) => `Only ${author} can answer this.`,
    kept: (author) => `Thank you, ${author}. The message is now material of this place.`,
    answers: (count) =>
      ` It answers ${count === 1 ? 'a question' : `${count} questions`} that had no good answer before.`,
    declined: 'All right, nothing was kept.',
    expired: 'This request has expired, and nothing was kept. Ask again if you still want it.',
    fromBot:
      'Messages of bots and channels, and forwarded ones, are not taken: there is nobody to ask.',
    noWords: 'This message has no words to keep.',
    wordsOnly: ' Only its words are kept, not its pictures and files.',
    messageOf: (author) => `Message of ${author}`,
  },
}
