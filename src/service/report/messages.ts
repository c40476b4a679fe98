import type { ByLocale } from '../../answers/index.ts'
import type { QuestionOutcome } from './summary.ts'

export interface ReportMessages {
  readonly title: string
  /** Of a list: what it is, and how much. */
  readonly line: (name: string, value: string | number) => string
  readonly period: (first: string, last: string) => string
  readonly questions: string
  readonly found: string
  readonly median: string
  readonly p95: string
  readonly votes: string
  readonly outcomes: Readonly<Record<QuestionOutcome, string>>
  readonly charts: {
    readonly questions: (platform: string) => string
    readonly share: string
    readonly times: string
    readonly votes: string
  }
  readonly topics: string
  readonly gaps: string
  readonly columns: readonly [question: string, times: string, votes: string, nearest: string]
  readonly nothing: string
  readonly privacy: string
}

export const REPORT_MESSAGES: ByLocale<ReportMessages> = {
  'zh-Hans': {
    title: 'Chuchu 近况',
    line: (name, value) => `${name}：${value}`,
    period: (first, last) => `${first} 至 ${last}（UTC）`,
    questions: '问题',
    found: '找到答案',
    median: '一半的回答不超过',
    p95: '95% 的回答不超过',
    votes: '👍 / 👎',
    outcomes: { found: '找到答案', near: '只有相近的', none: '没有答案', failed: '出错' },
    charts: {
      questions: (platform) => `每天的问题 · ${platform}`,
      share: '每天找到答案的比例',
      times: '每天的回答时间',
      votes: '每天的评价',
    },
    topics: '问得最多的话题',
    gaps: '最常问而没有答好的问题',
    columns: ['问题', '次数', '评价', '最接近的段落'],
    nothing: '这段时间没有人提问。',
    privacy: '这里只有数量，不记是谁问的、在哪里问的。',
  },
  'zh-Hant': {
    title: 'Chuchu 近況',
    line: (name, value) => `${name}：${value}`,
    period: (first, last) => `${first} 至 ${last}（UTC）`,
    questions: '問題',
    found: '找到答案',
    median: '一半的回答不超過',
    p95: '95% 的回答不超過',
    votes: '👍 / 👎',
    outcomes: { found: '找到答案', near: '只有相近的', none: '沒有答案', failed: '出錯' },
    charts: {
      questions: (platform) => `每天的問題 · ${platform}`,
      share: '每天找到答案的比例',
      times: '每天的回答時間',
      votes: '每天的評價',
    },
    topics: '問得最多的話題',
    gaps: '最常問而沒有答好的問題',
    columns: ['問題', '次數', '評價', '最接近的段落'],
    nothing: '這段時間沒有人提問。',
    privacy: '這裡只有數量，不記是誰問的、在哪裡問的。',
  },
  en: {
    title: 'How Chuchu is doing',
    line: (name, value) => `${name}: ${value}`,
    period: (first, last) => `${first} to ${last} (UTC)`,
    questions: 'questions',
    found: 'answered',
    median: 'half of the answers within',
    p95: '95% of the answers within',
    votes: '👍 / 👎',
    outcomes: { found: 'answered', near: 'only near', none: 'no answer', failed: 'failed' },
    charts: {
      questions: (platform) => `Questions a day · ${platform}`,
      share: 'Share answered, by day',
      times: 'Time to an answer, by day',
      votes: 'Votes, by day',
    },
    topics: 'Busiest topics',
    gaps: 'Asked most, and not answered well',
    columns: ['Question', 'Times', 'Votes', 'Nearest passage'],
    nothing: 'Nobody asked anything in this time.',
    privacy: 'These are counts alone: not who asked, nor where.',
  },
}
