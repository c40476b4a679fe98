import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded into the bot before its own code: tells the run, over the channel between parent and
// child, what only the process itself can know. It keeps nothing alive.

export interface Sample {
  /** The longest that the event loop did not come round since the last sample, in milliseconds. */
  readonly blocked: number
  /** Milliseconds of processor time since then: where others use the machine, less than it took. */
  readonly busy: number
  /** Bytes of objects after a full collection; only where one was asked for. */
  readonly heap?: number
}

const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()

let used = process.cpuUsage()
const busy = () => {
  const { user, system } = process.cpuUsage(used)
  used = process.cpuUsage()
  return (user + system) / 1000
}

const tell = (sample: Sample) => process.connected && process.send?.(sample, () => {})

setInterval(() => {
  tell({ blocked: delay.max / 1e6, busy: busy() })
  delay.reset()
}, 500).unref()

process.on('message', () => {
  // Once for what finalizers let go of, once for what they held.
  globalThis.gc?.()
  globalThis.gc?.()
  tell({ blocked: 0, busy: busy(), heap: process.memoryUsage().heapUsed })
  delay.reset()
})
process.channel?.unref()
