import { type Command, type Locale, namesOf, type Responder } from '../answers/index.ts'
import type { OwnerContact } from '../bots/types.ts'
import type { Passage } from '../corpus/types.ts'
import { createPrivacyCommand, createReloadCommand, createVoteCommands } from './commands.ts'
import { countDaily, createDailyCounts } from './daily-counts.ts'
import { closeAnswered } from './gaps/answered.ts'
import { createGapCommands } from './gaps/commands.ts'
import { countGaps } from './gaps/count.ts'
import { createGapStore } from './gaps/store.ts'
import { type Limits, limit } from './limits.ts'
import { createScopeMaterial, type ScopeMaterialOptions, whileAvailable } from './material/index.ts'
import { rememberQuestions } from './recent-questions.ts'
import { createReportCommand, writeReport } from './report/command.ts'
import { sendWeekly } from './report/weekly.ts'
import { applySettings } from './settings/apply.ts'
import { createSettingsCommand } from './settings/command.ts'
import { createSettingsStore } from './settings/store.ts'
import type { Store } from './store/index.ts'

export { readGaps } from './gaps/read.ts'
export type { Gap } from './gaps/store.ts'
export {
  copyScopeFiles,
  createScopeFiles,
  openScopeFiles,
  type ScopeFiles,
} from './material/index.ts'
export { createMaterialReport } from './material-report.ts'
export { type Lease, openStore, type Store, StoreError } from './store/index.ts'

export interface ServiceOptions {
  readonly store: Store
  readonly limits: Limits
  /** Days that questions without a good answer are kept; 0: none are counted. */
  readonly gapDays: number
  /** The commands there are now. */
  readonly commands: () => readonly Command[]
  /** Names of the collections there are now. */
  readonly collections: () => readonly string[]
  /** The topic that a passage belongs to, in the material that is answered from now. */
  readonly topicOf: (passage: Passage) => string | undefined
  /** What servers and groups may add themselves; without it they cannot. */
  readonly scopes?: Omit<ScopeMaterialOptions, 'reload'>
  /** Language of what the host is told. */
  readonly locale: Locale
  /** Where the person who hosts the bot gets the weekly report. */
  readonly platforms: readonly OwnerContact[]
  /** Reads the material again; resolves to what is wrong with it. */
  readonly reload: () => Promise<Error | undefined>
}

/** What a long-running bot needs around its answers. */
export interface Service {
  /** Commands of its own, for the responder. */
  readonly commands: readonly Command[]
  /** The same responder, with limits, with the settings of each scope, and counting gaps. */
  wrap(responder: Responder): Responder
  /** Gives the settings and the material of one server or group to another. */
  move(from: string, to: string): Promise<void>
  /** Writes what was counted last. */
  close(): Promise<void>
}

export function createService({
  store,
  limits,
  gapDays,
  commands,
  collections,
  topicOf,
  scopes,
  locale,
  platforms,
  reload,
}: ServiceOptions): Service {
  const settingsStore = createSettingsStore(store)
  const gaps = createGapStore(store, gapDays)
  const counts = gapDays > 0
  const daily = createDailyCounts(store, gapDays)
  const topics = () => commands().filter(({ isTopic }) => isTopic)
  const settings = createSettingsCommand(settingsStore, () => ({
    topics: topics(),
    collections: collections(),
    counts,
  }))
  /** Answers as people of a server or group are answered, but counts nothing. */
  let uncounted: Responder | undefined
  const material =
    scopes &&
    createScopeMaterial({
      ...{ ...scopes, reload },
      onAdded: async (request, source) =>
        uncounted && counts ? closeAnswered(gaps, uncounted, request, source) : 0,
    })
  const stopWeekly = counts
    ? sendWeekly(store.once, platforms, async () => {
        const report = await writeReport(daily, gaps, locale)
        // Nothing is sent for a week without questions.
        return report.file ? report : undefined
      })
    : () => {}
  const exempt = new Set([...namesOf(settings), 'material', 'teach', 'consent'])
  return {
    commands: [
      settings,
      createPrivacyCommand(gapDays),
      ...(counts ? createGapCommands(gaps, material?.library).map(whileAvailable) : []),
      ...(counts ? [createReportCommand(daily, gaps)] : []),
      ...(counts ? createVoteCommands(gaps, store.once, daily) : []),
      ...(material?.commands ?? []),
      createReloadCommand(reload),
    ],
    wrap(responder) {
      uncounted = applySettings(responder, settingsStore, (name) => exempt.has(name.toLowerCase()))
      if (!counts) return limit(rememberQuestions(uncounted), limits, store)
      const counted = countDaily(
        rememberQuestions(countGaps(uncounted, gaps, settingsStore)),
        daily,
        (answer, { command }) => {
          const isTopic = topics().some(({ name }) => name === command)
          if (isTopic) return command
          const [best] = answer.outcome === 'found' ? (answer.citations ?? []) : []
          return best && topicOf(best.passage)
        },
      )
      return limit(counted, limits, store)
    },
    async move(from, to) {
      await settingsStore.move(from, to)
      await material?.library.move(from, to)
    },
    async close() {
      stopWeekly()
      await daily.close()
    },
  }
}
