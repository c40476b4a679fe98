import { Worker } from 'node:worker_threads'
import { type ReadDocument, UnreadableError } from '../document.ts'
import { endingOf } from './kinds.ts'

interface ThreadOptions {
  /** Milliseconds that a file may take; default 60,000. */
  readonly timeoutMs?: number
  /** MiB by which the whole process may grow while a file is read; default 1,024. */
  readonly maxGrowth?: number
}

interface ReadingThread {
  /** @param kind default: the ending of the path */
  read(bytes: Uint8Array, path: string, kind?: string): Promise<ReadDocument>
}

/** A file for the thread. */
export interface Job {
  readonly bytes: Uint8Array
  readonly path: string
  readonly kind: string
}

/** What the thread answers to a file. */
export type Reply =
  | { readonly document: ReadDocument }
  | { readonly message: string; readonly fix: string }

const MIB = 2 ** 20
/** The thread and its libraries are given up after this time without a file. */
const IDLE_MS = 10_000
const WATCH_MS = 100

/**
 * Reads files one after the other in a thread of its own, so that the bot goes on answering, and no
 * file can stop it: a thread that takes too long or too much memory is ended.
 */
export function createReadingThread({
  timeoutMs = 60_000,
  maxGrowth = 1024,
}: ThreadOptions = {}): ReadingThread {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let work: Promise<unknown> = Promise.resolve()

  const end = () => {
    void worker?.terminate()
    worker = undefined
  }
  const readNow = async (job: Job): Promise<ReadDocument> => {
    clearTimeout(idle)
    worker ??= startWorker()
    worker.ref()
    const reply = await ask(worker, job, { timeoutMs, maxGrowth })
    // A bad file may leave the thread in any state, so the next file gets a new thread.
    if (!reply.isAlive) end()
    worker?.unref()
    idle = setTimeout(end, IDLE_MS).unref()
    if ('document' in reply) return reply.document
    throw new UnreadableError(reply.message, reply.fix)
  }
  return {
    read(bytes, path, kind = endingOf(path)) {
      const result = work.then(() => readNow({ bytes, path, kind }))
      work = result.catch(() => {})
      return result
    },
  }
}

const startWorker = (): Worker =>
  new Worker(new URL('worker.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 768, stackSizeMb: 4 },
    // What libraries say of a file is for nobody.
    stdout: true,
    stderr: true,
  })

/** `isAlive` is false if the thread has ended, or must be. */
function ask(
  worker: Worker,
  job: Job,
  { timeoutMs, maxGrowth }: Required<ThreadOptions>,
): Promise<Reply & { readonly isAlive: boolean }> {
  const before = process.memoryUsage.rss()
  const started = performance.now()
  return new Promise((resolve) => {
    const finish = (reply: Reply, isAlive: boolean) => {
      clearInterval(watch)
      worker.off('message', succeed).off('error', fail).off('exit', leave)
      resolve({ ...reply, isAlive })
    }
    const succeed = (reply: Reply) => finish(reply, true)
    const leave = () => finish(TOO_MUCH, false)
    const fail = ({ message, code }: NodeJS.ErrnoException) => {
      const fix = 'save it in another format'
      const isFull = code === 'ERR_WORKER_OUT_OF_MEMORY'
      finish(isFull ? TOO_MUCH : { message: `cannot be read (${message})`, fix }, false)
    }
    const takesLong = {
      message: `takes longer than ${timeoutMs / 1000} seconds to read`,
      fix: SPLIT,
    }
    // Memory outside of V8's heap has no limit of its own.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > maxGrowth * MIB) finish(TOO_MUCH, false)
      else if (performance.now() - started > timeoutMs) finish(takesLong, false)
    }, WATCH_MS)
    worker.on('message', succeed).on('error', fail).on('exit', leave)
    const bytes = new Uint8Array(job.bytes)
    worker.postMessage({ ...job, bytes }, [bytes.buffer])
  })
}

const SPLIT = 'split it into several files, or save it in another format'
const TOO_MUCH = { message: 'takes too much memory to read', fix: SPLIT }
