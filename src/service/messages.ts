import type { ByLocale, Locale } from '../answers/index.ts'
import type { Gap } from './gaps/store.ts'

/** Why a question is not answered now. */
export type Refusal = 'user' | 'channel' | 'busy'

/** What is said around the answers: settings, limits, what is stored. */
interface Messages {
  /** Each takes the seconds to wait. */
  readonly refused: Readonly<Record<Refusal, (seconds: number) => string>>
  readonly elsewhere: string
  readonly thanks: string
  readonly ownerOnly: string
  readonly settings: {
    readonly title: { readonly shared: string; readonly private: string }
    readonly channels: (count: number, here: boolean) => string
    readonly quiet: (on: boolean) => string
    readonly forum: (on: boolean) => string
    readonly remember: (on: boolean) => string
    readonly language: (locale: Locale | undefined) => string
    readonly topic: (title: string | undefined) => string
    /** Undefined if all answer. */
    readonly collections: (titles: readonly string[] | undefined) => string
    /** What is in no folder. */
    readonly defaultCollection: string
    readonly change: {
      readonly here: (everywhere: boolean) => string
      readonly notHere: string
      readonly everywhere: string
      readonly quiet: (on: boolean) => string
      readonly forum: (on: boolean) => string
      readonly remember: (on: boolean) => string
      readonly language: (locale: Locale | undefined) => string
      readonly topic: (title: string | undefined) => string
      readonly collections: string
      readonly collection: (title: string, on: boolean) => string
      readonly allCollections: string
    }
    readonly noPlace: string
    readonly notAllowed: string
    readonly notUnderstood: string
    readonly notKept: string
  }
  readonly gaps: {
    readonly title: (size: number, page: number, pages: number) => string
    readonly counts: (gap: Gap) => string
    readonly none: string
    readonly more: string
    readonly howToFill: string
    readonly formTitle: string
    readonly formLabel: string
    readonly reply: string
    readonly dismiss: string
    readonly dismissed: string
    readonly closed: string
    /** @param everywhere whether it answers everywhere, or in one place */
    readonly filled: (question: string, everywhere: boolean, left: number) => string
    readonly notKept: (reason: string) => string
  }
  readonly reload: { readonly done: string; readonly failed: (problem: string) => string }
  readonly broken: (problem: string) => string
  readonly fixed: string
  /** @param days that questions are kept; 0 if none are */
  readonly privacy: { readonly title: string; readonly lines: (days: number) => readonly string[] }
}

