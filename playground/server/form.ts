import type { IncomingMessage } from 'node:http'
import { readBytes } from '../../src/shared/http-server.ts'

/** A request as an API client sends it: fields, and the files beside them. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly {
    readonly field: string
    readonly name: string
    readonly bytes: Buffer
  }[]
}

/**
 * Reads a body; of `multipart/form-data` its parts, of anything else its text.
 *
 * @param most bytes
 * @returns nothing if it is longer
 */
export async function readForm(
  request: IncomingMessage,
  most: number,
): Promise<string | ReceivedForm | undefined> {
  const bytes = await readBytes(request, most)
  const type = request.headers['content-type'] ?? ''
  if (!bytes || !type.startsWith('multipart/form-data')) return bytes?.toString()
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': type },
  }).formData()
  const fields: Record<string, string> = {}
  const files: { field: string; name: string; bytes: Buffer }[] = []
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value
    else files.push({ field, name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
  }
  return { fields, files }
}
