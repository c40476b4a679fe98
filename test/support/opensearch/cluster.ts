import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { findFreePorts } from '../ports.ts'

const PARTS = resolve(import.meta.dirname, '../../../node_modules/.cache/opensearch')
const POM = join(import.meta.dirname, 'pom.xml')
const LAUNCHER = join(import.meta.dirname, 'OpenSearchNode.java')
/** Milliseconds until a node that does not answer counts as failed. */
const START_TIMEOUT = 90_000

/** Fetches the parts of OpenSearch, once. Needs Maven. */
export function fetchOpenSearch(): void {
  if (existsSync(join(PARTS, 'done'))) return
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime']
  execFileSync('mvn', ['-q', '-B', '-f', POM, ...goal, `-DoutputDirectory=${PARTS}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  execFileSync('touch', [join(PARTS, 'done')])
}

export interface Cluster {
  /** Address of each node. */
  readonly urls: readonly string[]
  /** Ends a node as a power cut would. */
  kill(node: number): Promise<void>
  /** Lets a node stand still, as one that is overloaded. */
  pause(node: number): void
  resume(node: number): void
  /** Starts a node that was killed, with its data. Resolves when it answers. */
  restart(node: number): Promise<void>
  /** Ends all nodes and deletes their data. */
  stop(): Promise<void>
}

/** Starts nodes that know each other. Resolves when all have joined. */
export async function startOpenSearch(count = 1): Promise<Cluster> {
  fetchOpenSearch()
  const folder = await mkdtemp(join(tmpdir(), 'chuchu-opensearch-'))
  const ports = await findFreePorts(2 * count)
  const http = ports.slice(0, count)
  const transport = ports.slice(count)
  const urls = http.map((port) => `http://127.0.0.1:${port}`)
  const names = http.map((_, node) => `n${node}`)
  const start = (node: number): ChildProcess => {
    const settings = {
      'path.home': join(folder, `n${node}`),
      'path.data': join(folder, `n${node}`, 'data'),
      'cluster.name': 'chuchu-test',
      'node.name': `n${node}`,
      'network.host': '127.0.0.1',
      'http.port': http[node],
      'transport.port': transport[node],
      'http.type': 'netty4',
      'transport.type': 'netty4',
      'discovery.seed_hosts': transport.map((port) => `127.0.0.1:${port}`).join(','),
      'cluster.initial_cluster_manager_nodes': names.join(','),
      // The disk of whoever runs the tests may be nearly full.
      'cluster.routing.allocation.disk.threshold_enabled': false,
    }
    const heap = ['-Xms256m', '-Xmx512m', '-Dlog4j2.disable.jmx=true']
    const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
    return spawn('java', [...heap, '-cp', join(PARTS, '*'), LAUNCHER, ...given], {
      stdio: 'ignore',
    })
  }
  const nodes = names.map((_, node) => start(node))
  const kill = async (node: number) => {
    const child = nodes[node]
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    await Promise.all(nodes.map((_, node) => kill(node)))
    await rm(folder, { recursive: true, force: true })
  }
  // A test run that is interrupted leaves no Java behind.
  process.once('exit', () => {
    for (const node of nodes) node.kill('SIGKILL')
  })
  try {
    await Promise.all(urls.map((url) => whenHealthy(url, count)))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    urls,
    kill,
    pause: (node) => void nodes[node]?.kill('SIGSTOP'),
    resume: (node) => void nodes[node]?.kill('SIGCONT'),
    async restart(node) {
      nodes[node] = start(node)
      await whenHealthy(urls[node] as string, 1)
    },
    stop,
  }
}

async function whenHealthy(url: string, nodes: number): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT
  while (performance.now() < deadline) {
    const health = await fetch(`${url}/_cluster/health`)
      .then((response) => response.json() as Promise<{ number_of_nodes?: number }>)
      .catch(() => undefined)
    if ((health?.number_of_nodes ?? 0) >= nodes) return
    await wait(250)
  }
  throw new Error(`OpenSearch did not start within ${START_TIMEOUT / 1000} s at ${url}`)
}
