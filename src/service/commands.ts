import {
  type Answer,
  type ChatRequest,
  type Command,
  command,
  forAsker,
  heading,
  list,
  paragraph,
  say,
  text,
} from '../answers/index.ts'
import type { DailyCounts } from './daily-counts.ts'
import { MESSAGES } from './messages.ts'
import type { Store } from './store/index.ts'
import { createVoting, type Gap, type UnansweredStore, type Vote } from './unanswered.ts'

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

const GAPS_ON_A_PAGE = 10

/** `/gaps`: what people asked most and the material did not answer. */
export function createGapsCommand(gaps: UnansweredStore): Command {
  return forOwner({
    name: 'gaps',
    titles: { 'zh-Hans': '缺口', 'zh-Hant': '缺口', en: 'gaps' },
    aliases: [],
    summaries: {
      'zh-Hans': '大家最常问而材料没有答案的问题',
      'zh-Hant': '大家最常問而材料沒有答案的問題',
      en: 'What people ask most that the material does not answer',
    },
    async run({ locale, page = 1 }) {
      const messages = MESSAGES[locale].gaps
      const size = await gaps.size()
      const pages = Math.max(1, Math.ceil(size / GAPS_ON_A_PAGE))
      const at = Math.min(page, pages)
      const shown = await gaps.list(GAPS_ON_A_PAGE, (at - 1) * GAPS_ON_A_PAGE)
      const describe = (gap: Gap) => [
        text(`${gap.text} · ${messages.counts(gap)}`),
        ...(gap.nearest ? [text(' → '), command('passage', gap.nearest)] : []),
      ]
      const more = { command: 'gaps', text: '', page: at + 1 }
      return {
        outcome: 'page',
        locale,
        audience: 'quietly',
        blocks:
          size === 0
            ? [paragraph(text(messages.none))]
            : [heading(messages.title(size, at, pages)), list(shown.map(describe))],
        citations: [],
        actions: at < pages ? [{ kind: 'more', label: messages.more, request: more }] : [],
      }
    },
  })
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
  gaps: UnansweredStore,
  claim: Store['claim'],
  daily: Pick<DailyCounts, 'add'>,
): readonly Command[] {
  const vote = createVoting(gaps, claim)
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
function forOwner(inner: Command): Command {
  const run = (request: ChatRequest): Answer | Promise<Answer> =>
    request.from?.isOwner
      ? inner.run(request)
      : { ...say('invalid', request, MESSAGES[request.locale].ownerOnly), audience: 'asker' }
  return { ...inner, menu: 'owner', run }
}
