import type { Random } from '../bench/random.ts'
import { createToken, type Ledger } from './ledger.ts'

/**
 * Milliseconds before the end of a process or of a connection in which a question may lie unread in a
 * socket, or be worked on. What was asked before that and has no answer was lost before, unless the
 * platform refused the answer until the end.
 */
export const UNREAD = 2_000
/** While no bot is connected, people of Discord ask so many times less: nobody could answer them. */
export const RARELY = 50

/** A platform as the run sees it: people who ask, faults that strike, and what the bot did there. */
export interface Side {
  /** For the environment of the bot. */
  readonly settings: Readonly<Record<string, string>>
  readonly people: number
  readonly channels: number
  /** Somebody asks something somewhere. */
  ask(): void
  readonly faults: readonly Fault[]
  /** Resolves when the bot is connected the next time. */
  connected(): Promise<void>
  /** To be told when the bot is told to stop, before it is. */
  stopping(): void
  /** To be told when the process is gone: what was on its way in its last moments is excused. */
  gone(how: 'killed' | 'stopped'): void
  /** Bodies that the platform refuses, by what is wrong with them. */
  problems(): readonly string[]
  /** Messages to the owner. */
  notices(): number
  /** Questions whose first acknowledgement came when the platform did not wait any more. */
  late(): number
  /** Answers of the platform by status, where they are not as they should be. */
  readonly statuses: ReadonlyMap<string, number>
  close(): Promise<void>
}

export interface Fault {
  readonly name: string
  /** How often, beside the others. */
  readonly weight: number
  /** Whether it waits for a call of the bot: without a bot such faults would only pile up. */
  readonly needsBot: boolean
  /** @returns false when this is not the moment for it */
  strike(): boolean
}

export interface SideOptions {
  readonly random: Random
  readonly ledger: Ledger
  readonly questions: Questions
  /** Milliseconds since the run began. */
  readonly now: () => number
}

/** What is asked: with a command's name, its text, and what the answer says. */
export interface Asking {
  readonly command: 'ask' | 'passage'
  readonly text: string
  readonly token: string
  readonly expects?: RegExp
}

interface Questions {
  next(): Asking
}

/** Shares of a hundred: what the material does not know, a paragraph of it, and words of its own. */
const UNKNOWN = 50
const PASSAGE = 75

/** @param passages the words of the material, paragraph by paragraph */
export function createQuestions(random: Random, passages: readonly string[]): Questions {
  let number = 0
  return {
    next() {
      const token = createToken(number++)
      const share = random.between(1, 100)
      if (share <= UNKNOWN) {
        const text = random.pick([`${token}`, `${token} 是什么`, `what is ${token}`])
        return { command: 'ask', text, token, expects: new RegExp(token) }
      }
      if (share <= PASSAGE) {
        const paragraph = random.between(1, passages.length)
        const expects = new RegExp(`(第|Paragraph) ${paragraph} (段|of)`)
        return { command: 'passage', text: `${paragraph}`, token, expects }
      }
      const words = random.pick(passages)
      const from = random.between(0, Math.max(0, words.length - 30))
      return { command: 'ask', text: words.slice(from, from + random.between(8, 30)), token }
    },
  }
}

/** A count for every name. */
export function createCounts() {
  const counts = new Map<string, number>()
  return {
    counts,
    add: (name: string, more = 1) => void counts.set(name, (counts.get(name) ?? 0) + more),
  }
}
