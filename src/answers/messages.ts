import type { ByLocale } from '../corpus/types.ts'

/** What the bot itself says. Everything else that people read is the material's. */
interface Messages {
  readonly near: string
  readonly none: string
  readonly noneInTopic: (topic: string) => string
  readonly unknownWords: (words: readonly string[]) => string
  readonly nearestTopics: string
  readonly noQuestion: string
  readonly overview: string
  readonly whatIsMeant: string
  readonly onlyFirstQuestions: (count: number) => string
  readonly understood: (question: string) => string
  readonly goesOn: (before: string) => string
  readonly questionCut: (characters: number) => string
  readonly noCommand: (name: string) => string
  readonly noPassage: (wanted: string, last: number, title: string) => string
  readonly whichSource: string
  readonly noMorePassages: string
  readonly failed: string
  /** The engine that holds the index is away, or takes too long. */
  readonly search: { readonly away: string; readonly slow: string }
  readonly unofficial: string
  readonly official: string
  readonly titleByEditor: string
  readonly paragraphCount: (count: number) => string
  readonly passageOf: (paragraph: string, last: number) => string
  readonly page: (page: number, pages: number) => string
  readonly sources: string
  readonly topics: string
  readonly questions: string
  readonly helpLead: string
  readonly helpCommands: string
  readonly about: readonly string[]
  readonly aboutMaterial: (sources: number, paragraphs: number) => string
  readonly actions: {
    readonly context: string
    readonly more: string
    readonly sources: string
    readonly everything: string
    readonly paragraph: (number: number) => string
  }
}

const list = (words: readonly string[]) => words.map((word) => `「${word}」`).join('、')

