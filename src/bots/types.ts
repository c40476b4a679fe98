import type { Answer, Responder } from '../answers/types.ts'

/** A place where people chat. Adding one means writing this and `Render`, nothing else. */
export interface ChatPlatform {
  readonly name: string
  /** Resolves when people can be answered; rejects with an error that says what to mend. */
  start(responder: Responder): Promise<void>
  /** Takes no more questions, finishes the answers in flight, then resolves. Safe to call twice. */
  stop(): Promise<void>
  /** Tells the person who hosts the bot, where the platform knows them. Never rejects. */
  tellOwner?(answer: Answer): Promise<void>
  /** Brings menus up to date after the material has changed. Never rejects. */
  refresh?(): Promise<void>
  /** When the platform's server last answered us, for a health check; undefined before it did. */
  lastHeard?(): Date | undefined
}

/** Gives an answer its look: pure, and never more messages than the platform's limits force. */
export type Render<Message> = (answer: Answer) => readonly Message[]
