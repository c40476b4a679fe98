import type { ByLocale } from '../answers/index.ts'

/** Why a question is not answered now. */
export type Refusal = 'user' | 'channel' | 'busy'

/** What is said around the answers: limits, the material, what is stored. */
interface Messages {
  /** Each takes the seconds to wait. */
  readonly refused: Readonly<Record<Refusal, (seconds: number) => string>>
  readonly elsewhere: string
  readonly thanks: string
  readonly ownerOnly: string
  readonly reload: { readonly done: string; readonly failed: (problem: string) => string }
  readonly broken: (problem: string) => string
  readonly fixed: string
  /** @param days that questions are kept; 0 if none are */
  readonly privacy: { readonly title: string; readonly lines: (days: number) => readonly string[] }
}

export const MESSAGES: ByLocale<Messages> = {
  'zh-Hans': {
    refused: {
      user: (seconds) => `你问得太快了，请等 ${seconds} 秒再问。`,
      channel: (seconds) => `这里的提问太多了，请等 ${seconds} 秒再问。`,
      busy: (seconds) => `现在提问的人太多，请等 ${seconds} 秒再问。`,
    },
    elsewhere: '管理员没有让我在这里回答，请换个地方问我。',
    thanks: '谢谢，记下了。',
    ownerOnly: '这个命令只给架设我的人用。',
    reload: {
      done: '材料已经重新读过，现在用新的回答。',
      failed: (problem) => `新的材料不能用，仍用上一份好的回答。${problem}`,
    },
    broken: (problem) => `content/ 里的材料有问题，我仍用上一份好的回答。${problem}`,
    fixed: '材料的问题已经改好，现在用新的回答。',
    privacy: {
      title: '隐私',
      lines: (days) => [
        '我不保存你是谁，也不把任何东西发给别人；会保存的只有下面这些。',
        ...(days > 0
          ? [
              `没有答案或答得不好的问题，会去掉网址、邮箱、提及和长数字，只留文字和次数，不记是谁问的，${days} 天后删除，供架设我的人补充材料。管理员可以用 /settings 关掉。`,
              '点 👍 👎 只计次数，不记是谁点的；每天有多少问题、答得多快，也只记数量。',
            ]
          : []),
        '用 /settings 选的设置会和这个服务器、群或私聊的编号一起保存。',
        '管理员加进来的文件，和作者同意收录的消息（带作者的名字），保存到有人用 /material 删除为止。',
        '为了不被刷屏，每个人最近问得多快只记在内存里；为了听懂“那美国呢？”这样的追问，你上一个问题在内存里留五分钟。重新启动就都没有了。',
      ],
    },
  },
  'zh-Hant': {
    refused: {
      user: (seconds) => `你問得太快了，請等 ${seconds} 秒再問。`,
      channel: (seconds) => `這裡的提問太多了，請等 ${seconds} 秒再問。`,
      busy: (seconds) => `現在提問的人太多，請等 ${seconds} 秒再問。`,
    },
    elsewhere: '管理員沒有讓我在這裡回答，請換個地方問我。',
    thanks: '謝謝，記下了。',
    ownerOnly: '這個指令只給架設我的人用。',
    reload: {
      done: '材料已經重新讀過，現在用新的回答。',
      failed: (problem) => `新的材料不能用，仍用上一份好的回答。${problem}`,
    },
    broken: (problem) => `content/ 裡的材料有問題，我仍用上一份好的回答。${problem}`,
    fixed: '材料的問題已經改好，現在用新的回答。',
    privacy: {
      title: '隱私',
      lines: (days) => [
        '我不保存你是誰，也不把任何東西發給別人；會保存的只有下面這些。',
        ...(days > 0
          ? [
              `沒有答案或答得不好的問題，會去掉網址、郵箱、提及和長數字，只留文字和次數，不記是誰問的，${days} 天後刪除，供架設我的人補充材料。管理員可以用 /settings 關掉。`,
              '點 👍 👎 只計次數，不記是誰點的；每天有多少問題、答得多快，也只記數量。',
            ]
          : []),
        '用 /settings 選的設定會和這個伺服器、群組或私訊的編號一起保存。',
        '管理員加進來的檔案，和作者同意收錄的訊息（帶作者的名字），保存到有人用 /material 刪除為止。',
        '為了不被洗版，每個人最近問得多快只記在記憶體裡；為了聽懂「那美國呢？」這樣的追問，你上一個問題在記憶體裡留五分鐘。重新啟動就都沒有了。',
      ],
    },
  },
  en: {
    refused: {
      user: (seconds) => `That was quick! Please wait ${secondsOf(seconds)} before you ask again.`,
      channel: (seconds) => `Many questions here at once: please wait ${secondsOf(seconds)}.`,
      busy: (seconds) =>
        `Many people are asking right now: please try again in ${secondsOf(seconds)}.`,
    },
    elsewhere:
      'Those who manage this place want me to answer elsewhere in it. Please ask me there.',
    thanks: 'Thank you, noted.',
    ownerOnly: 'This command is for the person who hosts me.',
    reload: {
      done: 'The material was read again, and answers from now on.',
      failed: (problem) =>
        `The new material cannot be used; answers still come from the last good one. ${problem}`,
    },
    broken: (problem) =>
      `Something in content/ is wrong; answers still come from the last good material. ${problem}`,
    fixed: 'The material is fixed, and used from now on.',
    privacy: {
      title: 'Privacy',
      lines: (days) => [
        'I do not store who you are, and pass nothing on to anybody. What I keep is this and no more:',
        ...(days > 0
          ? [
              `A question that finds no good answer is counted: its words without addresses, mentions and long numbers, not who asked; deleted after ${days} days. The person who hosts me sees it, to add to the material. Those who manage a place can switch this off with /settings.`,
              '👍 and 👎 are counted, not who clicked; so is how many questions there are a day, and how fast they are answered.',
            ]
          : []),
        'What is chosen with /settings is kept with the number of the server, group or private chat.',
        'Files that those who manage a place add, and messages whose authors agreed (with their name), are kept until somebody removes them with /material.',
        'How fast each person has been asking is kept in memory only, against floods; so is your last question, for five minutes, to understand “and what about India?”. Both are gone with a restart.',
      ],
    },
  },
}

const secondsOf = (seconds: number) => (seconds === 1 ? 'a second' : `${seconds} seconds`)
