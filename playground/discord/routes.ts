import type { Reply } from './errors.ts'
import type { Fault, Json } from './faults.ts'
import type { LocalFile } from './types.ts'

export type Handler = (request: {
  readonly body: Json
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** What came beside the body. */
  readonly files: readonly LocalFile[]
}) => Reply

export interface Route {
  /** As in Discord's own document: `POST /channels/{channel_id}/messages`. */
  readonly operation: string
  /** Whether it asks for the bot's token. */
  readonly auth: boolean
  /** Limits that the document does not state. */
  check?(body: Json): readonly Fault[]
  readonly handle: Handler
}

export const ok = (body: object): Reply => ({ status: 200, body })

/** A route's `{name}` stands for one part of the path. */
export function findRoute(routes: readonly Route[], method: string, path: string) {
  for (const route of routes) {
    const [verb, template = ''] = route.operation.split(' ')
    const pattern = template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    const match = verb === method ? path.match(new RegExp(`^${pattern}$`)) : null
    if (match) return { route, parameters: match.groups ?? {} }
  }
  return undefined
}
