import { createRequire } from 'node:module'

interface Tdl {
  configure(options: { tdjson: string; verbosityLevel: number }): void
  execute(request: object): { readonly _: string } & Record<string, unknown>
}

/** A range that Telegram's own library finds in a text. */
export interface Detected {
  readonly type: string
  readonly offset: number
  readonly length: number
}

/** An entity as a bot sends it. */
type Sent = Detected & { readonly url?: string }

const TYPES: Readonly<Record<string, string>> = {
  bold: 'Bold',
  italic: 'Italic',
  code: 'Code',
  text_link: 'TextUrl',
  blockquote: 'BlockQuote',
  expandable_blockquote: 'ExpandableBlockQuote',
}

export interface Tdlib {
  /** What Telegram makes live by itself: mentions, commands, addresses … */
  detect(text: string): readonly Detected[]
  /** What Telegram makes of the entities of a message; throws its reason to refuse them. */
  accept(text: string, entities: readonly Sent[]): readonly Detected[]
  /** The text as Telegram's server has it, or its reason to refuse it. */
  normalize(text: string): string
}

const shared = globalThis as { tdlib?: { readonly tdlib: Tdlib | undefined } }

/** Telegram's own library, offline; undefined where no build of it is installed. */
export function loadTdlib(): Tdlib | undefined {
  // A process can configure it once, and modules may be loaded again.
  shared.tdlib ??= { tdlib: openTdlib() }
  return shared.tdlib.tdlib
}

function openTdlib(): Tdlib | undefined {
  const load = createRequire(import.meta.url)
  let tdl: Tdl
  try {
    tdl = load('tdl')
    const tdjson = load.resolve('@prebuilt-tdlib/linux-x64-glibc/libtdjson.so')
    tdl.configure({ tdjson, verbosityLevel: 0 })
  } catch {
    return undefined
  }
  const read = (entities: unknown): readonly Detected[] =>
    (entities as { offset: number; length: number; type: { _: string } }[]).map(
      ({ offset, length, type }) => ({
        type: type._.replace('textEntityType', ''),
        offset,
        length,
      }),
    )
  const format = (text: string, entities: object[]) => {
    // The one function that takes entities and needs no login. Of Markdown it knows ** and __.
    const formatted = { _: 'formattedText', text, entities }
    const { _: kind, ...parsed } = tdl.execute({ _: 'parseMarkdown', text: formatted })
    if (kind === 'error') throw new Error(String(parsed.message))
    return parsed
  }
  return {
    detect: (text) => read(tdl.execute({ _: 'getTextEntities', text }).entities),
    accept(text, entities) {
      const own = entities.map(({ type, offset, length, url }) => ({
        ...{ _: 'textEntity', offset, length },
        type: { _: `textEntityType${TYPES[type]}`, ...(url && { url }) },
      }))
      const names = Object.entries(TYPES)
      return read(format(text, own).entities).map(({ type, ...range }) => ({
        type: names.find(([, name]) => name === type)?.[0] ?? type,
        ...range,
      }))
    },
    normalize: (text) => String(format(text, []).text),
  }
}
