import { keepQuestionId } from '../../shared/question-id.ts'

/** Tasks of one chat that may wait; more are a flood, and are dropped. */
const QUEUE_LENGTH = 30
/** Tasks of all chats together, for the same reason. */
const MAX_TASKS = 5000

interface Task {
  readonly run: () => Promise<unknown>
  readonly name: string | undefined
  /** Called when it is done or given up. */
  readonly end: () => void
}

export interface KeyedQueue {
  /**
   * Runs the task after those added before under this key. One with the name of a task that is
   * still in the queue there counts as a second click and is left out.
   *
   * Where too many wait already, there or in all, it is dropped.
   *
   * @returns resolves when it is done, given up, left out or dropped
   */
  add(key: string, run: () => Promise<unknown>, name?: string): Promise<void>
  /** Gives up the tasks that wait under this key. @returns how many */
  clear(key: string): number
  /** Tasks that run or wait. */
  size(): number
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

interface QueueEvents {
  readonly onError: (error: unknown) => void
  readonly onDrop: () => void
}

/** Tasks with the same key run one after another, with different keys side by side. */
export function createKeyedQueue({ onError, onDrop }: QueueEvents): KeyedQueue {
  const queue = new Map<string, Task[]>()
  const running = new Set<Promise<void>>()
  let waiting = 0
  const drain = async (key: string, tasks: Task[]) => {
    for (let task = tasks[0]; task; task = tasks[0]) {
      await task.run().catch(onError)
      tasks.shift()
      waiting--
      task.end()
    }
    queue.delete(key)
  }
  return {
    async add(key, run, name) {
      const tasks = queue.get(key)
      if (name !== undefined && tasks?.some((task) => task.name === name)) return
      if (waiting >= MAX_TASKS || (tasks?.length ?? 0) >= QUEUE_LENGTH) return onDrop()
      waiting++
      await new Promise<void>((end) => {
        const task = { run: keepQuestionId(run), name, end }
        if (tasks) {
          tasks.push(task)
          return
        }
        const started = [task]
        queue.set(key, started)
        const drained = drain(key, started).finally(() => running.delete(drained))
        running.add(drained)
      })
    },
    clear(key) {
      const given = queue.get(key)?.splice(1) ?? []
      waiting -= given.length
      for (const task of given) task.end()
      return given.length
    },
    size: () => waiting,
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