export const MESSAGES: ByLocale<Messages> = {
  'zh-Hans': {
    near: '材料没有直接说到这一点，最接近的段落是：',
    none: '材料里没有这个问题的答案。',
    noneInTopic: (topic) => `「${topic}」这个话题里没有这个问题的答案。`,
    unknownWords: (words) => `材料从未提到${list(words)}。`,
    nearestTopics: '相近的话题：',
    overview: '这份材料讲的是',
    whatIsMeant: '你指的是什么？请把问题写完整，我没有看到它接着哪一句。',
    onlyFirstQuestions: (count) => `一次最多回答 ${count} 个问题。`,
    understood: (question) => `理解为：${question}`,
    goesOn: (before) => `接着上一个问题：${before}`,
    noQuestion: '请在命令后面写上问题，例如：',
    questionCut: (characters) => `问题太长，只读了前 ${characters} 个字。`,
    noCommand: (name) => `没有「${name}」这个命令。可以用的有：`,
    noPassage: (wanted, last, title) =>
      `没有第「${wanted}」段。《${title}》有 ${last} 段，请写 1 到 ${last} 之间的数字。`,
    whichSource: '材料不止一份，请把来源的编号写在段号前面，例如：',
    noMorePassages: '没有更多段落了。',
    failed: '抱歉，我这边出了错，请再试一次。',
    search: {
      away: '现在查不了材料，请过几分钟再问。',
      slow: '查材料超时了，请过一会儿再问。',
    },
    unofficial: '非官方译文',
    official: '译文',
    titleByEditor: '标题由编者所加',
    paragraphCount: (count) => `${count} 段`,
    passageOf: (paragraph, last) => `第 ${paragraph} 段（共 ${last} 段）`,
    page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    sources: '来源',
    topics: '话题',
    questions: '可以问',
    helpLead:
      '直接问我关于这些材料的问题。我只引用原文，一字不改，并标明出处；材料里没有的，我会直说。',
    helpCommands: '命令',
    about: [
      '我只回答材料里写着的内容：每一段引文都与原文一字不差，并标明是第几段。',
      '我不用大模型，不会编造；材料没有答案时，我会直说没有。',
      '简体、繁体、英文、拼音都可以问，打错字也没关系。',
    ],
    aboutMaterial: (sources, paragraphs) => `现有材料：${sources} 份，共 ${paragraphs} 段。`,
    actions: {
      context: '上下文',
      more: '更多段落',
      sources: '来源',
      everything: '问全部材料',
      paragraph: (number) => `第 ${number} 段`,
    },
  },
  'zh-Hant': {
    near: '材料沒有直接說到這一點，最接近的段落是：',
    none: '材料裡沒有這個問題的答案。',
    noneInTopic: (topic) => `「${topic}」這個話題裡沒有這個問題的答案。`,
    unknownWords: (words) => `材料從未提到${list(words)}。`,
    nearestTopics: '相近的話題：',
    overview: '這份材料講的是',
    whatIsMeant: '你指的是什麼？請把問題寫完整，我沒有看到它接著哪一句。',
    onlyFirstQuestions: (count) => `一次最多回答 ${count} 個問題。`,
    understood: (question) => `理解為：${question}`,
    goesOn: (before) => `接著上一個問題：${before}`,
    noQuestion: '請在指令後面寫上問題，例如：',
    questionCut: (characters) => `問題太長，只讀了前 ${characters} 個字。`,
    noCommand: (name) => `沒有「${name}」這個指令。可以用的有：`,
    noPassage: (wanted, last, title) =>
      `沒有第「${wanted}」段。《${title}》有 ${last} 段，請寫 1 到 ${last} 之間的數字。`,
    whichSource: '材料不只一份，請把來源的編號寫在段號前面，例如：',
    noMorePassages: '沒有更多段落了。',
    failed: '抱歉，我這邊出了錯，請再試一次。',
    search: {
      away: '現在查不了材料，請過幾分鐘再問。',
      slow: '查材料逾時了，請過一會兒再問。',
    },
    unofficial: '非官方譯文',
    official: '譯文',
    titleByEditor: '標題由編者所加',
    paragraphCount: (count) => `${count} 段`,
    passageOf: (paragraph, last) => `第 ${paragraph} 段（共 ${last} 段）`,
    page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
    sources: '來源',
    topics: '話題',
    questions: '可以問',
    helpLead:
      '直接問我關於這些材料的問題。我只引用原文，一字不改，並標明出處；材料裡沒有的，我會直說。',
    helpCommands: '指令',
    about: [
      '我只回答材料裡寫著的內容：每一段引文都與原文一字不差，並標明是第幾段。',
      '我不用大模型，不會編造；材料沒有答案時，我會直說沒有。',
      '簡體、繁體、英文、拼音都可以問，打錯字也沒關係。',
    ],
    aboutMaterial: (sources, paragraphs) => `現有材料：${sources} 份，共 ${paragraphs} 段。`,
    actions: {
      context: '上下文',
      more: '更多段落',
      sources: '來源',
      everything: '問全部材料',
      paragraph: (number) => `第 ${number} 段`,
    },
  },
  en: {
    near: 'The material does not say this directly; the nearest passages are:',
    none: 'The material does not answer this.',
    noneInTopic: (topic) => `Nothing under “${topic}” answers this.`,
    unknownWords: (words) => `It never mentions ${words.map((word) => `“${word}”`).join(', ')}.`,
    nearestTopics: 'Topics near it:',
    overview: 'What the material is about',
    whatIsMeant:
      'What do you mean? Please write the whole question; I do not see what it follows on.',
    onlyFirstQuestions: (count) => `I answer at most ${count} questions at once.`,
    understood: (question) => `Understood as: ${question}`,
    goesOn: (before) => `Following on: ${before}`,
    noQuestion: 'Write your question after the command, for example:',
    questionCut: (characters) => `Long question: I read its first ${characters} characters.`,
    noCommand: (name) => `There is no command “${name}”. These exist:`,
    noPassage: (wanted, last, title) =>
      `There is no paragraph “${wanted}”: “${title}” has ${last}. Write a number from 1 to ${last}.`,
    whichSource: 'There are several sources; put the id of one before the number, for example:',
    noMorePassages: 'There are no more passages.',
    failed: 'Sorry, something went wrong on my side. Please try again.',
    search: {
      away: 'I cannot search the material right now. Please ask again in a few minutes.',
      slow: 'Searching the material took too long. Please ask again in a moment.',
    },
    unofficial: 'unofficial translation',
    official: 'translation',
    titleByEditor: 'title given by the editor',
    paragraphCount: (count) => (count === 1 ? '1 paragraph' : `${count} paragraphs`),
    passageOf: (paragraph, last) => `Paragraph ${paragraph} of ${last}`,
    page: (page, pages) => `Page ${page} of ${pages}`,
    sources: 'Sources',
    topics: 'Topics',
    questions: 'You can ask',
    helpLead:
      'Ask me about the material. I answer with its own words, unchanged, and say where they stand; what it does not say, I do not make up.',
    helpCommands: 'Commands',
    about: [
      'I only say what the material says: every quote is word for word, with the number of its paragraph.',
      'There is no language model behind me, so nothing is made up. When the material has no answer, I say so.',
      'Ask in Chinese (either script), English or pinyin; typos are fine.',
    ],
    aboutMaterial: (sources, paragraphs) =>
      `Material: ${sources === 1 ? '1 source' : `${sources} sources`}, ${paragraphs} paragraphs.`,
    actions: {
      context: 'Context',
      more: 'More passages',
      sources: 'Sources',
      everything: 'Search everything',
      paragraph: (number) => `¶${number}`,
    },
  },
}
