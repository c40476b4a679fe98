import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'

// There is nothing here that could run a container or a unit: that they do not contradict the rest
// of the project is what can be checked.

const read = (path: string) => readFileSync(path, 'utf8')
const settings = (read('.env.example').match(/^#?[A-Z_]+(?==)/gm) ?? []).map((name) =>
  name.replace('#', ''),
)
/** Of Node, and of systemd. */
const OTHERS = ['NODE_ENV', 'NODE_OPTIONS', 'STATE_DIRECTORY', 'MAINPID']
const expectSettings = (names: readonly string[]) => {
  expect(names.length).toBeGreaterThan(1)
  for (const name of names) expect([...settings, ...OTHERS]).toContain(name)
}
/** Seconds that answers in flight get, by what the platforms have in their code. */
const stopTimeout = Number(read('src/bots/discord/index.ts').match(/STOP_TIMEOUT = (\d+)000/)?.[1])

describe('the Dockerfile', () => {
  const lines = read('Dockerfile')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  const all = (instruction: string) =>
    lines.flatMap((line) =>
      line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [],
    )

  it('copies what there is, and nothing that .dockerignore keeps back', () => {
    const sent = read('.dockerignore').match(/(?<=^!).+$/gm) ?? []
    const copied = all('COPY')
      .filter((words) => !words.startsWith('--from'))
      .flatMap((words) => words.split(' ').slice(0, -1))
    expect(copied.length).toBeGreaterThan(4)
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true)
      expect(sent).toContain(path)
    }
    expect(new Set(sent)).toEqual(new Set(copied))
  })

  it('keeps everything back that is not asked for, such as .env', () => {
    expect(read('.dockerignore')).toMatch(/^\*$/m)
    expect(read('.dockerignore')).not.toMatch(/\.env|^!\*/m)
  })

  it('sets settings that there are', () => {
    const [variables = ''] = all('ENV')
    expectSettings(variables.split(' ').map((pair) => pair.split('=')[0] ?? ''))
  })

  it('runs the bot by itself, on a Node that needs no tsx, and not as root', () => {
    const [command = ''] = all('CMD')
    expect(JSON.parse(command)).toEqual(['node', 'src/main.ts'])
    expect(all('FROM')).not.toEqual([])
    for (const from of all('FROM')) expect(from).toMatch(/^node:24-slim\b/)
    expect(all('USER')).toEqual(['1000:1000'])
    expect(lines.at(-1)).toMatch(/^CMD /)
  })

  it('installs what production needs, and what is locked', () => {
    expect(all('RUN')[0]).toMatch(/^npm ci --omit=dev/)
    const { packages } = JSON.parse(read('package-lock.json'))
    const scripted = Object.entries<{ dev?: boolean; hasInstallScript?: boolean }>(packages)
      .filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev)
      .map(([path]) => path)
    // The image is built without scripts. esbuild's only checks its binary.
    expect(scripted.filter((path) => path !== '')).toEqual(['node_modules/esbuild'])
  })
})

