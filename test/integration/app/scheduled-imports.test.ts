import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { scheduleImports } from '../../../src/app/scheduled-imports.ts'
import { importSource } from '../../../src/import/index.ts'

let server: Server
let content: string
let text: string | undefined
let address: string

beforeEach(async () => {
  content = await mkdtemp(join(tmpdir(), 'scheduled-'))
  text = 'The ferry leaves at nine.'
  server = createServer(({ url }, response) => {
    const isPage = url === '/timetable/' && text !== undefined
    response.writeHead(isPage ? 200 : text === undefined ? 500 : 404, {
      'content-type': 'text/html',
    })
    response.end(isPage ? `<main><h1>Timetable</h1><p>${text}</p></main>` : '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/timetable/`
  await importSource(address, join(content, 'ferry'), { allowPrivate: true, paceMs: 0 })
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(content, { recursive: true, force: true })
})

const HOUR = 3_600_000
const createLog = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() })
const read = () => readFile(join(content, 'ferry/timetable/index.md'), 'utf8')

it('brings an import up to date when its hours are over, and not before', async () => {
  const log = createLog()
  text = 'The ferry leaves at ten.'
  const early = scheduleImports({ contentFolder: content, every: 1, log })
  await early.stop()
  expect(await read()).toContain('at nine')
  const late = scheduleImports({ contentFolder: content, every: 1 / HOUR, log, lookMs: HOUR })
  await vi.waitFor(() => expect(log.info).toHaveBeenCalled(), 5000)
  await late.stop()
  expect(log.info).toHaveBeenCalledWith(
    `${address} was imported again: 0 new, 1 changed, 0 unchanged, 0 removed`,
  )
  expect(await read()).toContain('at ten')
})

it('keeps what there is when the source cannot be read', async () => {
  const log = createLog()
  text = undefined
  const schedule = scheduleImports({ contentFolder: content, every: 1 / HOUR, log, lookMs: HOUR })
  await vi.waitFor(() => expect(log.warn).toHaveBeenCalled(), 5000)
  await schedule.stop()
  expect(log.warn.mock.calls[0]?.[0]).toContain('was not imported again')
  expect(log.error).not.toHaveBeenCalled()
  expect(await read()).toContain('at nine')
})
