import { Ajv, type ValidateFunction } from 'ajv'
import SPEC from './spec.json' with { type: 'json' }

interface Field {
  readonly types: readonly string[]
  readonly required: boolean
}
type Entry =
  | { readonly fields: Readonly<Record<string, Field>> }
  | { readonly subtypes: readonly string[] }

/** Whether this is a method of the Bot API that the local Telegram has. */
export const isMethod = (name: string): boolean => Object.hasOwn(SPEC.methods, name)

/**
 * What is wrong with a value by Telegram's own document; undefined if nothing is. Fields that the
 * document does not have are wrong too.
 *
 * @param name of a method or of a type
 */
export function findSchemaProblem(name: string, value: unknown): string | undefined {
  const validate = validatorOf(name)
  if (validate(value)) return undefined
  const [error] = validate.errors ?? []
  const extra = error?.params.additionalProperty
  return `${name}${error?.instancePath} ${error?.message}${extra ? `: ${extra}` : ''}`
}

const SPEC_ENTRIES = { ...SPEC.methods, ...SPEC.types } as unknown as Record<string, Entry>
const ajv = new Ajv({ allowUnionTypes: true, strict: false })
ajv.addSchema({
  $id: 'telegram',
  definitions: Object.fromEntries(
    Object.entries(SPEC_ENTRIES).map(([name, entry]) => [name, toSchema(entry)]),
  ),
})

const validators = new Map<string, ValidateFunction>()

function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name) ?? ajv.compile({ $ref: `telegram#/definitions/${name}` })
  validators.set(name, known)
  return known
}

function toSchema(entry: Entry): object {
  if ('subtypes' in entry) return { anyOf: entry.subtypes.map(toTypeSchema) }
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(entry.fields).map(([name, { types }]) => [
        name,
        types.length === 1 ? toTypeSchema(types[0] ?? '') : { anyOf: types.map(toTypeSchema) },
      ]),
    ),
    required: Object.entries(entry.fields).flatMap(([name, { required }]) =>
      required ? [name] : [],
    ),
    additionalProperties: false,
  }
}

function toTypeSchema(type: string): object {
  if (type.startsWith('Array of ')) {
    return { type: 'array', items: toTypeSchema(type.slice('Array of '.length)) }
  }
  switch (type) {
    case 'Integer':
      return { type: 'integer' }
    case 'Float':
      return { type: 'number' }
    case 'String':
      return { type: 'string' }
    case 'Boolean':
      return { type: 'boolean' }
    case 'True':
      return { const: true }
    default:
      return { $ref: `telegram#/definitions/${type}` }
  }
}
