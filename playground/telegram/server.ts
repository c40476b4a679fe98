import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createBoundedServer } from '../../src/shared/http-server.ts'
import { type ReceivedForm, readForm } from '../server/form.ts'
import { isFromPage } from '../server/guard.ts'
import type { Faults } from './faults.ts'
import { findRefusal, findSpoiltEntities } from './limits.ts'
import { type BotApiState, runMethod } from './methods.ts'
import { findSchemaProblem, isMethod } from './schema.ts'
import { ApiError, badRequest, type Entity, type InlineAnswer, type Parameters } from './types.ts'

/** Bytes of a call; Telegram's own limits of files are checked apart. */
const BODY_LIMIT = 40_000_000

/** https://core.telegram.org/bots/api#getfile */
const FILE_PATH = /^\/file\/bot([^/]+)\/documents\/([\w-]+)$/

const NO_PAGES = { ok: false, error_code: 403, description: 'Forbidden: not for web pages' }

/** The HTTP face of the Bot API, on a free port of this machine. */
export async function startBotApi(
  token: string,
  state: BotApiState,
  faults: Faults,
): Promise<Server> {
  const server = createBoundedServer((request, response) => {
    void answer(request, response).catch((error) => {
      state.emit({ type: 'problem', problem: `the local Telegram failed: ${error}` })
      response.destroy()
    })
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, bearer, fileId = ''] = FILE_PATH.exec(request.url ?? '') ?? []
    if (bearer !== undefined) {
      const file = bearer === token ? state.files.get(fileId) : undefined
      response.writeHead(file ? 200 : 404).end(file?.bytes)
      return
    }
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
    if (isFromPage(request.headers)) return send(response, 403, NO_PAGES)
    const sent = await readForm(request, BODY_LIMIT)
    if (sent === undefined) throw new Error('a request is too long')
    let parameters: Parameters = {}
    const reply = (status: number, words: object | string, refusal?: string) => {
      send(response, status, words)
      state.emit({ type: 'result', method, parameters, status, ...(refusal && { refusal }) })
    }
    try {
      if (!/^\d+:[\w-]{35}$/.test(given)) throw new ApiError(404, 'Not Found')
      if (given !== token) throw new ApiError(401, 'Unauthorized')
      parameters = typeof sent === 'string' ? parseBody(sent) : keepFiles(state, sent)
      checkCall(state, method, parameters)
      const fault = faults.take(method)
      await fault?.until
      if (fault?.body !== undefined) {
        if (fault.carriedOut) await runMethod(state, method, parameters)
        if (fault.hangUp) request.socket.destroy()
        return reply(fault.status, fault.body)
      }
      reply(200, { ok: true, result: await runMethod(state, method, parameters) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { code, message, parameters: hints } = error
      const refusal = { ok: false, error_code: code, description: message }
      reply(code, { ...refusal, ...(hints && { parameters: hints }) }, message)
    }
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

/** @throws {ApiError} as Telegram would answer; what it would swallow is told as a problem */
function checkCall(state: BotApiState, method: string, parameters: Parameters): void {
  const fail = (problem: string) =>
    state.emit({ type: 'problem', problem: `${method}: ${problem}` })
  if (!isMethod(method)) {
    fail('there is no such method here')
    throw new ApiError(404, 'Not Found')
  }
  state.emit({ type: 'call', method, parameters })
  const problem = findSchemaProblem(method, parameters)
  const refusal = problem ?? findRefusal(method, parameters)
  if (refusal) {
    fail(refusal)
    throw badRequest(refusal)
  }
  for (const entities of entitiesIn(parameters)) findSpoiltEntities(entities).forEach(fail)
  if ('parse_mode' in parameters) fail('parse_mode is used')
}

function entitiesIn(parameters: Parameters): readonly (readonly Entity[])[] {
  const { results = [] } = parameters as Partial<InlineAnswer>
  const cards = results.map(({ input_message_content: { entities = [] } }) => entities)
  const { entities = [], caption_entities = [] } = parameters as Record<string, readonly Entity[]>
  return [entities, caption_entities, ...cards]
}

/** Parameters beside files come as text, JSON where they are no text; a file is kept under a name. */
function keepFiles({ files }: BotApiState, { fields, files: sent }: ReceivedForm): Parameters {
  const parameters: Record<string, unknown> = {}
  // Telegraf repeats the method, which Telegram takes no notice of.
  const { method: _, ...rest } = fields
  for (const [name, value] of Object.entries(rest))
    parameters[name] =
      name !== 'caption' && /^(?:-?\d+|true|false|[{[].*)$/s.test(value) ? JSON.parse(value) : value
  for (const { field, name, bytes } of sent) {
    const id = `file-${files.size + 1}`
    files.set(id, { name, bytes })
    parameters[field] = id
  }
  return parameters
}

function parseBody(body: string): Parameters {
  try {
    return body ? JSON.parse(body) : {}
  } catch {
    throw badRequest("can't parse JSON object")
  }
}

function send(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
