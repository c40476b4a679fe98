import { parentPort } from 'node:worker_threads'
import { UnreadableError } from '../document.ts'
import { endingOf, KINDS } from './kinds.ts'
import type { Reply } from './thread.ts'

interface Job {
  readonly bytes: Uint8Array
  readonly path: string
}

parentPort?.on('message', async ({ bytes, path }: Job) => {
  parentPort?.postMessage(await read(bytes, path))
})

async function read(bytes: Uint8Array, path: string): Promise<Reply> {
  try {
    const load = KINDS[endingOf(path)]
    if (!load)
      throw new UnreadableError('is of a kind that the bot does not read', 'save it as .md')
    return { document: await (await load())(bytes, path) }
  } catch (error) {
    if (error instanceof UnreadableError) return { message: error.message, cure: error.cure }
    if (error instanceof RangeError)
      return { message: 'is nested too deeply, or too large', cure: 'save it again as plain text' }
    return {
      message: `cannot be read (${(error as Error).message})`,
      cure: 'save it in another format',
    }
  }
}
