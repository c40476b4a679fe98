/** Waiting tasks of one chat; the rest is a flood and is not answered. */
const LANE_LENGTH = 30

interface Task {
  readonly run: () => Promise<void>
  readonly name: string | undefined
}

export interface Lanes {
  /**
   * Runs the task after those added before under this key. One that bears the name of a task still
   * under way there is taken for a second click and left out.
   *
   * @returns false if too many wait already
   */
  add(key: string, run: () => Promise<void>, name?: string): boolean
  /** Gives up the tasks that wait under this key. */
  clear(key: string): void
  /** Resolves when nothing runs or waits any more. */
  idle(): Promise<void>
}

/** Tasks with the same key run one after another, with different keys side by side. */
export function createLanes(onError: (error: unknown) => void): Lanes {
  const lanes = new Map<string, Task[]>()
  const running = new Set<Promise<void>>()
  const drain = async (key: string, tasks: Task[]) => {
    for (let task = tasks[0]; task; task = tasks[0]) {
      await task.run().catch(onError)
      tasks.shift()
    }
    lanes.delete(key)
  }
  return {
    add(key, run, name) {
      const tasks = lanes.get(key)
      if (tasks) {
        if (name !== undefined && tasks.some((task) => task.name === name)) return true
        return tasks.length < LANE_LENGTH && tasks.push({ run, name }) > 0
      }
      const started = [{ run, name }]
      lanes.set(key, started)
      const drained = drain(key, started).finally(() => running.delete(drained))
      running.add(drained)
      return true
    },
    clear(key) {
      lanes.get(key)?.splice(1)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** Whether an id is seen for the first time; a webhook gets again what took too long to confirm. */
export function createMemory(size: number): (id: number) => boolean {
  const seen = new Set<number>()
  return (id) => {
    if (seen.has(id)) return false
    seen.add(id)
    const [oldest] = seen
    if (seen.size > size && oldest !== undefined) seen.delete(oldest)
    return true
  }
}
