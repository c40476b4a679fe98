/** @throws when the time is up first; what comes later is ignored */
export async function withTimeout<T>(milliseconds: number, task: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took over ${milliseconds} ms`)), milliseconds)
  })
  return Promise.race([task, timeout]).finally(() => clearTimeout(timer))
}
