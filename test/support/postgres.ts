import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findFreePorts } from './ports.ts'
import { findPostgres } from './tools.ts'

export interface Postgres {
  /** `postgres://…` of an empty database. */
  readonly url: string
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>
  /** Starts it again over the same data. */
  restart(): Promise<void>
  /** Ends it and deletes its data. */
  stop(): Promise<void>
}

/** A PostgreSQL server of the test's own, on 127.0.0.1 alone. PostgreSQL refuses to run as root. */
export async function startPostgres(): Promise<Postgres> {
  const programs = findPostgres()
  if (!programs) throw new Error('PostgreSQL is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'chuchu-postgres-'))
  const identity = process.getuid?.() === 0 ? identityOf('postgres') : undefined
  if (identity) chownSync(folder, identity.uid, identity.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const options = {
    ...identity,
    cwd: folder,
    stdio: 'ignore' as const,
    env: { PATH: process.env.PATH },
  }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'chuchu', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  )
  const [port = 0] = await findFreePorts(1)
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`]
  const start = () =>
    spawn(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, ...settings], options)
  const url = `postgres://chuchu@127.0.0.1:${port}/postgres`
  let server: ChildProcess = start()
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  process.once('exit', () => server.kill('SIGQUIT'))
  await whenAnswering(url)
  return {
    url,
    // SIGQUIT: without a checkpoint, so that the next start recovers as after a crash.
    kill: () => end('SIGQUIT'),
    async restart() {
      server = start()
      await whenAnswering(url)
    },
    async stop() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function identityOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A server that is starting accepts connections before it answers them. */
async function whenAnswering(url: string): Promise<void> {
  const deadline = performance.now() + 30_000
  while (performance.now() < deadline) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch {
      await wait(100)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new Error('PostgreSQL did not start within 30 s')
}
