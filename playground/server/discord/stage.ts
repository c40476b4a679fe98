import type { Channel, LocalDiscord, Message, User } from '../../discord/index.ts'

/** What the simulator knows of its server, and of what the page's person did. */
export interface Stage {
  readonly discord: LocalDiscord
  readonly me: User
  readonly reading: Channel
  readonly direct: Channel
  /** What the page's person sees, by id. */
  readonly shown: Map<string, Message>
  /** What the person used, by the id of the interaction. */
  readonly used: Map<string, string>
  /** The words that came with it, by the same id. */
  readonly asked: Map<string, string>
}
