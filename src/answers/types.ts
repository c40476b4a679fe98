// From what a platform hands over to what it gets back: a request, the command that answers it, the
// answer.

export type * from './types/answer.ts'
export type * from './types/command.ts'
export type * from './types/request.ts'
