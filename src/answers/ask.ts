import type { Topic } from '../corpus/types.ts'
import { answerQuestion, type Layout } from './answer.ts'
import { command, forAsker, heading, list, paragraph, text } from './blocks.ts'
import { askAction, type Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import { quoteAll, toQuotable } from './quote.ts'
import type { Suggest } from './suggest.ts'
import type { Answer, ChatRequest, Command } from './types.ts'

/** An answer: mostly one quote, of six lines on a phone. */
const ANSWER: Layout = {
  quotes: 3,
  length: { alone: 120, among: 100 },
  marks: true,
  nearlyAsGood: 0.85,
}
/** A list to look through: many short quotes. */
const RESULTS: Layout = {
  quotes: 5,
  length: { alone: 120, among: 80 },
  marks: false,
  nearlyAsGood: 0,
}
/** UTF-16 units of each quote of a digest. */
const DIGEST_QUOTE_LENGTH = 160
const MAX_QUESTIONS = 3

const QUESTION = { 'zh-Hans': '问题', 'zh-Hant': '問題', en: 'question' }

/** `/ask`: searches everything. */
export function createAskCommand(library: Library, suggest: Suggest): Command {
  return {
    name: 'ask',
    titles: { 'zh-Hans': '问', 'zh-Hant': '問', en: 'ask' },
    aliases: ['提问', '提問', '请问', '請問'],
    summaries: {
      'zh-Hans': '提一个问题，用原文回答并标明出处',
      'zh-Hant': '提一個問題，用原文回答並標明出處',
      en: 'Ask a question; the material answers in its own words',
    },
    argument: {
      name: QUESTION,
      summary: {
        'zh-Hans': '想知道什么？简体、繁体、英文、拼音都行',
        'zh-Hant': '想知道什麼？簡體、繁體、英文、拼音都行',
        en: 'What would you like to know? Chinese, English or pinyin',
      },
      required: true,
    },
    run: (request) =>
      request.text ? answerQuestion(library, request, ANSWER) : promptForQuestion(library, request),
    suggest: (typed, locale) => suggest(library.corpus.topics, typed, locale),
  }
}

/** `/search`: the passages that speak of something, page by page. */
export function createSearchCommand(library: Library, suggest: Suggest): Command {
  return {
    ...createAskCommand(library, suggest),
    name: 'search',
    titles: { 'zh-Hans': '搜索', 'zh-Hant': '搜尋', en: 'search' },
    aliases: ['find', '查找', '查询', '查詢'],
    summaries: {
      'zh-Hans': '列出相关段落，可以翻页',
      'zh-Hant': '列出相關段落，可以翻頁',
      en: 'List the passages about something, page by page',
    },
    run: (request) =>
      request.text
        ? answerQuestion(library, request, RESULTS)
        : promptForQuestion(library, request),
  }
}

/** A topic's command: its digest, or an answer from inside it. */
export function createTopicCommand(library: Library, suggest: Suggest, topic: Topic): Command {
  return {
    name: topic.name,
    isTopic: true,
    titles: topic.titles,
    aliases: topic.aliases,
    summaries: topic.summaries,
    argument: {
      name: QUESTION,
      summary: {
        'zh-Hans': '在这个话题里提问；留空就看要点',
        'zh-Hant': '在這個話題裡提問；留空就看要點',
        en: 'Ask inside this topic; leave empty for the key passages',
      },
      required: false,
    },
    run: (request) =>
      request.text ? answerQuestion(library, request, ANSWER, topic) : showDigest(request, topic),
    suggest: (typed, locale) => suggest([topic], typed, locale),
  }
}

function showDigest({ locale }: ChatRequest, topic: Topic): Answer {
  const cited = quoteAll(
    topic.digest.map((passage) => toQuotable(passage, locale, DIGEST_QUOTE_LENGTH)),
    locale,
  )
  return {
    outcome: 'page',
    locale,
    blocks: [
      heading(topic.titles[locale]),
      paragraph(text(topic.summaries[locale])),
      ...cited.map(({ quote }) => quote),
    ],
    citations: cited.map(({ citation }) => citation),
    actions: topic.questions[locale]
      .slice(0, MAX_QUESTIONS)
      .map((question) => askAction(topic.name, question)),
  }
}

function promptForQuestion({ corpus }: Library, request: ChatRequest): Answer {
  const { locale } = request
  const questions = corpus.topics
    .slice(0, MAX_QUESTIONS)
    .flatMap((topic) => topic.questions[locale][0] ?? [])
  return {
    ...{ outcome: 'invalid', locale, ...forAsker(request) },
    blocks: [
      paragraph(text(MESSAGES[locale].noQuestion)),
      list(questions.map((question) => [command(request.command, question)])),
    ],
    citations: [],
    actions: questions.map((question) => askAction(request.command, question)),
  }
}
