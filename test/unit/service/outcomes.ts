import type {
  Answer,
  ChatRequest,
  Command,
  Outcome,
  Responder,
} from '../../../src/answers/index.ts'

/** Answers `ask` with the outcome that the question names; knows `chips` by two other names. */
export function createOutcomeResponder(): Responder {
  return {
    commands: [describe('ask', '问'), describe('chips', '芯片')],
    suggest: async () => [],
    respond: async (request) => say(request, (request.text || 'page') as Outcome),
  }
}

const describe = (name: string, title: string): Command => {
  const titles = { 'zh-Hans': title, 'zh-Hant': title, en: name }
  return { name, titles, aliases: [`${name}s`], summaries: titles, run: (it) => say(it, 'page') }
}

const say = ({ locale }: ChatRequest, outcome: Outcome): Answer => ({
  outcome,
  locale,
  blocks: [],
  citations: [],
  actions: [],
})

/** A question from somebody on a platform. */
export const ask = (platform: string, command: string, text = ''): ChatRequest => ({
  command,
  text,
  locale: 'zh-Hans',
  from: {
    platform,
    user: `${platform}:4711`,
    channel: `${platform}:1`,
    scope: `${platform}:1`,
    isPrivate: false,
    isOwner: false,
    mayManage: async () => false,
  },
})
