import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../src/service/store/index.ts'
import { createSqliteStore } from '../../../src/service/store/sqlite.ts'
import { describeStore } from '../../support/store-contract.ts'
import { createTestLog, from, makeFolder, openBot, read } from '../../unit/service/support.ts'

const BOSS = from('boss', { manages: true })
const FILE = 'chuchu.db'

describe('the database', () => {
  it('that is no database is renamed, and a new one is created', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, FILE), 'this is not a database'.repeat(500))
    const { say, log } = await openBot({ folder })
    expect(read(await say('/settings quiet on', BOSS))).toContain('安静模式：开')
    expect(log.lines.join('\n')).toMatch(
      /was broken\. It is now .*broken-.* and a new one was begun/,
    )
    expect(readdirSync(folder).some((name) => name.startsWith(`${FILE}.broken-`))).toBe(true)
  })

  it('that breaks while the bot runs is renamed too; the last known settings stay in use', async () => {
    const folder = makeFolder()
    const { say, log } = await openBot({ folder })
    await say('/settings quiet on', BOSS)
    for (const name of readdirSync(folder))
      writeFileSync(join(folder, name), 'garbage'.repeat(5000))
    expect((await say('DeepSeek的创始人是谁？')).outcome).toBe('found')
    expect(read(await say('/settings quiet on', BOSS))).toContain('安静模式：开')
    expect((await say('DeepSeek的创始人是谁？')).audience).toBe('quietly')
    expect(log.lines.join('\n')).toContain('was broken')
  })

  it('that cannot be written is done without, and whoever wanted to change something is told', async () => {
    const folder = makeFolder()
    const { say, log } = await openBot({ folder })
    await say('/settings quiet on', BOSS)
    const other = new Database(join(folder, FILE))
    other.exec('BEGIN EXCLUSIVE')
    const told = read(await say('/settings quiet off', BOSS))
    expect(told).toContain('没能存下来，设置没有改，请过一会儿再试。')
    expect(told).toContain('安静模式：开')
    for (let i = 0; i < 3; i++) await say('怎么做红烧肉？')
    expect((await say('DeepSeek的创始人是谁？')).outcome).toBe('found')
    other.exec('COMMIT')
    other.close()
    expect(log.lines).toEqual(['The database failed (SQLITE_BUSY); the bot answers without it.'])
    expect(read(await say('/settings quiet off', BOSS))).toContain('安静模式：关')
    expect(log.lines.at(-1)).toBe('The database works again')
  })

  it('in a folder that cannot be made is kept in memory, with a fix in the log', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'file'), '')
    const { say, log } = await openBot({ folder: join(folder, 'file', 'data') })
    expect(read(await say('/settings quiet on', BOSS))).toContain('安静模式：开')
    expect((await say('DeepSeek的创始人是谁？')).audience).toBe('quietly')
    expect(log.lines.join()).toContain('check that DATA_DIR is a folder the bot may write to')
  })

  it('that was closed is whole in one file, which can be copied', async () => {
    const [folder, backup] = [makeFolder(), makeFolder()]
    const store = createSqliteStore({ folder, log: createTestLog() })
    await store.run("INSERT INTO settings VALUES ('a', '{}')")
    await store.close()
    await store.close()
    copyFileSync(join(folder, FILE), join(backup, FILE))
    const copy = createSqliteStore({ folder: backup, log: createTestLog() })
    expect(await copy.all('SELECT scope FROM settings')).toMatchObject([{ scope: 'a' }])
    await copy.close()
  })

  it('says that it works again when it does', async () => {
    const log = createTestLog()
    const store = createSqliteStore({ folder: makeFolder(), log })
    expect(await store.run('INSERT INTO nothing VALUES (1)')).toBe(false)
    expect(await store.run("INSERT INTO settings VALUES ('a', '{}')")).toBe(true)
    expect(log.lines).toEqual([
      'The database failed (SQLITE_ERROR); the bot answers without it.',
      'The database works again',
    ])
    await store.close()
  })

  it('of a newer version of the bot keeps what this one does not understand', async () => {
    const folder = makeFolder()
    const store = createSqliteStore({ folder, log: createTestLog() })
    await store.run(
      'INSERT INTO settings VALUES (?, ?)',
      'test:readers',
      '{"quiet":true,"colour":"green","channels":"all"}',
    )
    await store.close()
    const { say } = await openBot({ folder })
    expect((await say('DeepSeek的创始人是谁？')).outcome).toBe('found')
  })
})

describeStore('SQLite', async () => openStore({ folder: makeFolder(), log: createTestLog() }))
