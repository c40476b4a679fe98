import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { LOCALES, type Locale } from '../../answers/index.ts'
import type { Store } from '../store/index.ts'

/** What the people of a server, a group or a private chat have chosen. */
export interface Settings {
  /** Keys of the channels that are answered in; none means all. */
  readonly channels: readonly string[]
  readonly quiet: boolean
  /** Language of every answer; without one it follows the person. */
  readonly locale?: Locale | undefined
  /** Name of the topic that free questions are asked in first. */
  readonly topic?: string | undefined
  /** Names of the collections that answer; without them all do, also those that come later. */
  readonly collections?: readonly string[] | undefined
  /** Whether new posts of forums are answered from their titles, where the answer is sure. */
  readonly forum: boolean
  /** Whether questions that find nothing are counted for the owner. */
  readonly remember: boolean
}

/** Channels that a scope may name; a larger scope leaves the choice to the platform's own permissions. */
export const MAX_CHANNELS = 200

const SETTINGS = z.object({
  channels: z.array(z.string()).max(MAX_CHANNELS).default([]),
  quiet: z.boolean().default(false),
  locale: z.enum(LOCALES).optional(),
  topic: z.string().optional(),
  collections: z.array(z.string()).optional(),
  forum: z.boolean().default(false),
  remember: z.boolean().default(true),
})

const DEFAULTS: Settings = SETTINGS.parse({})

export interface SettingsStore {
  /** What the database says; what was last known while it fails. Never rejects. */
  of(scope: string): Promise<Settings>
  /** Whether they are kept. */
  save(scope: string, settings: Settings): Promise<boolean>
  /** Gives what one scope has chosen to another. */
  move(from: string, to: string): Promise<void>
}

/** Scopes whose settings are known even while the database fails. */
const MAX_SCOPES = 5_000

/** Read for every question, so that several copies over one database agree. */
export function createSettingsStore(store: Store): SettingsStore {
  const known = new LRUCache<string, Settings>({ max: MAX_SCOPES })
  const settingsStore: SettingsStore = {
    async of(scope) {
      const rows = await store.all<{ value: string }>(
        'SELECT value FROM settings WHERE scope = ?',
        scope,
      )
      if (!rows) return known.get(scope) ?? DEFAULTS
      const [row] = rows
      const settings = row ? parse(row.value) : DEFAULTS
      if (row) known.set(scope, settings)
      return settings
    },
    async save(scope, settings) {
      const kept = await store.run(
        'INSERT INTO settings VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET value = excluded.value',
        scope,
        JSON.stringify(settings),
      )
      if (kept) known.set(scope, settings)
      return kept
    },
    async move(from, to) {
      const rows = await store.all('SELECT 1 FROM settings WHERE scope = ?', from)
      if (!rows || rows.length === 0) return
      const settings = await settingsStore.of(from)
      const channels = settings.channels.map((key) => (key === from ? to : key))
      if (!(await settingsStore.save(to, { ...settings, channels }))) return
      await store.run('DELETE FROM settings WHERE scope = ?', from)
      known.delete(from)
    },
  }
  return settingsStore
}

/** Settings as stored, perhaps by another version; defaults if they cannot be read. */
function parse(value: string): Settings {
  try {
    return SETTINGS.parse(JSON.parse(value))
  } catch {
    return DEFAULTS
  }
}
