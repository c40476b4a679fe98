import type { Command, Responder } from '../answers/index.ts'
import { followSettings } from './apply-settings.ts'
import {
  createGapsCommand,
  createPrivacyCommand,
  createReloadCommand,
  createVoteCommands,
} from './commands.ts'
import { type Limits, limit } from './limits.ts'
import { rememberQuestions } from './recent-questions.ts'
import { createSettingsStore } from './settings.ts'
import { createSettingsCommand } from './settings-command.ts'
import type { Store } from './store/index.ts'
import { countUnanswered, createUnansweredStore } from './unanswered.ts'

export { createMaterialReport } from './material-report.ts'
export { readGaps } from './read-gaps.ts'
export { type Lease, openStore, type Store, StoreError } from './store/index.ts'
export type { Gap } from './unanswered.ts'

export interface ServiceOptions {
  readonly store: Store
  readonly limits: Limits
  /** Days that questions without a good answer are kept; 0: none are counted. */
  readonly gapDays: number
  /** The commands there are now. */
  readonly commands: () => readonly Command[]
  /** Reads the material again; resolves to what is wrong with it. */
  readonly reload: () => Promise<Error | undefined>
}

/** What a bot that stays needs around its answers. */
export interface Service {
  /** Commands of its own, for the responder. */
  readonly commands: readonly Command[]
  /** The same responder, with limits, with the settings of each place, and counting gaps. */
  around(responder: Responder): Responder
}

export function createService({
  store,
  limits,
  gapDays,
  commands,
  reload,
}: ServiceOptions): Service {
  const book = createSettingsStore(store)
  const gaps = createUnansweredStore(store, gapDays)
  const counts = gapDays > 0
  const topics = () => commands().filter(({ isTopic }) => isTopic)
  const settings = createSettingsCommand(book, () => ({ topics: topics(), counts }))
  const names = new Set([settings.name, ...Object.values(settings.titles), ...settings.aliases])
  return {
    commands: [
      settings,
      createPrivacyCommand(gapDays),
      ...(counts ? [createGapsCommand(gaps), ...createVoteCommands(gaps, store.claim)] : []),
      createReloadCommand(reload),
    ],
    around(responder) {
      const placed = followSettings(responder, book, (name) => names.has(name.toLowerCase()))
      const counted = counts ? countUnanswered(placed, gaps, book) : placed
      return limit(rememberQuestions(counted), limits, store)
    },
  }
}
