/** How a call is answered instead of being carried out. */
export interface Fault {
  readonly status: number
  /** An object is sent as JSON, a string as it is; without one the call is carried out. */
  readonly body?: object | string
  /** Answers only when this resolves. */
  readonly until?: Promise<unknown>
  /** The connection breaks instead of an answer. */
  readonly hangUp?: boolean
  /** Whether the call has its effect all the same, and only the answer to it is lost. */
  readonly carriedOut?: boolean
}

const refuse = (error_code: number, description: string, parameters?: object): Fault => ({
  status: error_code,
  body: { ok: false, error_code, description, ...(parameters && { parameters }) },
})

/** What goes wrong with the Bot API, in its own words. */
export const FAULTS = {
  unauthorized: refuse(401, 'Unauthorized'),
  blocked: refuse(403, 'Forbidden: bot was blocked by the user'),
  conflict: refuse(
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  ),
  tooManyRequests: (seconds: number): Fault =>
    refuse(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
  badRequest: (description: string, parameters?: object): Fault =>
    refuse(400, `Bad Request: ${description}`, parameters),
  serverError: { status: 502, body: '<html>Bad Gateway</html>' },
  slow: (until: Promise<unknown>): Fault => ({ status: 200, until }),
  garbage: { status: 200, body: '{"ok":tru' },
} as const

/** Faults that wait for calls of a method. */
export interface Faults {
  /** The next `times` calls of the method go wrong. */
  add(method: string, fault: Fault, times?: number): void
  take(method: string): Fault | undefined
}

export function createFaults(): Faults {
  const waiting: { readonly method: string; readonly fault: Fault }[] = []
  return {
    add(method, fault, times = 1) {
      for (let time = 0; time < times; time++) waiting.push({ method, fault })
    },
    take(method) {
      const index = waiting.findIndex((entry) => entry.method === method)
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.fault
    },
  }
}
