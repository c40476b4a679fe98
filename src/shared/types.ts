/** Where a part of the bot reports what happens. Details never hold question text, user ids or secrets. */
export interface Log {
  info(message: string, details?: object): void
  warn(message: string, details?: object): void
  error(message: string, details?: object): void
}

/** Where a platform counts what happens, for metrics. Codes are the platform's, never texts. */
export interface Meter {
  /** A call, or the connection, failed. */
  failed(platform: string, code: string): void
  /** The platform, or our own pacing, made us wait. */
  waited(platform: string, milliseconds: number): void
  /** An answer arrived. @param milliseconds from the event of the question to the platform's confirmation */
  delivered(platform: string, milliseconds: number): void
  /** A question has no answer that people can see. @param reason one word, of a small set */
  undelivered(platform: string, reason: string): void
}
