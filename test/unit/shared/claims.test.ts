import { describe, expect, it } from 'vitest'
import { openStore } from '../../../src/service/store/index.ts'
import { createOnce } from '../../../src/shared/claims.ts'
import { createTestLog, makeFolder } from '../service/support.ts'

function createGate() {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  return { gate, open }
}

describe('work that is asked for twice in one process', () => {
  it('is done once, and the second waits for its end', async () => {
    const once = createOnce()
    const { gate, open } = createGate()
    const events: string[] = []
    const first = once('update', async () => {
      await gate
      events.push('done')
    })
    const second = once('update', async () => events.push('done again')).then((did) => {
      events.push(`second: ${did}`)
    })
    open()
    expect(await first).toBe(true)
    await second
    expect(events).toEqual(['done', 'second: false'])
  })
})

describe('an update of Telegram that the process before was told', () => {
  /** A process over the same SQLite file. */
  const start = async (folder: string) => openStore({ folder, log: createTestLog() })

  it('is left alone if that one answered it', async () => {
    const folder = makeFolder()
    const before = await start(folder)
    await before.once('telegram 1 77', async () => {})
    // Killed: it is not closed.
    const after = await start(folder)
    expect(await after.once('telegram 1 77', async () => {})).toBe(false)
    for (const store of [before, after]) await store.close()
  })

  it('is answered at once if that one died over it', async () => {
    const folder = makeFolder()
    const before = await start(folder)
    const { gate, open } = createGate()
    const dying = before.once('telegram 1 77', () => gate)
    const after = await start(folder)
    expect(await after.once('telegram 1 77', async () => {})).toBe(true)
    open()
    await dying
    for (const store of [before, after]) await store.close()
  })

  it('is all that is kept: neither votes nor messages of Discord are', async () => {
    const store = await start(makeFolder())
    for (const key of ['vote abc', 'discord 123', 'telegram 1 77'])
      await store.once(key, async () => {})
    expect(await store.all('SELECT key FROM claims')).toEqual([{ key: 'telegram 1 77' }])
    await store.close()
  })
})
