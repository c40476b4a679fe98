import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Answer, ChatRequest, Inline, Origin, Responder } from '../../../src/answers/index.ts'
import { createResponder } from '../../../src/answers/index.ts'
import { loadCorpus } from '../../../src/corpus/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import {
  createService,
  openStore,
  type Service,
  type ServiceOptions,
  type Store,
} from '../../../src/service/index.ts'
import type { Log } from '../../../src/shared/types.ts'

export const UNLIMITED = { perUser: 1e6, perChannel: 1e6, total: 1e6 }

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chuchu-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function createTestLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const write = (message: string) => void lines.push(message)
  return { lines, info: write, warn: write, error: write }
}

/** Somebody in the channel `questions` of the server `readers`, unless told otherwise. */
export function from(user: string, where: Partial<Origin> & { manages?: boolean } = {}): Origin {
  const { manages = false, ...rest } = where
  return {
    platform: 'test',
    user: `test:${user}`,
    channel: 'test:questions',
    scope: 'test:readers',
    isPrivate: false,
    isOwner: false,
    mayManage: async () => manages,
    ...rest,
  }
}

/** Read once for all tests of a file. */
let reading: ReturnType<typeof readContent> | undefined
const material = () => {
  reading ??= readContent('content')
  return reading
}
async function readContent(content: string) {
  const corpus = await loadCorpus(content)
  const index = await createSearchIndex(corpus)
  // As a bot does before it starts: nobody waits for the dictionary.
  await index.prepare()
  return { corpus, index }
}

export interface Bot {
  readonly service: Service
  readonly store: Store
  readonly responder: Responder
  readonly log: ReturnType<typeof createTestLog>
  /** Asks or commands in Simplified Chinese: `/settings quiet on`, or a question. */
  say(words: string, who?: Origin, rest?: Partial<ChatRequest>): Promise<Answer>
}

/**
 * The real answers over the real material, with the service around them.
 *
 * @param content a folder with other material
 */
export async function openBot({
  folder,
  url,
  content,
  ...options
}: Partial<ServiceOptions> & {
  folder?: string
  url?: string
  content?: string
} = {}): Promise<Bot> {
  const log = createTestLog()
  let inner: Responder | undefined
  const { corpus, index } = await (content ? readContent(content) : material())
  const store = await openStore({ folder, url, log })
  const service = createService({
    ...{
      store,
      limits: UNLIMITED,
      gapDays: 90,
      locale: 'en' as const,
      platforms: [],
      reload: async () => undefined,
      topicOf: () => undefined,
      collections: () => corpus.collections.map(({ name }) => name),
    },
    commands: () => inner?.commands ?? [],
    ...options,
  })
  onTestFinished(store.close)
  inner = createResponder(corpus, index, { more: service.commands })
  const responder = service.wrap(inner)
  return {
    ...{ service, store, responder, log },
    say(words, who = from('ann'), rest = {}) {
      const [, command = 'ask', text = words] = /^\/(\S+)\s*(.*)$/s.exec(words) ?? []
      return responder.respond({ command, text, locale: 'zh-Hans', from: who, ...rest })
    },
  }
}

/** Everything that an answer says, a line each, its buttons last. */
export function read({ blocks, actions }: Answer): string {
  const lines = blocks.flatMap((block): readonly string[] => {
    if (block.type === 'quote') return [block.text]
    return block.type === 'list' ? block.items.map(readLine) : [readLine(block.inlines)]
  })
  return [...lines, ...actions.map(({ label }) => `[${label}]`)].join('\n')
}

const readLine = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if (inline.type === 'command') return `/${inline.name} ${inline.argument ?? ''}`
      return inline.type === 'reference' ? `[${inline.number}]` : inline.text
    })
    .join('')
