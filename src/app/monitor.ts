import type { Responder } from '../answers/index.ts'
import { type Config, ConfigError } from '../config.ts'
import type { State } from '../service/state.ts'
import type { Log } from '../shared/types.ts'

/** Health and metrics; what they need is loaded for those who want them. */
export async function createMonitor({ host, port }: NonNullable<Config['health']>, state: State) {
  const { createHealth } = await import('../service/health.ts')
  const { createMetrics, measure } = await import('../service/metrics.ts')
  const metrics = createMetrics(state)
  const health = createHealth({ host, port, state, metrics })
  return {
    meter: metrics.meter,
    wrap: (responder: Responder) => measure(responder, metrics),
    stop: health.stop,
    async start(log: Log) {
      await health.start().catch((error: NodeJS.ErrnoException) => {
        throw new ConfigError(
          `Health cannot be served on ${host}:${port} (${error.code}). ${ELSEWHERE_FOR_HEALTH}`,
        )
      })
      log.info(`health and metrics are served on ${health.address()}`)
    },
  }
}

const ELSEWHERE_FOR_HEALTH =
  'Set HEALTH_HOST to an address of this machine, and HEALTH_PORT to a free port.'
