import type { Answer, Responder } from '../answers/types.ts'

/** A chat platform. Adding one means writing this and `Render`, nothing else. */
export interface ChatPlatform {
  readonly name: string
  /**
   * Resolves when people can be answered.
   *
   * @throws {PlatformRefusal} what a later attempt cannot change; any other error may pass by itself
   */
  start(responder: Responder): Promise<void>
  /** Takes no more questions, finishes the answers in flight, then resolves. Safe to call twice. */
  stop(): Promise<void>
  /**
   * Settles when the chat has ended by itself after a start. Rejects with a {@link PlatformRefusal},
   * or with an error after which another start may succeed.
   */
  readonly ended?: Promise<void>
  /** Whether this copy of the bot can tell the person who hosts it something now. */
  knowsOwner?(): boolean
  /** Tells them. Never rejects. */
  tellOwner?(answer: Answer): Promise<void>
  /** Brings menus up to date after the material has changed. Never rejects. */
  refresh?(): Promise<void>
  /**
   * When the platform's server last answered us, in milliseconds of `performance.now()`; undefined
   * before it did, and after the connection has ended.
   */
  lastHeard?(): number | undefined
  /** Questions that wait for their answer or are being answered. */
  queueLength?(): number
}

/** Where the person who hosts the bot may be told something. */
export type OwnerContact = Pick<ChatPlatform, 'name' | 'knowsOwner' | 'tellOwner'>

/** The platform refuses the bot for a reason that only its host can change, which the message names. */
export class PlatformRefusal extends Error {
  override readonly name = 'PlatformRefusal'
}

/** Gives an answer its look: pure, and never more messages than the platform's limits force. */
export type Render<Message> = (answer: Answer) => readonly Message[]
