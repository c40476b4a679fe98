import { LRUCache } from 'lru-cache'
import type { Material } from '../corpus/types.ts'
import type { SearchIndex } from '../retrieval/index.ts'
import { SearchUnavailable } from '../retrieval/types.ts'
import { createAskCommand, createSearchCommand, createTopicCommand } from './ask.ts'
import { command, forAsker, list, say, text } from './blocks.ts'
import { namesOf } from './command-names.ts'
import { createConversation } from './conversation.ts'
import type { Library } from './library.ts'
import { MESSAGES } from './messages.ts'
import { onlyFrom } from './only-from.ts'
import {
  createAboutCommand,
  createHelpCommand,
  createSourcesCommand,
  createTopicsCommand,
} from './pages.ts'
import { createPassageCommand } from './passage.ts'
import { type ReadPicture, withPictures } from './pictures.ts'
import { isReadable } from './readable.ts'
import { createSuggester, MAX_SUGGESTIONS } from './suggest.ts'
import type { Answer, ChatRequest, Command, Responder } from './types.ts'

export interface ResponderOptions {
  /** Told of our own mistakes; people only read that something went wrong. */
  readonly onError?: (error: unknown) => void
  /** More commands, beside those that answer from the material. */
  readonly more?: readonly Command[]
  /** Reads a picture of the material; without it only those with an address come along. */
  readonly readPicture?: ReadPicture
}

/** Selections of collections whose commands are kept; the index is the same for all. */
const MAX_PARTS = 64

/** Everything the bot can do over this material, behind the one function that platforms call. */
export function createResponder(
  corpus: Material,
  index: SearchIndex,
  options: ResponderOptions = {},
): Responder {
  const whole = respondFrom({ corpus, index }, options)
  const parts = new LRUCache<string, Responder>({ max: MAX_PARTS })
  const responderFor = (request: Pick<ChatRequest, 'from' | 'collections'>): Responder => {
    const readable = corpus.collections.filter((collection) => isReadable(collection, request))
    if (readable.length === corpus.collections.length) return whole
    const names = readable.map(({ name }) => name)
    const key = JSON.stringify(names)
    const part = parts.get(key) ?? respondFrom(onlyFrom({ corpus, index }, names), options)
    parts.set(key, part)
    return part
  }
  const guarded = new Map(
    corpus.collections.flatMap(({ access, sources }) =>
      access ? sources.map((source) => [source, access] as const) : [],
    ),
  )
  /** What a person may read by their role must not be shown to others in the channel. */
  const isForAsker = ({ citations }: Answer, { from }: ChatRequest): boolean =>
    citations.some(({ passage }) => {
      const access = guarded.get(passage.source)
      return access !== undefined && !access.includes(from?.scope ?? '')
    })
  return {
    // Menus are the same everywhere: what only some may read is not named there.
    commands: responderFor({}).commands,
    async respond(request) {
      const plain = await responderFor(request).respond(request)
      const answer = withPictures(plain, options.readPicture)
      return isForAsker(answer, request) ? { ...answer, audience: 'asker' } : answer
    },
    suggest: (request) => responderFor(request).suggest(request),
  }
}

function respondFrom(
  library: Library,
  { onError = () => {}, more = [] }: ResponderOptions,
): Responder {
  const commands = createCommands(library, more)
  const byName = new Map(
    commands.flatMap((command) => namesOf(command).map((name) => [name, command] as const)),
  )
  const find = ({ command }: ChatRequest) => byName.get(command.normalize('NFKC').toLowerCase())
  const page = async (name: string, request: ChatRequest): Promise<Answer> => {
    const command = byName.get(name)
    return command ? command.run({ ...request, text: '' }) : refuseCommand(commands, request)
  }
  const converse = createConversation(library, page)
  const answer = async (request: ChatRequest): Promise<Answer> => {
    const command = find(request)
    if (!command) return refuseCommand(commands, request)
    return takesQuestions(command) ? converse(command, request) : command.run(request)
  }
  return {
    commands,
    async respond(request) {
      try {
        return await answer(tidy(request))
      } catch (error) {
        onError(error)
        const { failed, search } = MESSAGES[request.locale]
        return say(
          'failed',
          request,
          error instanceof SearchUnavailable ? search[error.reason] : failed,
        )
      }
    },
    async suggest(request) {
      try {
        const { text, locale, from } = tidy(request)
        const suggestions = (await find(request)?.suggest?.(text, locale, from)) ?? []
        return suggestions.slice(0, MAX_SUGGESTIONS)
      } catch (error) {
        onError(error)
        return []
      }
    },
  }
}

/** `/search` looks for words, whatever they are. */
const takesQuestions = ({ name, isTopic }: Command): boolean => isTopic === true || name === 'ask'

function createCommands(library: Library, more: readonly Command[] = []): readonly Command[] {
  const suggest = createSuggester(library)
  const commands = [
    createAskCommand(library, suggest),
    ...library.corpus.topics.map((topic) => createTopicCommand(library, suggest, topic)),
    createSearchCommand(library, suggest),
    createPassageCommand(library),
    createSourcesCommand(library),
    createTopicsCommand(library),
    createAboutCommand(library),
    ...more,
  ]
  return [...commands, createHelpCommand(library, commands)]
}

/** Control characters, halves of surrogate pairs and directional marks say nothing and spoil what is echoed. */
function tidy(request: ChatRequest): ChatRequest {
  const page = Math.max(1, Math.trunc(request.page ?? 1) || 1)
  return { ...request, page, text: request.text.replaceAll(/[\p{C}\s]+/gu, ' ').trim() }
}

function refuseCommand(commands: readonly Command[], request: ChatRequest): Answer {
  const name = [...request.command].slice(0, 32).join('').replaceAll(/\p{C}/gu, '')
  const answer = say('invalid', request, MESSAGES[request.locale].noCommand(name))
  const items = commands
    .filter(({ menu }) => menu === undefined)
    .map(({ name, summaries }) => [command(name), text(` ${summaries[request.locale]}`)])
  return { ...answer, ...forAsker(request), blocks: [...answer.blocks, list(items)] }
}
