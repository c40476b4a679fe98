import { setTimeout as wait } from 'node:timers/promises'
import { startOpenSearch } from '../../test/support/opensearch/cluster.ts'
import { startPostgres } from '../../test/support/postgres.ts'

/** Milliseconds that a service is gone before it is started again. */
const GONE = 3_000

/** What the copies share, as servers of this run on 127.0.0.1, and what befalls them. */
interface Services {
  /** For the environment of each copy. */
  readonly settings: Readonly<Record<string, string>>
  /** Ends PostgreSQL as a power cut would, and starts it again after a moment. */
  breakDatabase(): Promise<void>
  /** The same for one node of OpenSearch after the other. */
  breakNode(): Promise<void>
  stop(): Promise<void>
}

/** @param nodes of OpenSearch; with fewer than two, none is broken */
export async function startServices(nodes: number): Promise<Services> {
  const postgres = await startPostgres()
  const cluster = await startOpenSearch(nodes).catch(async (error) => {
    await postgres.stop()
    throw error
  })
  let node = -1
  return {
    settings: { DATABASE_URL: postgres.url, SEARCH_URL: cluster.urls.join(',') },
    async breakDatabase() {
      await postgres.kill()
      await wait(GONE)
      await postgres.restart()
    },
    async breakNode() {
      node = (node + 1) % nodes
      await cluster.kill(node)
      await wait(GONE)
      await cluster.restart(node)
    },
    async stop() {
      await Promise.all([postgres.stop(), cluster.stop()])
    },
  }
}
