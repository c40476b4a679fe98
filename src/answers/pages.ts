import type { Source } from '../corpus/types.ts'
import { command, forAsker, heading, link, list, paragraph, strong, text } from './blocks.ts'
import { askAction, type Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import type { Action, Answer, Block, ChatRequest, Command, Inline } from './types.ts'

const SOURCES_ON_A_PAGE = 8
const MAX_QUESTIONS = 3

/** `/sources`: what the material is, page by page. */
export function createSourcesCommand(library: Library): Command {
  return {
    name: 'sources',
    titles: { 'zh-Hans': '来源', 'zh-Hant': '來源', en: 'sources' },
    aliases: ['source', '出处', '出處'],
    summaries: {
      'zh-Hans': '列出所有材料的来源',
      'zh-Hant': '列出所有材料的來源',
      en: 'List the sources of the material',
    },
    run: (request) => showSources(library, request),
  }
}

/** `/topics`: the topics, and what each is about. */
export function createTopicsCommand({ corpus: { topics } }: Library): Command {
  return {
    name: 'topics',
    titles: { 'zh-Hans': '话题', 'zh-Hant': '話題', en: 'topics' },
    aliases: ['topic', '主题', '主題'],
    summaries: {
      'zh-Hans': '列出可以问的话题',
      'zh-Hant': '列出可以問的話題',
      en: 'List the topics you can ask about',
    },
    run: (request) => {
      const { locale } = request
      return showPage(
        request,
        [heading(MESSAGES[locale].topics), list(topics.map((topic) => listCommand(topic, locale)))],
        topics.map(({ name, titles }) => ({
          kind: 'topic',
          label: titles[locale],
          request: { command: name, text: '' },
        })),
      )
    },
  }
}

/** `/help`: how to ask, and every command. */
export function createHelpCommand(
  { corpus: { topics } }: Library,
  others: readonly Command[],
): Command {
  const help: Command = {
    name: 'help',
    titles: { 'zh-Hans': '帮助', 'zh-Hant': '說明', en: 'help' },
    aliases: ['幫助', '说明', '?'],
    summaries: {
      'zh-Hans': '怎么用，有哪些命令',
      'zh-Hant': '怎麼用，有哪些指令',
      en: 'How to use me, and every command',
    },
    run: (request) => {
      const { locale } = request
      const { helpLead, helpCommands, questions } = MESSAGES[locale]
      const offered = topics
        .slice(0, MAX_QUESTIONS)
        .flatMap((topic) => topic.questions[locale][0] ?? [])
      return showPage(
        request,
        [
          paragraph(text(helpLead)),
          heading(questions),
          list(offered.map((question) => [command('ask', question)])),
          heading(helpCommands),
          list(
            [...others, help]
              .filter(({ menu }) => menu === undefined || menu === 'managers')
              .map((other) => listCommand(other, locale)),
          ),
        ],
        offered.map((question) => askAction('ask', question)),
      )
    },
  }
  return help
}

/** `/about`: what the bot is, and what it promises. */
export function createAboutCommand({ corpus }: Library): Command {
  return {
    name: 'about',
    titles: { 'zh-Hans': '关于', 'zh-Hant': '關於', en: 'about' },
    aliases: [],
    summaries: {
      'zh-Hans': '我是谁，怎么回答',
      'zh-Hant': '我是誰，怎麼回答',
      en: 'What I am, and how I answer',
    },
    run: (request) => {
      const { about, aboutMaterial } = MESSAGES[request.locale]
      const lines = [...about, aboutMaterial(corpus.sources.length, corpus.passages.length)]
      return showPage(request, [
        paragraph(strong('出处 Chuchu')),
        ...lines.map((line) => paragraph(text(line))),
      ])
    },
  }
}

const showPage = (
  request: ChatRequest,
  blocks: readonly Block[],
  actions: readonly Action[] = [],
): Answer => ({
  ...{ outcome: 'page', locale: request.locale, blocks, citations: [], actions },
  ...forAsker(request),
})

const listCommand = (
  { name, summaries }: Pick<Command, 'name' | 'summaries'>,
  locale: Answer['locale'],
): readonly Inline[] => [command(name), text(` ${summaries[locale]}`)]

function showSources({ corpus }: Library, request: ChatRequest): Answer {
  const { locale, page = 1 } = request
  const messages = MESSAGES[locale]
  const pages = Math.ceil(corpus.sources.length / SOURCES_ON_A_PAGE)
  const at = Math.min(page, pages)
  const shown = corpus.sources.slice((at - 1) * SOURCES_ON_A_PAGE, at * SOURCES_ON_A_PAGE)
  const own = corpus.passages.filter(({ source }) => shown.includes(source))
  const lengthOf = (source: Source): number =>
    own.filter((position) => position.source === source).at(-1)?.paragraphs[1] ?? 0
  const describe = (source: Source): readonly Inline[] => {
    const details = [
      source.author,
      source.date,
      messages.paragraphCount(lengthOf(source)),
      source.titleBy && messages.titleByEditor,
      source.license,
      source.note,
    ]
    return [
      link(source.title, source.url),
      text(` (${source.id}) · ${details.filter(Boolean).join(' · ')}`),
    ]
  }
  const heads = pages > 1 ? `${messages.sources} · ${messages.page(at, pages)}` : messages.sources
  return showPage(
    request,
    [heading(heads), list(shown.map(describe))],
    at < pages
      ? [
          {
            kind: 'more',
            label: messages.page(at + 1, pages),
            request: { command: 'sources', text: '', page: at + 1 },
          },
        ]
      : [],
  )
}
