import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import type { IndexData } from './analyse-corpus.ts'
import { type Arrays, fromArrays, toArrays } from './arrays.ts'

/** What index data belongs to: that of another analyser or of other content is of no use. */
export interface Fingerprint {
  readonly analyser: string
  readonly content: string
}

/**
 * Why a snapshot is not used: it is no snapshot; its bytes are not those that were written; another
 * analyser made it, or a machine that writes numbers the other way round; it is of other content.
 */
export type Refusal = 'foreign' | 'damaged' | 'outdated' | 'stale'

/**
 * A snapshot is MAGIC, the SHA-256 of all that follows, the length of the head (32 bits), the head
 * (JSON), and the arrays that the head lists, as they stand in memory.
 */
const MAGIC = Buffer.from('chuchu index 1\n')
const BODY = MAGIC.length + 32

const FORMS = { Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array }
type Form = keyof typeof FORMS

interface Head extends Fingerprint, Pick<IndexData, 'calibration'> {
  readonly endianness: string
  readonly arrays: readonly (readonly [name: string, form: Form, length: number])[]
}

export const writeSnapshot = (
  { analysis, calibration }: IndexData,
  made: Fingerprint,
): Uint8Array => {
  const arrays = Object.entries(toArrays(analysis))
  const head: Head = {
    ...made,
    endianness: endianness(),
    calibration,
    arrays: arrays.map(([name, array]) => [name, array.constructor.name as Form, array.length]),
  }
  const json = Buffer.from(JSON.stringify(head))
  const body = Buffer.concat([
    new Uint8Array(Uint32Array.of(json.length).buffer),
    json,
    ...arrays.map(([, array]) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)),
  ])
  return Buffer.concat([MAGIC, sha256(body), body])
}

/** Believes nothing before the checksum fits, and then only what belongs to what is expected. */
export const readSnapshot = (bytes: Uint8Array, expected: Fingerprint): IndexData | Refusal => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) return 'foreign'
  const body = file.subarray(BODY)
  if (!sha256(body).equals(file.subarray(MAGIC.length, BODY))) return 'damaged'
  try {
    return readBody(body, expected)
  } catch {
    // Somebody has made a checksum fit what we would not write.
    return 'damaged'
  }
}

const readBody = (body: Buffer, expected: Fingerprint): IndexData | Refusal => {
  let at = 4 + body.readUInt32LE(0)
  const head: Head = JSON.parse(body.toString('utf8', 4, at))
  if (head.analyser !== expected.analyser || head.endianness !== endianness()) return 'outdated'
  if (head.content !== expected.content) return 'stale'
  const arrays = head.arrays.map(([name, form, length]) => {
    const start = at
    at += length * FORMS[form].BYTES_PER_ELEMENT
    // A copy stands where numbers may, and lets go of the file.
    return [name, new FORMS[form](new Uint8Array(body.subarray(start, at)).buffer)]
  })
  if (at !== body.length) return 'damaged'
  return {
    calibration: head.calibration,
    analysis: fromArrays(Object.fromEntries(arrays) as Arrays),
  }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
