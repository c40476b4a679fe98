import type { Answer, ByLocale, Locale } from '../../answers/index.ts'

/** What only Discord needs said; everything else comes from the answers. */
interface Messages {
  /** Name of the option for an answer that nobody else sees: lower case, no space. */
  readonly private: string
  readonly privateSummary: string
  /** Name of the option for a file: lower case, no space. */
  readonly file: string
  readonly fileSummary: string
  /** Menu entry on any message; may hold spaces. */
  readonly find: string
  readonly oldButton: string
  readonly roleMentioned: string
  readonly failed: string
}

export const MESSAGES: ByLocale<Messages> = {
  en: {
    private: 'private',
    privateSummary: 'Show the answer to me only',
    file: 'file',
    fileSummary: 'PDF, Word, Excel, HTML, Markdown, text …',
    find: 'Find in the material',
    roleMentioned:
      'Discord does not show me messages that mention my role. Mention me by name, or use /ask.',
    oldButton: 'This button is from an older version of me. Please ask again.',
    failed: 'Sorry, something went wrong on my side. Please try again.',
  },
  'zh-Hans': {
    private: '私密',
    privateSummary: '答复仅自己可见',
    file: '文件',
    fileSummary: 'PDF、Word、Excel、网页、Markdown、文本等',
    find: '查证',
    roleMentioned: '提到我的身份组时，Discord 不让我看到内容。请直接 @ 我，或者用 /ask。',
    oldButton: '这个按钮来自旧版本，请重新提问。',
    failed: '抱歉，我这边出了错，请再试一次。',
  },
  'zh-Hant': {
    private: '私密',
    privateSummary: '僅自己可見',
    file: '檔案',
    fileSummary: 'PDF、Word、Excel、網頁、Markdown、文字等',
    find: '查證',
    roleMentioned: '提到我的身分組時，Discord 不讓我看到內容。請直接 @ 我，或者用 /ask。',
    oldButton: '這個按鈕來自舊版本，請重新提問。',
    failed: '抱歉，我這邊出了錯，請再試一次。',
  },
}

/** An answer of the adapter's own, for what never reaches the responder or makes it throw. */
export function notice(
  outcome: 'invalid' | 'failed',
  locale: Locale,
  word: 'oldButton' | 'roleMentioned' | 'failed',
): Answer {
  const text = MESSAGES[locale][word]
  return {
    outcome,
    locale,
    blocks: [{ type: 'paragraph', inlines: [{ type: 'text', text }] }],
    citations: [],
    actions: [],
  }
}
