import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Action, Locale, Responder } from '../../answers/index.ts'
import type { ChatPlatform } from '../types.ts'
import { createRender, renderActions } from './render.ts'
import { isFarewell, readLine } from './request.ts'

interface TerminalOptions {
  readonly input: Readable
  readonly output: Writable
  readonly colours: boolean
  /** Language of the greeting; then it follows the person. */
  readonly locale: Locale
}

/** A chat in the terminal: the bot without any platform. It ends with the input, at `quit` or `exit`, or at Ctrl+C. */
export function createTerminal(options: TerminalOptions): ChatPlatform & {
  /** Resolves when the person has left. */
  readonly ended: Promise<void>
} {
  const { input, output } = options
  const render = createRender(options.colours)
  const lines = createInterface({ input, output, prompt: '› ', terminal: options.colours })
  let work: Promise<void> = Promise.resolve()
  const ended = new Promise<void>((resolve) => {
    lines.once('close', () => work.then(resolve))
  })

  const chat = async (responder: Responder) => {
    let offered: readonly Action[] = []
    let locale = options.locale
    let before: string | undefined
    const say = async (line: string) => {
      const request = { ...readLine(line, offered, locale), ...(before && { before }) }
      const answer = await responder.respond(request)
      offered = answer.actions
      locale = request.locale
      before = answer.understood ?? answer.question ?? before
      output.write(`\n${render(answer).join('\n')}\n`)
      if (offered.length > 0) output.write(`\n${renderActions(answer)}\n`)
      output.write('\n')
      lines.prompt()
    }
    await say('/help')
    lines.on('line', (line) => {
      if (isFarewell(line)) return lines.close()
      work = work.then(() => (line.trim() ? say(line) : lines.prompt()))
    })
  }
  return {
    name: 'terminal',
    start: chat,
    async stop() {
      lines.close()
      await ended
    },
    ended,
  }
}
