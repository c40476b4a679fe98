/**
 * The result of a task, if it comes in time; what comes later is ignored.
 *
 * @throws {Error} when the time is up first, and what the task throws
 */
export async function withTimeout<T>(milliseconds: number, task: Promise<T>): Promise<T> {
  return race(milliseconds, task, () => {
    throw new Error(`took over ${milliseconds} ms`)
  })
}

/** The result of a task, or undefined if it takes longer. @throws what the task throws */
export async function within<T>(milliseconds: number, task: Promise<T>): Promise<T | undefined> {
  return race(milliseconds, task, () => undefined)
}

async function race<T, Late>(
  milliseconds: number,
  task: Promise<T>,
  onLate: () => Late,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return Promise.race([task, late.then(onLate)]).finally(() => clearTimeout(timer))
}
