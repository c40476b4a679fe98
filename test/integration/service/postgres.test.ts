import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ChatRequest } from '../../../src/answers/index.ts'
import { createBot } from '../../../src/app/bot.ts'
import { createGapStore } from '../../../src/service/gaps/store.ts'
import { createScopeFiles } from '../../../src/service/index.ts'
import { type Lease, openStore, type Store, StoreError } from '../../../src/service/store/index.ts'
import { createPostgresClaims } from '../../../src/service/store/postgres/claims.ts'
import { createOnce } from '../../../src/shared/claims.ts'
import { writeMaterial } from '../../support/material.ts'
import { describeWith } from '../../support/needs.ts'
import { type Postgres, startPostgres } from '../../support/postgres.ts'
import { describeStore } from '../../support/store-contract.ts'
import {
  createTestLog,
  from,
  makeFolder,
  openBot,
  read,
  UNLIMITED,
} from '../../unit/service/support.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

describeWith('PostgreSQL', 'a shared database', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  let databases = 0
  /** An empty database of its own for each test. */
  const makeDatabase = async (): Promise<string> => {
    const name = `test${++databases}`
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(`CREATE DATABASE ${name}`)
    await client.end()
    return server.url.replace(/\/postgres$/, `/${name}`)
  }
  const open = async (url: string, log = createTestLog()): Promise<Store> => {
    const store = await openStore({ url, log })
    onTestFinished(() => store.close())
    return store
  }

  /** A lease that nobody has, as soon as the server has run for long enough. */
  const take = async (store: Store, ...names: readonly string[]): Promise<Lease> =>
    vi.waitFor(async () => {
      const lease = await store.tryLease(names)
      if (!lease) throw new Error('the lease was not to be had')
      return lease
    }, 20_000)

  describeStore('PostgreSQL', async () =>
    openStore({ url: await makeDatabase(), log: createTestLog() }),
  )

  describe('between two copies', () => {
    it('settings of one hold in the other', async () => {
      const url = await makeDatabase()
      const [one, other] = [await openBot({ url }), await openBot({ url })]
      await one.say('/settings quiet on', from('boss', { manages: true }))
      expect((await other.say('DeepSeek的创始人是谁？')).audience).toBe('quietly')
    })

    it('an allowance is one allowance', async () => {
      const url = await makeDatabase()
      const limits = { perUser: 12, perChannel: 1e6, total: 1e6 }
      const bots = [await openBot({ url, limits }), await openBot({ url, limits })]
      let answered = 0
      for (let i = 0; i < 24; i++) {
        const answer = await bots[i % 2]?.say('DeepSeek的创始人是谁？')
        if (answer?.outcome === 'found') answered++
      }
      expect(answered).toBe(12)
    })

    it('two clicks on one button count once', async () => {
      const url = await makeDatabase()
      const [one, other] = [await openBot({ url }), await openBot({ url })]
      await one.say('谁发明了量子咖啡机？')
      const clicks = [one, other, one, other].map((bot) =>
        bot.say('/helpful 谁发明了量子咖啡机？', from('ann')),
      )
      await Promise.all([...clicks, other.say('/helpful 谁发明了量子咖啡机？', from('ben'))])
      expect(await createGapStore(one.store, 30).list(1)).toMatchObject([{ helpful: 2 }])
    })

    it('one of them answers an update that both were given', async () => {
      const url = await makeDatabase()
      const stores = [await open(url), await open(url)]
      const ids = Array.from({ length: 50 }, (_, id) => id)
      const answered: number[] = []
      await Promise.all(
        stores.flatMap(({ once }) =>
          ids.map((id) => once(`telegram ${id}`, async () => answered.push(id))),
        ),
      )
      expect(answered.sort((a, b) => a - b)).toEqual(ids)
    })

    describe('of which one works on an update', () => {
      const TIMING = { pending: 600, look: 20 }
      /** Copies whose claims expire soon. */
      const openCopies = async () => {
        const url = await makeDatabase()
        await open(url)
        return ['one', 'other'].map((name) => {
          const pool = new pg.Pool({ connectionString: url })
          onTestFinished(() => pool.end())
          const query = (sql: string, values: readonly unknown[]) => {
            let number = 0
            return pool.query(
              sql.replaceAll('?', () => `$${++number}`),
              [...values],
            )
          }
          const claims = createPostgresClaims(query, name)
          return { claims, once: createOnce(claims, TIMING) }
        })
      }
      type Copy = Awaited<ReturnType<typeof openCopies>>[number]
      const two = (copies: readonly Copy[]) => copies as readonly [Copy, Copy]

      it('the other takes over when it dies, and not before', async () => {
        const [dead, living] = two(await openCopies())
        await dead.claims.claim('telegram 1', TIMING.pending)
        const began = performance.now()
        expect(await living.once('telegram 1', async () => {})).toBe(true)
        expect(performance.now() - began).toBeGreaterThan(TIMING.pending / 2)
      })

      it('the other waits for an answer however slow, and says nothing then', async () => {
        const [slow, waiting] = two(await openCopies())
        const events: string[] = []
        const answering = slow.once('telegram 1', async () => {
          await wait(3 * TIMING.pending)
          events.push('answered')
        })
        await wait(50)
        const waited = waiting.once('telegram 1', async () => events.push('answered twice'))
        expect(await Promise.all([answering, waited])).toEqual([true, false])
        expect(events).toEqual(['answered'])
      })

      it('the other is told when it has ended, and a third one later', async () => {
        const [one, other] = two(await openCopies())
        await one.once('telegram 1', async () => {})
        expect(await other.claims.claim('telegram 1', TIMING.pending)).toBe('done')
        await wait(2 * TIMING.pending)
        expect(await other.once('telegram 1', async () => {})).toBe(false)
      })
    })

    it('a reload of one is heard by the other', async () => {
      const url = await makeDatabase()
      const [one, other] = [await open(url), await open(url)]
      const heard = new Promise<void>((resolve) => other.listen('reload', resolve))
      const again = setInterval(() => void one.announce('reload'), 50)
      await heard
      clearInterval(again)
    })

    it('migrating at the same moment is done once', async () => {
      const url = await makeDatabase()
      const logs = Array.from({ length: 5 }, () => createTestLog())
      const stores = await Promise.all(logs.map((log) => open(url, log)))
      expect(logs.flatMap(({ lines }) => lines)).toEqual([])
      expect(await stores[0]?.all('SELECT version FROM chuchu')).toHaveLength(1)
    })

    it('a lease has one holder, and passes on when that one lets go', async () => {
      const url = await makeDatabase()
      const [one, other] = [await open(url), await open(url)]
      const held = await take(one, 'discord 0', 'discord 1')
      expect(await other.tryLease(['discord 1', 'discord 2'])).toBeUndefined()
      const apart = await other.tryLease(['discord 2', 'discord 3'])
      expect(apart).toBeDefined()
      await apart?.release()
      await held.release()
      const next = await other.tryLease(['discord 1', 'discord 2'])
      expect(next).toBeDefined()
      await next?.release()
    })
  })

  describe('material that scopes add', () => {
    const FAQ = 'The night market opens at seven.'
    const boss = from('boss', { scope: 'discord:7', manages: true })
    const file = (name: string, words: string) => ({
      ...{ name, bytes: words.length },
      read: async () => Buffer.from(words),
    })
    /** A copy with folders of its own, as on another machine. */
    const openCopy = async (url: string) => {
      const log = createTestLog()
      const store = await openStore({ url, log })
      const data = makeFolder()
      const bot = await createBot(
        {
          contentFolder: await writeMaterial({
            'house.md': '# House\n\nThe kitchen closes at ten.',
          }),
          scopesFolder: join(data, 'material'),
          ...{ limits: UNLIMITED, gapDays: 0, locale: 'en' },
        },
        { store, log },
        {},
      )
      onTestFinished(() => bot.close())
      return {
        ...{ log, data },
        say: (command: string, text: string, rest: Partial<ChatRequest> = {}) =>
          bot.responder.respond({ command, text, locale: 'en', from: boss, ...rest }),
      }
    }
    type Copy = Awaited<ReturnType<typeof openCopy>>
    const opening = ({ say }: Copy, who = boss) =>
      say('ask', 'When does the night market open?', { from: who }).then(({ outcome }) => outcome)

    it('is answered from by every copy, replaced, shown, given back and removed', async () => {
      const url = await makeDatabase()
      const [one, other] = [await openCopy(url), await openCopy(url)]
      expect(await opening(other)).toBe('none')
      const added = await one.say('material', 'add', { file: file('market.md', FAQ) })
      expect([added.outcome, await opening(one)]).toEqual(['page', 'found'])
      await vi.waitFor(async () => expect(await opening(other)).toBe('found'), 20_000)
      expect(await opening(other, from('eve', { scope: 'discord:8' }))).toBe('none')
      expect((await other.say('material', 'export market.md')).file?.bytes.toString()).toBe(FAQ)
      expect(read(await other.say('material', 'show market.md'))).toContain(FAQ)
      // A copy that starts later, and one that is left out of nothing.
      expect(await opening(await openCopy(url))).toBe('found')
      await other.say('material', 'add', {
        file: file('MARKET.md', 'The night market moved, and opens at nine.'),
      })
      await vi.waitFor(async () => {
        const answer = await one.say('ask', 'When does the night market open?')
        expect(answer.citations[0]?.passage.text).toContain('nine')
      }, 20_000)
      await other.say('material', 'remove market.md')
      await vi.waitFor(async () => expect(await opening(one)).toBe('none'), 20_000)
      expect(read(await one.say('material', 'list'))).not.toContain('market')
    })

    it('is answered from while the database is away, and cannot be changed then', async () => {
      const own = await startPostgres()
      onTestFinished(() => own.stop())
      const copy = await openCopy(own.url)
      await copy.say('material', 'add', { file: file('market.md', FAQ) })
      await own.kill()
      expect(await opening(copy)).toBe('found')
      for (const command of ['list', 'remove market.md', 'add']) {
        const answer = await copy.say('material', command, { file: file('more.md', 'More.') })
        expect([answer.outcome, read(answer)]).toEqual([
          'failed',
          'The files of this place cannot be reached now. Please try again in a few minutes.',
        ])
      }
      // Read again meanwhile: the last known files stay.
      await copy.say('reload', '', { from: from('host', { isOwner: true }) })
      expect(await opening(copy)).toBe('found')
      expect(copy.log.lines.filter((line) => line.includes('failed'))).toHaveLength(1)
    })

    it('is read again by a copy that heard nothing while the database was away', async () => {
      const own = await startPostgres()
      onTestFinished(() => own.stop())
      const [one, other] = [await openCopy(own.url), await openCopy(own.url)]
      await own.kill()
      await own.restart()
      // The other one listens again after two seconds.
      await vi.waitFor(async () => {
        const added = await one.say('material', 'add', { file: file('market.md', FAQ) })
        expect(added.outcome).toBe('page')
      }, 10_000)
      await vi.waitFor(async () => expect(await opening(other)).toBe('found'), 20_000)
    })

    it('comes along from a folder, and the folder stays', async () => {
      const [folder, url] = [makeFolder(), await makeDatabase()]
      await (await openBot({ folder })).store.close()
      const files = createScopeFiles(join(folder, 'material'))
      await files.write('discord:7', 'market.md', Buffer.from(FAQ))
      await files.write('telegram:-100123', '常见问题.md', Buffer.from('一。'))
      expect(migrateFrom(folder, url)).toContain('files of places: 2')
      expect(migrateFrom(folder, url)).toContain('files of places: 2')
      expect(await opening(await openCopy(url))).toBe('found')
      expect((await files.list('telegram:-100123')).map(({ name }) => name)).toEqual([
        '常见问题.md',
      ])
    })
  })

  const migrateFrom = (folder: string, url: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/migrate.ts'], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATA_DIR: folder, DATABASE_URL: url },
    })

  it('keeps a lease while it is away, and leaves it to whoever had it when it is back', async () => {
    const own = await startPostgres()
    onTestFinished(() => own.stop())
    const [one, other] = [await open(own.url), await open(own.url)]
    const held = await take(one, 'discord 0')
    const lost = vi.fn()
    void held.lost.then(lost)
    await own.kill()
    expect(await other.tryLease(['discord 0'])).toBeUndefined()
    await own.restart()
    // Asks much more often than a copy does.
    for (const end = performance.now() + 10_000; performance.now() < end; await wait(20))
      expect(await other.tryLease(['discord 0'])).toBeUndefined()
    expect(lost).not.toHaveBeenCalled()
    await held.release()
    await (await take(other, 'discord 0')).release()
  }, 120_000)

  it('is told when it is back of what was answered while it was away', async () => {
    const own = await startPostgres()
    onTestFinished(() => own.stop())
    const [one, other] = [await open(own.url), await open(own.url)]
    const [work, again] = [vi.fn(async () => {}), vi.fn(async () => {})]
    await own.kill()
    await one.once('telegram 1', work)
    await one.once('telegram 2', work)
    await own.restart()
    let next = 3
    await vi.waitFor(async () => {
      await one.once(`telegram ${next++}`, work)
      expect(await one.all('SELECT 1 FROM claims')).toHaveLength(next - 1)
    }, 20_000)
    await vi.waitFor(async () => expect(await other.all('SELECT 1')).toBeDefined(), 10_000)
    await other.once('telegram 1', again)
    await other.once('telegram 2', again)
    expect(work).toHaveBeenCalledTimes(next - 1)
    expect(again).not.toHaveBeenCalled()
  }, 60_000)

  it('that is away is done without: last known settings, and one line in the log', async () => {
    const own = await startPostgres()
    onTestFinished(() => own.stop())
    const { say, log, store } = await openBot({ url: own.url })
    await say('/settings quiet on', from('boss', { manages: true }))
    expect((await say('DeepSeek的创始人是谁？')).audience).toBe('quietly')
    await own.kill()
    for (let i = 0; i < 5; i++) {
      const answer = await say('DeepSeek的创始人是谁？')
      expect([answer.outcome, answer.audience]).toEqual(['found', 'quietly'])
    }
    expect(await store.once('update 7', async () => {})).toBe(true)
    expect(log.lines).toEqual([
      expect.stringMatching(/^The database failed \(\w+\); the bot answers without it\.$/),
    ])
    await own.restart()
    await vi.waitFor(
      async () => expect(await store.all('SELECT 1 AS one')).toEqual([{ one: 1 }]),
      20_000,
    )
    expect(log.lines.at(-1)).toBe('The database works again')
  })

  it('takes over what SQLite has kept', async () => {
    const [folder, url] = [makeFolder(), await makeDatabase()]
    const before = await openBot({ folder })
    await before.say('/settings quiet on', from('boss', { manages: true }))
    await before.say('谁发明了量子咖啡机？')
    await before.store.close()
    const migrate = () => migrateFrom(folder, url)
    expect(migrate()).toContain('settings: 1 rows')
    expect(migrate()).toContain('questions: 1 rows')
    const { say, store } = await openBot({ url })
    expect((await say('DeepSeek的创始人是谁？')).audience).toBe('quietly')
    expect(await createGapStore(store, 30).size()).toBe(1)
  })

  it('counts unanswered questions as SQLite does', async () => {
    const store = await open(await makeDatabase())
    const gaps = createGapStore(store, 30)
    for (let i = 0; i < 3; i++) await gaps.count('谁发明了量子咖啡机？', 'none', 'guide 1')
    await gaps.count('红烧肉', 'near', undefined)
    expect(await gaps.size()).toBe(2)
    expect(await gaps.list(10)).toMatchObject([
      { text: '谁发明了量子咖啡机', none: 3, nearest: 'guide 1' },
      { text: '红烧肉', near: 1, nearest: null },
    ])
  })

  it('that refuses the name is an error at the start that names the setting, and not the password', async () => {
    const url = server.url.replace('chuchu@', 'nobody:s3cret@')
    const error = await openStore({ url, log: createTestLog() }).catch((reason) => reason)
    expect(error).toBeInstanceOf(StoreError)
    expect(error.message).toMatch(/^DATABASE_URL: PostgreSQL refuses it/)
    expect(error.message).not.toContain('s3cret')
  })

  it('that is not there at the start is said once, and used when it comes', async () => {
    const log = createTestLog()
    const store = await open('postgres://chuchu@127.0.0.1:1/none', log)
    expect(await store.all('SELECT 1')).toBeUndefined()
    expect(await store.limiter('user', 5).take('ann')).toBe(0)
    expect(log.lines).toHaveLength(1)
    expect(log.lines[0]).toContain('DATABASE_URL: PostgreSQL does not answer (ECONNREFUSED)')
  })
})