const LANGUAGES: Readonly<Record<Locale, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
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
    settings: {
      title: { shared: '这里的设置', private: '设置' },
      channels: (count, here) =>
        count === 0
          ? '回答范围：到处都回答'
          : `回答范围：只在 ${count} 处${here ? '（包括这里）' : '（不包括这里）'}`,
      quiet: (on) => `安静模式：${on ? '开（回答不打扰别人）' : '关'}`,
      forum: (on) => `论坛新帖：${on ? '标题问的有把握时回答' : '不理会'}`,
      remember: (on) => `记下没有答案的问题：${on ? '是（不记是谁问的）' : '否'}`,
      language: (locale) => `语言：${locale ? LANGUAGES[locale] : '跟随每个人'}`,
      topic: (title) => `先问的话题：${title ?? '全部材料'}`,
      collections: (names) => `从哪些材料回答：${names ? names.join('、') : '全部'}`,
      defaultCollection: '（最上层的文件）',
      change: {
        here: (everywhere) => (everywhere ? '只在这里回答' : '也在这里回答'),
        notHere: '不在这里回答',
        everywhere: '到处都回答',
        quiet: (on) => (on ? '打开安静模式' : '关闭安静模式'),
        forum: (on) => (on ? '回答论坛新帖' : '不理会论坛新帖'),
        remember: (on) => (on ? '记下没有答案的问题' : '不记没有答案的问题'),
        language: (locale) => (locale ? LANGUAGES[locale] : '语言跟随每个人'),
        topic: (title) => (title ? `先问「${title}」` : '问全部材料'),
        collections: '选择材料',
        collection: (title, on) => (on ? `用「${title}」` : `不用「${title}」`),
        allCollections: '全部都用',
      },
      noPlace: '这里没有可以设置的东西。',
      notAllowed: '只有这里的管理员能改设置。',
      notUnderstood: '没看懂要改什么，请用下面的按钮。',
      notKept: '没能存下来，设置没有改，请过一会儿再试。',
    },
    gaps: {
      title: (size, page, pages) =>
        `没有答好的问题：${size} 个${pages > 1 ? `（第 ${page} 页，共 ${pages} 页）` : ''}`,
      counts: ({ none, near, unhelpful, helpful }) =>
        list('，', [
          none && `没有答案 ${none} 次`,
          near && `只有相近的 ${near} 次`,
          unhelpful && `👎 ${unhelpful}`,
          helpful && `👍 ${helpful}`,
        ]),
      none: '还没有答不好的问题。',
      more: '更多',
      howToFill: '点 ✍️ 写下答案：收进材料，这个问题就从这里划掉。',
      formTitle: '回答一个问题',
      formLabel: '答案',
      reply: '请回复这条消息写下答案，以后会原文引用。',
      dismiss: '不用回答，划掉',
      dismissed: '已经划掉。再有人问，会重新记下。',
      closed: '这个问题已经不在单子上了。',
      filled: (question, everywhere, left) =>
        `已收进材料，${everywhere ? '到处' : '在这里'}都能用来回答：${question}。还有 ${left} 个问题。`,
      notKept: (reason) => `没能收进材料，问题还在单子上。${reason}`,
    },
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
    settings: {
      title: { shared: '這裡的設定', private: '設定' },
      channels: (count, here) =>
        count === 0
          ? '回答範圍：到處都回答'
          : `回答範圍：只在 ${count} 處${here ? '（包括這裡）' : '（不包括這裡）'}`,
      quiet: (on) => `安靜模式：${on ? '開（回答不打擾別人）' : '關'}`,
      forum: (on) => `論壇新貼文：${on ? '標題問的有把握時回答' : '不理會'}`,
      remember: (on) => `記下沒有答案的問題：${on ? '是（不記是誰問的）' : '否'}`,
      language: (locale) => `語言：${locale ? LANGUAGES[locale] : '跟隨每個人'}`,
      topic: (title) => `先問的話題：${title ?? '全部材料'}`,
      collections: (names) => `從哪些材料回答：${names ? names.join('、') : '全部'}`,
      defaultCollection: '（最上層的檔案）',
      change: {
        here: (everywhere) => (everywhere ? '只在這裡回答' : '也在這裡回答'),
        notHere: '不在這裡回答',
        everywhere: '到處都回答',
        quiet: (on) => (on ? '打開安靜模式' : '關閉安靜模式'),
        forum: (on) => (on ? '回答論壇新貼文' : '不理會論壇新貼文'),
        remember: (on) => (on ? '記下沒有答案的問題' : '不記沒有答案的問題'),
        language: (locale) => (locale ? LANGUAGES[locale] : '語言跟隨每個人'),
        topic: (title) => (title ? `先問「${title}」` : '問全部材料'),
        collections: '選擇材料',
        collection: (title, on) => (on ? `用「${title}」` : `不用「${title}」`),
        allCollections: '全部都用',
      },
      noPlace: '這裡沒有可以設定的東西。',
      notAllowed: '只有這裡的管理員能改設定。',
      notUnderstood: '沒看懂要改什麼，請用下面的按鈕。',
      notKept: '沒能存下來，設定沒有改，請過一會兒再試。',
    },
    gaps: {
      title: (size, page, pages) =>
        `沒有答好的問題：${size} 個${pages > 1 ? `（第 ${page} 頁，共 ${pages} 頁）` : ''}`,
      counts: ({ none, near, unhelpful, helpful }) =>
        list('，', [
          none && `沒有答案 ${none} 次`,
          near && `只有相近的 ${near} 次`,
          unhelpful && `👎 ${unhelpful}`,
          helpful && `👍 ${helpful}`,
        ]),
      none: '還沒有答不好的問題。',
      more: '更多',
      howToFill: '點 ✍️ 寫下答案：收進材料，這個問題就從這裡劃掉。',
      formTitle: '回答一個問題',
      formLabel: '答案',
      reply: '請回覆這則訊息寫下答案，以後會原文引用。',
      dismiss: '不用回答，劃掉',
      dismissed: '已經劃掉。再有人問，會重新記下。',
      closed: '這個問題已經不在單子上了。',
      filled: (question, everywhere, left) =>
        `已收進材料，${everywhere ? '到處' : '在這裡'}都能用來回答：${question}。還有 ${left} 個問題。`,
      notKept: (reason) => `沒能收進材料，問題還在單子上。${reason}`,
    },
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
    settings: {
      title: { shared: 'Settings here', private: 'Settings' },
      channels: (count, here) =>
        count === 0
          ? 'Answers: everywhere'
          : `Answers: only in ${count === 1 ? 'one place' : `${count} places`}${here ? ', this one included' : ', not here'}`,
      quiet: (on) => `Quiet mode: ${on ? 'on, answers disturb nobody else' : 'off'}`,
      forum: (on) =>
        `New forum posts: ${on ? 'answered from their titles, where I am sure' : 'left alone'}`,
      remember: (on) => `Unanswered questions are counted: ${on ? 'yes, without who asked' : 'no'}`,
      language: (locale) => `Language: ${locale ? LANGUAGES[locale] : 'each person’s own'}`,
      topic: (title) => `Topic asked first: ${title ?? 'all of the material'}`,
      collections: (names) => `Material: ${names ? names.join(', ') : 'all of it'}`,
      defaultCollection: '(files at the top)',
      change: {
        here: (everywhere) => (everywhere ? 'Answer only here' : 'Answer here too'),
        notHere: 'Do not answer here',
        everywhere: 'Answer everywhere',
        quiet: (on) => (on ? 'Quiet mode on' : 'Quiet mode off'),
        forum: (on) => (on ? 'Answer new forum posts' : 'Leave forum posts alone'),
        remember: (on) => (on ? 'Count unanswered questions' : 'Do not count unanswered'),
        language: (locale) => (locale ? LANGUAGES[locale] : 'Each person’s language'),
        topic: (title) => (title ? `Topic: ${title}` : 'All topics'),
        collections: 'Choose the material',
        collection: (title, on) => (on ? `Use ${title}` : `Do not use ${title}`),
        allCollections: 'Use all of it',
      },
      noPlace: 'There is nothing to set here.',
      notAllowed: 'Only those who manage this place may change its settings.',
      notUnderstood: 'I did not understand what to change; please use the buttons.',
      notKept: 'That could not be saved, so nothing has changed. Please try again later.',
    },
    gaps: {
      title: (size, page, pages) =>
        `${size === 1 ? '1 question' : `${size} questions`} not answered well${pages > 1 ? ` (page ${page} of ${pages})` : ''}`,
      counts: ({ none, near, unhelpful, helpful }) =>
        list(', ', [
          none && `not found ${none}×`,
          near && `only near ${near}×`,
          unhelpful && `👎 ${unhelpful}`,
          helpful && `👍 ${helpful}`,
        ]),
      none: 'So far no question has gone without a good answer.',
      more: 'More',
      howToFill:
        'Press ✍️ to write an answer: it becomes material, and the question leaves this list.',
      formTitle: 'Answer a question',
      formLabel: 'Answer',
      reply: 'Reply to this message with the answer. It will be quoted word for word.',
      dismiss: 'No answer needed',
      dismissed: 'Taken from the list. It comes back if somebody asks again.',
      closed: 'This question is no longer on the list.',
      filled: (question, everywhere, left) =>
        `Now answered ${everywhere ? 'everywhere' : 'here'}: ${question}. ${left} ${left === 1 ? 'question is' : 'questions are'} left.`,
      notKept: (reason) => `It was not added, and the question stays on the list. ${reason}`,
    },
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

const list = (comma: string, parts: readonly (string | 0)[]) => parts.filter(Boolean).join(comma)
