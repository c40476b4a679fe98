export { localeOf } from './locale.ts'
export { createResponder, RESERVED_NAMES, type ResponderOptions } from './responder.ts'
export type * from './types.ts'
