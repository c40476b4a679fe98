import { z } from 'zod'
import { LOCALES, type Locale } from '../../src/answers/index.ts'
import type { Responder } from '../../src/answers/types.ts'
import { within } from '../../src/shared/timeouts.ts'
import type { Log } from '../../src/shared/types.ts'
import type { Actions } from '../protocol/index.ts'
import type { EventLog } from './event-log.ts'
import type { PictureShelf } from './picture-shelf.ts'

export interface SimulatorOptions {
  readonly responder: Responder
  readonly eventLog: EventLog
  readonly log: Log
  /** Takes the pictures that the bot sends. */
  readonly pictures: PictureShelf
}

/** A platform with people and places on it, played by the page. */
export interface Simulator {
  /** What the page can do, by the name that follows `/api/`. */
  readonly actions: Readonly<Record<string, Action>>
  /** Starts the bot, with the real adapter. @param opener what another person has already said */
  start(opener: string | undefined): Promise<void>
  /** From here on nothing that happens is told. */
  leave(): void
  stop(): Promise<void>
}

/** @throws {z.ZodError} for a body that is not what it takes, any other error for what cannot be done */
export type Action = (body: unknown) => unknown

export const action =
  <Name extends keyof Actions>(
    schema: z.ZodType<Actions[Name]>,
    run: (body: Actions[Name]) => unknown,
  ): Action =>
  (body) =>
    run(schema.parse(body))

/** Longer than any message of a platform, so that its own limit is what people meet. */
export const text = z.string().max(20_000)
export const locale: z.ZodType<Locale> = z.enum(LOCALES)

/** Milliseconds that people wait for a completion or a click; the platforms wait no longer. */
const ANSWER_TIMEOUT = 5_000

/** The result of a task, or `otherwise` if it takes too long. */
export const inTime = async <T>(task: Promise<T>, otherwise: T): Promise<T> =>
  (await within(ANSWER_TIMEOUT, task)) ?? otherwise
