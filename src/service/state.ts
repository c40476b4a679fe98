import type { ChatPlatform } from '../bots/types.ts'

/** What is asked of a platform: when its platform last sent something, and how long its queue is. */
type ObservedPlatform = Pick<ChatPlatform, 'name' | 'lastHeard' | 'queueLength'>

/** How much material there is to answer from. */
interface MaterialSize {
  readonly sources: number
  readonly passages: number
}

/** What is known of the material: health and metrics tell it. */
interface MaterialState {
  /** What answers now; undefined before anything could be read. */
  readonly size?: MaterialSize
  /** When that was read. */
  readonly readAt?: Date
  /** Why the last attempt to read it again failed; undefined if it did not. Holds no secrets. */
  readonly problem?: string
  /** Attempts that failed since the start. */
  readonly failures: number
}

/** The state of the bot. Set by main.ts; read by health and metrics. */
export interface State {
  readonly material: MaterialState
  readonly platforms: readonly ObservedPlatform[]
  /** Whether the search engine answers; undefined where the index is in memory. Never rejects. */
  readonly isEngineHere?: (() => Promise<boolean>) | undefined
  materialRead(size: MaterialSize): void
  /** @param problem what is wrong and how to fix it, without secrets */
  materialRefused(problem: string): void
  /** From now on the health check covers these platforms. */
  watch(platforms: readonly ObservedPlatform[], isEngineHere?: () => Promise<boolean>): void
}

/** @param now milliseconds since 1970 */
export function createState(now = Date.now): State {
  let material: MaterialState = { failures: 0 }
  let platforms: readonly ObservedPlatform[] = []
  let isEngineHere: (() => Promise<boolean>) | undefined
  return {
    get material() {
      return material
    },
    get platforms() {
      return platforms
    },
    materialRead(size) {
      material = { size, readAt: new Date(now()), failures: material.failures }
    },
    materialRefused(problem) {
      material = { ...material, problem, failures: material.failures + 1 }
    },
    get isEngineHere() {
      return isEngineHere
    },
    watch(these, engine) {
      platforms = these
      isEngineHere = engine
    },
  }
}
