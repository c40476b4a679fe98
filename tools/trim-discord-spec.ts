/**
 * Cuts Discord's OpenAPI document (https://github.com/discord/discord-api-spec, MIT) down to the
 * request bodies that the local Discord takes:
 *
 *     tsx tools/trim-discord-spec.ts openapi.json && npx biome format --write playground/discord
 */
import { readFileSync, writeFileSync } from 'node:fs'

const TARGET = new URL('../playground/discord/discord-openapi.json', import.meta.url)

const OPERATIONS = [
  'POST /interactions/{interaction_id}/{interaction_token}/callback',
  'POST /webhooks/{webhook_id}/{webhook_token}',
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original',
  'POST /channels/{channel_id}/messages',
  'POST /users/@me/channels',
  'PUT /applications/{application_id}/commands',
  'PUT /applications/{application_id}/guilds/{guild_id}/commands',
]
/** Kinds of answers that the local Discord does not speak; they would bring half the document. */
const LEFT_OUT = /LaunchActivity|Pong|SocialLayer|Poll|CustomClientTheme/

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

interface OpenApi {
  info: { version: string; license: Json }
  paths: Record<
    string,
    Record<string, { requestBody: { content: Record<string, { schema: Json }> } }>
  >
  components: { schemas: Record<string, Json> }
}

const path = process.argv[2]
if (!path) throw new Error('name the file: tsx tools/trim-discord-spec.ts openapi.json')
const document = JSON.parse(readFileSync(path, 'utf8')) as OpenApi

const bodies = Object.fromEntries(
  OPERATIONS.map((operation) => {
    const [method = '', route = ''] = operation.split(' ')
    const body = document.paths[route]?.[method.toLowerCase()]?.requestBody
    return [operation, trim(body?.content['application/json']?.schema ?? null)]
  }),
)
const schemas: Record<string, Json> = {}
collect(bodies)

writeFileSync(
  TARGET,
  `${JSON.stringify(
    {
      $comment: `Part of Discord's OpenAPI document v${document.info.version}, https://github.com/discord/discord-api-spec, Copyright Discord Inc., MIT licence. Made by tools/trim-discord-spec.ts.`,
      license: document.info.license,
      bodies,
      components: { schemas },
    },
    null,
    2,
  )}\n`,
)

/** Without words for people, and without the kinds left out. */
function trim(node: Json): Json {
  if (Array.isArray(node)) return node.filter((part) => !pointsOut(part)).map(trim)
  if (typeof node !== 'object' || node === null) return node
  const parts = Object.entries(node).filter(
    ([key, part]) => !pointsOut(part) && !(key === 'description' && typeof part === 'string'),
  )
  return Object.fromEntries(
    parts.filter(([key]) => !key.startsWith('x-')).map(([key, part]) => [key, trim(part)]),
  )
}

function pointsOut(node: Json): boolean {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return false
  if (typeof node.$ref === 'string') return LEFT_OUT.test(node.$ref)
  return Array.isArray(node.oneOf) && node.oneOf.some(pointsOut)
}

function collect(node: Json): void {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node) && typeof node.$ref === 'string') {
    const name = node.$ref.replace('#/components/schemas/', '')
    if (!(name in schemas)) {
      schemas[name] = trim(document.components.schemas[name] ?? null)
      collect(schemas[name])
    }
  }
  for (const part of Object.values(node)) collect(part)
}
