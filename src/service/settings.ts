import { z } from 'zod'
import { LOCALES, type Locale } from '../answers/index.ts'
import { createRecent } from '../shared/lru.ts'
import type { Store } from './store/sqlite.ts'

/** What the people of a server, a group or a private chat have chosen. */
export interface Settings {
  /** Keys of the rooms that are answered in; none means all. */
  readonly rooms: readonly string[]
  readonly quiet: boolean
  /** Language of every answer; without one it follows the person. */
  readonly locale?: Locale | undefined
  /** Name of the topic that free questions are asked in first. */
  readonly topic?: string | undefined
  /** Whether questions that find nothing are counted for the owner. */
  readonly remember: boolean
}

/** Rooms that a place may name; a larger place leaves the choice to the platform's own permissions. */
export const MOST_ROOMS = 200

const SETTINGS = z.object({
  rooms: z.array(z.string()).max(MOST_ROOMS).default([]),
  quiet: z.boolean().default(false),
  locale: z.enum(LOCALES).optional(),
  topic: z.string().optional(),
  remember: z.boolean().default(true),
})

export const DEFAULTS: Settings = SETTINGS.parse({})

export interface SettingsBook {
  of(place: string): Settings
  /** Whether they are kept. */
  save(place: string, settings: Settings): boolean
}

/** Places whose settings are known even while the database fails. */
const MOST_PLACES = 5_000

/** Read for every question, so that several processes over one database agree; it takes microseconds. */
export function createSettingsBook(store: Store): SettingsBook {
  const known = createRecent<Settings>(MOST_PLACES)
  return {
    of(place) {
      const rows = store.all<{ value: string }>('SELECT value FROM settings WHERE place = ?', place)
      if (!rows) return known.get(place) ?? DEFAULTS
      const [row] = rows
      const settings = row ? parse(row.value) : DEFAULTS
      if (row) known.set(place, settings)
      return settings
    },
    save(place, settings) {
      const kept = store.run(
        'INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        place,
        JSON.stringify(settings),
      )
      if (kept) known.set(place, settings)
      return kept
    },
  }
}

/** A value of another version counts as far as it is understood. */
function parse(value: string): Settings {
  try {
    return SETTINGS.parse(JSON.parse(value))
  } catch {
    return DEFAULTS
  }
}
