import type { Command, Origin } from '../../answers/index.ts'
import type { Settings } from './store.ts'

/** What there is to choose from. */
export interface Choices {
  readonly topics: readonly Pick<Command, 'name' | 'titles'>[]
  /** Names of the collections. */
  readonly collections: readonly string[]
  /** Whether questions that find nothing are counted at all. */
  readonly counts: boolean
}

/** A group without topics, and a private chat, is one channel. */
export const hasChannels = ({ channel, scope }: Origin): boolean => channel !== scope

/** Telegram tells a bot nothing of what is not meant for it. */
export const hasForums = ({ platform, isPrivate }: Origin): boolean =>
  platform === 'discord' && !isPrivate

/** With one collection there is nothing to choose, unless an earlier choice is to be taken back. */
export const hasCollections = (settings: Settings, { collections }: Choices): boolean =>
  collections.length > 1 || settings.collections !== undefined
