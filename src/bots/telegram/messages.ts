import type { ByLocale } from '../../answers/index.ts'

/** The few words that only Telegram needs. */
export const MESSAGES: ByLocale<{
  readonly failed: string
  /** Pictures that belong to a quote beside the one that is shown. */
  readonly morePictures: (count: number) => string
  readonly openBot: string
  readonly context: string
  readonly becomeOwner: (number: string) => string
  readonly groups: { readonly mentions: string; readonly commands: string }
  /** At most 512 characters: shown in an empty chat. */
  readonly description: string
  /** At most 120 characters: shown on the profile. */
  readonly shortDescription: string
}> = {
  'zh-Hans': {
    failed: '抱歉，这次没能及时答上来，请再试一次。',
    morePictures: (count) => `🖼 原文里还有 ${count} 张图。`,
    openBot: '打开私聊，看看能问什么',
    context: '上下文',
    becomeOwner: (number) =>
      `如果架设我的人就是你：在设置里写上 TELEGRAM_OWNER_ID=${number}，再重新启动。`,
    groups: {
      mentions: '在群里：用 /ask，回复我的消息，或者点名提问。',
      commands: '在群里：用 /ask，或者回复我的消息；Telegram 的隐私模式不让我看到其他消息。',
    },
    description:
      '问我关于材料的问题：我只引用原文，一字不改，并标明出处；材料里没有的，我会直说。可以私聊、拉进群里用 /ask 提问，也可以在任何聊天里点名我再写问题。',
    shortDescription: '只用原文回答，一字不改，标明出处；材料里没有的会直说。',
  },
  'zh-Hant': {
    failed: '抱歉，這次沒能及時答上來，請再試一次。',
    morePictures: (count) => `🖼 原文裡還有 ${count} 張圖。`,
    openBot: '打開私訊，看看能問什麼',
    context: '上下文',
    becomeOwner: (number) =>
      `如果架設我的人就是你：在設定裡寫上 TELEGRAM_OWNER_ID=${number}，再重新啟動。`,
    groups: {
      mentions: '在群組裡：用 /ask，回覆我的訊息，或者點名提問。',
      commands: '在群組裡：用 /ask，或者回覆我的訊息；Telegram 的隱私模式不讓我看到其他訊息。',
    },
    description: '問我關於材料的問題：我只引用原文，一字不改，並標明出處；材料裡沒有的，我會直說。',
    shortDescription: '只用原文回答，一字不改，標明出處；材料裡沒有的會直說。',
  },
  en: {
    failed: 'Sorry, I could not answer in time. Please try again.',
    morePictures: (count) =>
      `🖼 ${count === 1 ? 'One more picture' : `${count} more pictures`} in the source.`,
    openBot: 'Open a chat to see what to ask',
    context: 'Context',
    becomeOwner: (number) =>
      `If that is you: put TELEGRAM_OWNER_ID=${number} into the settings and start me again.`,
    groups: {
      mentions: 'In groups: /ask, reply to my messages, or mention me with a question.',
      commands:
        'In groups: /ask, or reply to my messages; Telegram’s privacy mode hides the rest from me.',
    },
    description:
      'Ask me about the material: I answer with its own words, unchanged, and say where they stand; what it does not say, I do not make up. Write to me here, use /ask in a group, or type my name and a question in any chat.',
    shortDescription:
      'Answers in the material’s own words, unchanged, with their place. Says so when there is no answer.',
  },
}
