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

export interface Tdlib {
  /** What Telegram makes live by itself: mentions, commands, addresses … */
  detect(text: string): readonly Detected[]
  /** The text as Telegram's server has it, or its reason to refuse it. */
  normalize(text: string): string
}

/** Telegram's own library, offline; undefined where no build of it is installed. */
export function loadTdlib(): Tdlib | undefined {
  const require = createRequire(import.meta.url)
  let tdl: Tdl
  try {
    tdl = require('tdl')
    const tdjson = require.resolve('@prebuilt-tdlib/linux-x64-glibc/libtdjson.so')
    tdl.configure({ tdjson, verbosityLevel: 0 })
  } catch {
    return undefined
  }
  return {
    detect(text) {
      const { entities } = tdl.execute({ _: 'getTextEntities', text }) as unknown as {
        entities: { offset: number; length: number; type: { _: string } }[]
      }
      return entities.map(({ offset, length, type }) => ({
        type: type._.replace('textEntityType', ''),
        offset,
        length,
      }))
    },
    normalize(text) {
      const formatted = { _: 'formattedText', text, entities: [] }
      const parsed = tdl.execute({ _: 'parseMarkdown', text: formatted })
      return String(parsed.text ?? parsed.message)
    },
  }
}