describe('compose.yaml', () => {
  const { services, volumes } = parse(read('compose.yaml'))
  const { chuchu } = services

  it('sets settings that there are', () => {
    expectSettings(Object.keys(chuchu.environment))
    for (const value of Object.values(chuchu.environment)) expect(value).toBeTypeOf('string')
  })

  it('mounts folders that there are where the bot looks for them', () => {
    const mounts = (chuchu.volumes as string[]).map((mount) => mount.split(':'))
    expect(mounts).toEqual([
      ['./content', chuchu.environment.CONTENT_DIR, 'ro'],
      ['data', chuchu.environment.DATA_DIR],
    ])
    expect(Object.keys(volumes)).toEqual(['data'])
    const image = Object.fromEntries(
      [...read('Dockerfile').matchAll(/(CONTENT_DIR|DATA_DIR)=(\S+)/g)].map(([, k, v]) => [k, v]),
    )
    expect(chuchu.environment).toMatchObject(image)
  })

  it('locks the container, and waits for the answers in flight', () => {
    expect(chuchu).toMatchObject({
      read_only: true,
      init: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    expect(Number.parseInt(chuchu.stop_grace_period, 10)).toBeGreaterThan(stopTimeout)
    expect(chuchu).not.toHaveProperty('ports')
  })
})

describe('the systemd unit', () => {
  const unit = read('deploy/chuchu.service')
  const value = (key: string) => unit.match(new RegExp(`^${key}=(.*)$`, 'm'))?.[1] ?? ''

  it('starts what there is, with settings that there are', () => {
    expect(value('ExecStart')).toMatch(/ node --import tsx src\/main\.ts$/)
    expectSettings([
      ...(value('ExecStart').match(/\b[A-Z_]{4,}(?==)/g) ?? []),
      ...(unit.match(/(?<=\$\{?)[A-Z_]+/g) ?? []),
    ])
    const { dependencies } = JSON.parse(read('package.json'))
    expect(Object.keys(dependencies)).toContain('tsx')
  })

  it('reloads with the signal that the bot listens to, and waits for the answers in flight', () => {
    expect(value('ExecReload')).toBe('/bin/kill -HUP $MAINPID')
    expect(read('src/main.ts')).toContain("process.on('SIGHUP', bot.reload)")
    expect(Number(value('TimeoutStopSec'))).toBeGreaterThan(stopTimeout)
  })

  it('does not try again what only a person can fix', () => {
    expect(value('Restart')).toBe('on-failure')
    expect(value('RestartPreventExitStatus')).toBe('2')
    expect(read('src/main.ts')).toContain('process.exit(expected ? 2 : 1)')
  })
})

describe('the health check of the image', () => {
  async function check(status: number | undefined) {
    const server = createServer((request, response) => {
      expect(request.url).toBe('/readyz')
      response.writeHead(status ?? 500).end('{"ready":…}')
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    onTestFinished(() => void server.close())
    if (status === undefined) server.close()
    const env = { PATH: process.env.PATH, HEALTH_PORT: String(port) }
    const child = spawn(process.execPath, ['deploy/healthcheck.js'], { env })
    let said = ''
    child.stdout.on('data', (data) => {
      said += data
    })
    const [code] = await once(child, 'close')
    return { code, said }
  }

  it('passes when the bot is ready, and else says why not', async () => {
    expect(await check(200)).toEqual({ code: 0, said: '{"ready":…}\n' })
    expect(await check(503)).toEqual({ code: 1, said: '{"ready":…}\n' })
    const { code, said } = await check(undefined)
    expect(code).toBe(1)
    expect(said).toContain('does not answer: ECONNREFUSED')
  })
})

describe.each(['docs/operating.md', 'docs/operating.zh.md'])('%s', (file) => {
  const text = read(file)

  it('names settings, scripts, files and metrics that there are', () => {
    const { scripts } = JSON.parse(read('package.json'))
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(script)
    for (const [, path = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(`docs/${path}`), path).toBe(true)
    const metrics = read('src/service/metrics.ts')
    const named = [...text.matchAll(/chuchu_[a-z_]+[a-z]/g)].map(([name]) => name)
    expect(named.length).toBeGreaterThan(3)
    for (const name of named) expect(metrics).toContain(name.replace(/_(bucket|sum|count)$/, ''))
    const capitals = text.match(/(?<=`)(?:[A-Z]+_)+[A-Z]+(?=[`=])/g) ?? []
    for (const name of capitals) expect([...settings, ...OTHERS]).toContain(name)
  })
})

describe('docs/operating.md explains', () => {
  const text = read('docs/operating.md')
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('playground'))
    .map((path) => read(`src/${path}`))
    .join()
  // Quotes differ between a text and the code that holds it.
  const bare = (words: string) => words.replaceAll(/[\\'`]/g, '')

  it('messages that there are', () => {
    const rows = [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, words = '']) => words)
    const messages = rows.filter((words) => words.includes(' '))
    expect(messages.length).toBeGreaterThan(30)
    // `…` stands for what differs from time to time.
    const parts = messages.flatMap((words) => words.split('…').map((part) => part.trim()))
    expect(parts.filter((part) => !bare(code).includes(bare(part)))).toEqual([])
  })

  it('every warning and every error', () => {
    const begun = [...code.matchAll(/log\.(?:warn|error)\(\s*[`']([^`'$]{12,})/g)]
    const messages = begun.map(([, words = '']) => words.split('; ')[0]?.trim() ?? '')
    expect(messages.length).toBeGreaterThan(10)
    expect(messages.filter((words) => !text.includes(words))).toEqual([])
  })
})

describe('deploy/alerts.yaml', () => {
  const text = read('deploy/alerts.yaml')
  const promtool = (...words: string[]) => spawnSync('promtool', words, { encoding: 'utf8' })
  const isInstalled = promtool('--version').status === 0

  it('asks for metrics that there are', () => {
    const metrics = read('src/service/metrics.ts')
    const named = [...text.matchAll(/chuchu_[a-z_]+[a-z]/g)].map(([name]) => name)
    expect(new Set(named).size).toBeGreaterThan(6)
    for (const name of named) expect(metrics).toContain(name.replace(/_(bucket|sum|count)$/, ''))
  })

  it.skipIf(!isInstalled)('is taken by Prometheus, and fires when people get nothing', () => {
    expect(promtool('check', 'rules', 'deploy/alerts.yaml').stdout).toContain('SUCCESS')
    const { status, stdout, stderr } = promtool('test', 'rules', 'deploy/alerts.test.yaml')
    expect(status, stdout + stderr).toBe(0)
  })
})
