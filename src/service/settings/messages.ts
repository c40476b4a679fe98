import type { ByLocale, Locale } from '../../answers/index.ts'

/** What `/settings` says. */
interface SettingsMessages {
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
  readonly noScope: string
  readonly notAllowed: string
  readonly notUnderstood: string
  readonly notKept: string
}

const LANGUAGES: Readonly<Record<Locale, string>> = {
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  en: 'English',
}

export const MESSAGES: ByLocale<SettingsMessages> = {
  'zh-Hans': {
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
    noScope: '这里没有可以设置的东西。',
    notAllowed: '只有这里的管理员能改设置。',
    notUnderstood: '没看懂要改什么，请用下面的按钮。',
    notKept: '没能存下来，设置没有改，请过一会儿再试。',
  },
  'zh-Hant': {
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
    noScope: '這裡沒有可以設定的東西。',
    notAllowed: '只有這裡的管理員能改設定。',
    notUnderstood: '沒看懂要改什麼，請用下面的按鈕。',
    notKept: '沒能存下來，設定沒有改，請過一會兒再試。',
  },
  en: {
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
    noScope: 'There is nothing to set here.',
    notAllowed: 'Only those who manage this place may change its settings.',
    notUnderstood: 'I did not understand what to change; please use the buttons.',
    notKept: 'That could not be saved, so nothing has changed. Please try again later.',
  },
}
