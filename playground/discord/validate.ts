import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import document from './discord-openapi.json' with { type: 'json' }
import type { Fault } from './faults.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
for (const [format, check] of Object.entries({
  snowflake: /^\d{1,20}$/,
  uri: (text: string) => URL.canParse(text),
  nonce: /^.{0,25}$/,
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
}))
  ajv.addFormat(format, check)
for (const format of ['int32', 'int64', 'double'])
  ajv.addFormat(format, { type: 'number', validate: Number.isFinite })
ajv.addSchema(document, 'discord')

/** What Discord's own document finds wrong with a body; undefined if it does not know the operation. */
export function validateBody(operation: string, body: unknown): readonly Fault[] | undefined {
  if (!(operation in document.bodies)) return undefined
  const pointer = operation.replaceAll('~', '~0').replaceAll('/', '~1')
  const validate = ajv.getSchema(`discord#/bodies/${encodeURIComponent(pointer)}`)
  if (!validate) throw new Error(`the trimmed document lacks ${operation}`)
  return validate(body) ? [] : toFaults(validate.errors ?? [])
}

/** Where one of several kinds would do, every kind complains: the deepest complaint is the useful one. */
function toFaults(errors: readonly ErrorObject[]): readonly Fault[] {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length
  const deepest = Math.max(...errors.map(depth))
  return errors
    .filter((error) => depth(error) === deepest)
    .map(({ instancePath, keyword, message }) => ({
      path: instancePath.split('/').slice(1),
      code: `BASE_TYPE_${keyword.toUpperCase()}`,
      message: message ?? keyword,
    }))
}
