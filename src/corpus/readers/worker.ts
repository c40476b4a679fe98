import { parentPort } from 'node:worker_threads'
import { UnreadableError } from '../document.ts'
import { KINDS } from './kinds.ts'
import type { Job, Reply } from './thread.ts'

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await read(job))
})

async function read({ bytes, path, kind }: Job): Promise<Reply> {
  try {
    const load = KINDS[kind]
    if (!load)
      throw new UnreadableError('is of a kind that the bot does not read', 'save it as .md')
    return { document: await (await load())(bytes, path) }
  } catch (error) {
    if (error instanceof UnreadableError) return { message: error.message, fix: error.fix }
    if (error instanceof RangeError)
      return { message: 'is nested too deeply, or too large', fix: 'save it again as plain text' }
    return {
      message: `cannot be read (${(error as Error).message})`,
      fix: 'save it in another format',
    }
  }
}
