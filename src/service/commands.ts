import {
  type Answer,
  type ChatRequest,
  type Command,
  forAsker,
  heading,
  list,
  say,
  text,
} from '../answers/index.ts'
import type { DailyCounts } from './daily-counts.ts'
import { createVoting } from './gaps/count.ts'
import type { GapStore, Vote } from './gaps/store.ts'
import { MESSAGES } from './messages.ts'
import type { Store } from './store/index.ts'

/** `/privacy`: what is stored, and for how long. */
export function createPrivacyCommand(days: number): Command {
  return {
    name: 'privacy',
    titles: { 'zh-Hans': '隐私', 'zh-Hant': '隱私', en: 'privacy' },
    aliases: [],
    summaries: {
      'zh-Hans': '我会保存什么，不保存什么',
      'zh-Hant': '我會保存什麼，不保存什麼',
      en: 'What I store, and what I do not',
    },
    run(request) {
      const { locale } = request
      const { title, lines } = MESSAGES[locale].privacy
      const blocks = [heading(title), list(lines(days).map((line) => [text(line)]))]
      return { outcome: 'page', locale, ...forAsker(request), blocks, citations: [], actions: [] }
    },
  }
}

/** `/reload`: reads the material again now. */
export function createReloadCommand(reload: () => Promise<Error | undefined>): Command {
  return forOwner({
    name: 'reload',
    titles: { 'zh-Hans': '重载', 'zh-Hant': '重新載入', en: 'reload' },
    aliases: [],
    summaries: {
      'zh-Hans': '重新读取材料',
      'zh-Hant': '重新讀取材料',
      en: 'Read the material again',
    },
    async run(request) {
      const problem = await reload()
      const { done, failed } = MESSAGES[request.locale].reload
      const answer = problem
        ? say('invalid', request, failed(problem.message))
        : say('page', request, done)
      return { ...answer, audience: 'quietly' }
    },
  })
}

/** What the two buttons under an answer do. */
export function createVoteCommands(
  gaps: GapStore,
  once: Store['once'],
  daily: Pick<DailyCounts, 'add'>,
): readonly Command[] {
  const vote = createVoting(gaps, once)
  return (['helpful', 'unhelpful'] as const satisfies Vote[]).map((name) => ({
    name,
    titles: { 'zh-Hans': name, 'zh-Hant': name, en: name },
    aliases: [],
    summaries: { 'zh-Hans': name, 'zh-Hant': name, en: name },
    menu: 'buttons',
    async run(request) {
      if (await vote(request, name)) daily.add(request.from?.platform ?? '', 'vote', name)
      return { ...say('page', request, MESSAGES[request.locale].thanks), audience: 'asker' }
    },
  }))
}

/** A command that only the person who hosts the bot may use, and finds in menus. */
export function forOwner(inner: Command): Command {
  const run = (request: ChatRequest): Answer | Promise<Answer> =>
    request.from?.isOwner
      ? inner.run(request)
      : { ...say('invalid', request, MESSAGES[request.locale].ownerOnly), audience: 'asker' }
  return { ...inner, menu: 'owner', run }
}
