import type { Responder } from './types.ts'

/** A responder with some of it done otherwise. Its commands are always those that the other has now. */
export const wrapResponder = (
  responder: Responder,
  changed: Partial<Pick<Responder, 'respond' | 'suggest'>>,
): Responder => ({
  get commands() {
    return responder.commands
  },
  respond: (request) => responder.respond(request),
  suggest: (request) => responder.suggest(request),
  ...changed,
})
