import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Sample } from './probe.ts'
import { createCounts } from './side.ts'

const PROGRAM = resolve(import.meta.dirname, '../../src/main.ts')
const PROBE = join(import.meta.dirname, 'probe.ts')
/** Milliseconds that a gentle stop may take before it counts as one that does not end. */
const STOP_TIMEOUT = 20_000

/** Errors that the faults of the run bring about: of the database, the material, and fetching from Telegram. */
const EXPLAINED =
  /The database |the material was not read again|Telegram: .* Trying again by itself/

/** The bot as a host runs it, a process of its own, and what can be seen of it from outside. */
export interface Bot {
  start(): void
  /** Ends it at once, as a crash or a power cut does. */
  kill(): Promise<void>
  /** Asks it to end; resolves false when it did not by itself, or not well. */
  stop(): Promise<boolean>
  /** Of the process that runs; undefined while none does. */
  pid(): number | undefined
  /** Of the process, from the operating system, in bytes; undefined where that tells nothing. */
  residentMemory(): number | undefined
  /** Bytes of objects that are still needed. */
  heap(): Promise<number>
  /** Longest that the event loop stood still since the process was ready. */
  readonly blocked: Blocked
  /** Processes that ended although nobody asked them to. */
  readonly crashes: readonly string[]
  /** Lines of the log that hold what must not be in one. */
  readonly leaks: readonly string[]
  /** Errors in the log that no fault of the run explains. */
  readonly mistakes: readonly string[]
  /** Lines of the log by level. */
  readonly lines: ReadonlyMap<string, number>
  /** Samples are counted from here on. */
  settled(): void
}

/** In milliseconds. */
interface Blocked {
  /** By the clock: others that use the machine make it longer. */
  longest: number
  /** By what the process itself had to do: no more than the processor time that it used. */
  byItself: number
}

export interface BotOptions {
  /** The only environment it gets, beside PATH. */
  readonly settings: Readonly<Record<string, string>>
  /** It runs here, where there is no `.env`. */
  readonly folder: string
  /** Everything that it prints is kept in this file. */
  readonly logFile: string
  readonly forbidden: RegExp
  /** More errors that the faults of the run bring about. */
  readonly explained?: RegExp
  /** Called with every line of its log. */
  readonly onLine?: (line: string) => void
}

export function createBot(options: BotOptions): Bot {
  const { settings, folder, logFile, forbidden, explained, onLine = () => {} } = options
  const log = createWriteStream(logFile)
  const crashes: string[] = []
  const leaks: string[] = []
  const mistakes: string[] = []
  const { counts: lines, add: countLine } = createCounts()
  const blocked = { longest: 0, byItself: 0 }
  let child: ChildProcess | undefined
  let expected = false
  let isSettled = false

  const read = (line: string) => {
    log.write(`${line}\n`)
    const level = /\b(info|warn|error)\b/.exec(line)?.[1]
    if (level) countLine(level)
    if (forbidden.test(line)) leaks.push(line)
    if (level === 'error' && !EXPLAINED.test(line) && !explained?.test(line)) mistakes.push(line)
    onLine(line)
  }
  const note = ({ blocked: milliseconds, busy }: Sample) => {
    if (!isSettled) return
    blocked.longest = Math.max(blocked.longest, milliseconds)
    blocked.byItself = Math.max(blocked.byItself, Math.min(milliseconds, busy))
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    // One that a signal has ended has no exit code.
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null
    expected = true
    isSettled = false
    const exited = once(child, 'exit')
    child.kill(signal)
    return (await exited)[0]
  }
  return {
    ...{ blocked, crashes, leaks, mistakes, lines },
    start() {
      expected = false
      const flags = ['--expose-gc', '--import', import.meta.resolve('tsx'), '--import', PROBE]
      const started = spawn(process.execPath, [...flags, PROGRAM], {
        env: { PATH: process.env.PATH ?? '', ...settings },
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      child = started
      for (const input of [started.stdout, started.stderr])
        if (input) createInterface({ input }).on('line', read)
      started.on('message', (sample) => note(sample as Sample))
      started.on('exit', (code, signal) => {
        if (!expected) crashes.push(`ended by itself with ${signal ?? code}`)
      })
    },
    async kill() {
      await end('SIGKILL')
    },
    async stop() {
      const stopping = child
      const timer = setTimeout(() => stopping?.kill('SIGKILL'), STOP_TIMEOUT)
      const code = await end('SIGTERM')
      clearTimeout(timer)
      return code === 0
    },
    pid: () => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined),
    residentMemory() {
      try {
        const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8')
        return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024
      } catch {
        return undefined
      }
    },
    async heap() {
      const asked = child
      if (!asked?.connected) throw new Error('there is no process to ask')
      const answered = new Promise<number>((resolve) => {
        const listen = (sample: unknown) => {
          const { heap } = sample as Sample
          if (heap === undefined) return
          asked.off('message', listen)
          resolve(heap)
        }
        asked.on('message', listen)
      })
      asked.send('heap')
      return answered
    },
    settled() {
      isSettled = true
    },
  }
}
