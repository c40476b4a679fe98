import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The balancer that is shipped. */
const SHIPPED = resolve(import.meta.dirname, '../../deploy/balancer.conf')
/** Milliseconds until it listens. */
const START_TIMEOUT = 5_000

/**
 * Starts nginx with `deploy/balancer.conf`, in which only the addresses are changed: instead of what
 * Docker's name server tells, the ports of the copies on 127.0.0.1.
 *
 * @param folder its own, made if need be
 * @returns how to stop it
 * @throws Error if there is no nginx, or it does not take the file
 */
export async function startBalancer(
  folder: string,
  port: number,
  copies: readonly number[],
): Promise<() => Promise<void>> {
  const shipped = await readFile(SHIPPED, 'utf8')
  const server = /server chuchu:8443 resolve( [^;]*;)/
  if (!server.test(shipped)) throw new Error(`${SHIPPED} has no line for the copies any more`)
  const site = shipped
    .replace(/^resolver .*$/m, '')
    .replace(server, (_, rest) =>
      copies.map((copy) => `server 127.0.0.1:${copy}${rest}`).join('\n'),
    )
    .replace('listen 8443;', `listen 127.0.0.1:${port};`)
  await mkdir(folder, { recursive: true })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n')
  const root = process.getuid?.() === 0 ? 'user root;\n' : ''
  const file = join(folder, 'nginx.conf')
  await writeFile(
    file,
    `${root}daemon off;\npid ${join(folder, 'pid')};\nerror_log ${join(folder, 'error.log')};\nevents {}\n` +
      `http {\naccess_log off;\n${temporary}\n${site}}\n`,
  )
  const nginx = spawn('nginx', ['-p', folder, '-c', file], { stdio: 'ignore' })
  const ended = Promise.race([
    once(nginx, 'exit').then(([code]) => new Error(`nginx ended with ${code}; see ${folder}`)),
    once(nginx, 'error').then(
      () => new Error('--webhooks needs nginx; on Debian: apt-get install nginx-light'),
    ),
  ])
  let failure: Error | undefined
  void ended.then((error) => {
    failure = error
  })
  for (const end = performance.now() + START_TIMEOUT; performance.now() < end; await wait(50)) {
    if (failure) throw failure
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
    if (answered) {
      return async () => {
        nginx.kill()
        await ended
      }
    }
  }
  nginx.kill('SIGKILL')
  throw failure ?? new Error('nginx does not listen')
}
