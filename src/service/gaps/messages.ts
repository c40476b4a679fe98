import type { ByLocale } from '../../answers/index.ts'
import type { Gap } from './store.ts'

/** What `/gaps` and the buttons below it say. */
interface GapsMessages {
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
  /** @param everywhere whether it answers everywhere, or in one scope */
  readonly filled: (question: string, everywhere: boolean, left: number) => string
  readonly notKept: (reason: string) => string
}

export const MESSAGES: ByLocale<GapsMessages> = {
  'zh-Hans': {
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
  'zh-Hant': {
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
  en: {
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
}

const list = (comma: string, parts: readonly (string | 0)[]) => parts.filter(Boolean).join(comma)
