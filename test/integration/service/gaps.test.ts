import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createGapStore, normalise } from '../../../src/service/gaps/store.ts'
import { createSqliteStore } from '../../../src/service/store/sqlite.ts'
import { createTestLog, from, makeFolder, openBot, read } from '../../unit/service/support.ts'

const OWNER = from('owner', { isOwner: true })
const UNANSWERED = '谁发明了量子咖啡机？'
const ANSWERED = 'DeepSeek的创始人是谁？'

describe('what people could not find', () => {
  it('is counted, and listed for the owner with the nearest passage', async () => {
    const { say } = await openBot()
    await say(UNANSWERED)
    await say('誰發明了量子咖啡機', from('ben'))
    await say(ANSWERED)
    const list = read(await say('/gaps', OWNER))
    expect(list).toContain('没有答好的问题：1 个')
    expect(list).toMatch(/谁发明了量子咖啡机 · .* 2 次 → \/passage ai-china-us \d+/)
  })

  it('is for the owner alone', async () => {
    const { say } = await openBot()
    await say(UNANSWERED)
    const refusal = await say('/gaps', from('ann', { manages: true }))
    expect(read(refusal)).toBe('这个命令只给架设我的人用。')
    expect(refusal.audience).toBe('asker')
  })

  it('is not counted while it is being typed, on later pages, or where people switched it off', async () => {
    const { say } = await openBot()
    await say(UNANSWERED, from('ann'), { draft: true })
    await say(UNANSWERED, from('ann'), { page: 2 })
    await say('/settings remember off', from('boss', { manages: true }))
    await say(UNANSWERED)
    expect(read(await say('/gaps', OWNER))).toBe('还没有答不好的问题。')
  })

  it('is not counted at all with GAPS_DAYS=0: no command, no buttons, nothing said of it', async () => {
    const { say } = await openBot({ gapDays: 0 })
    expect((await say('/gaps', OWNER)).outcome).toBe('invalid')
    expect((await say(ANSWERED)).actions.map(({ kind }) => kind)).not.toContain('feedback')
    expect(read(await say('/privacy'))).not.toContain('没有答案')
    expect(read(await say('/settings'))).not.toContain('没有答案')
  })

  it('is shown page by page', async () => {
    const { say } = await openBot()
    for (let i = 0; i < 12; i++) await say(`怎么做第${'一二三四五六七八九十甲乙'[i]}种红烧肉`)
    const first = await say('/gaps', OWNER)
    expect(read(first)).toContain('12 个（第 1 页，共 2 页）')
    const [more] = first.actions
    expect(more?.request).toEqual({ command: 'gaps', text: '', page: 2 })
    expect(read(await say('/gaps', OWNER, { page: 2 })).split('\n')).toHaveLength(3)
    expect(read(await say('/gaps', OWNER, { page: 99 })).split('\n')).toHaveLength(3)
  })
})

describe('the buttons under an answer', () => {
  it('count once for each person, and say thanks to them alone', async () => {
    const { say } = await openBot()
    const answer = await say(ANSWERED)
    const votes = answer.actions.filter(({ kind }) => kind === 'feedback')
    expect(votes.map(({ label }) => label)).toEqual(['👍', '👎'])
    for (const user of ['ann', 'ann', 'ben']) {
      const thanks = await say(`/unhelpful ${votes[1]?.request.text}`, from(user))
      expect(read(thanks)).toBe('谢谢，记下了。')
      expect(thanks.audience).toBe('asker')
    }
    expect(read(await say('/gaps', OWNER))).toContain('deepseek的创始人是谁 · 👎 2')
  })

  it('that only praise make no gap', async () => {
    const { say } = await openBot()
    await say(`/helpful ${ANSWERED}`)
    expect(read(await say('/gaps', OWNER))).toBe('还没有答不好的问题。')
  })
})

describe('a question that is kept', () => {
  it.each([
    ['我的邮箱是 mei@example.org，怎么联系？', '我的邮箱是 怎么联系'],
    ['看 https://example.org/a?b=c 这篇', '看 这篇'],
    ['<@123456789012345678> 和 @mei_lin 说的', '和 说的'],
    ['电话 +86 138-0013-8000 是谁的', '电话 是谁的'],
    ['２０２２年ＡＩ', '2022年ai'],
    ['芯片！！！', '芯片'],
    ['\u0000\u202e', ''],
  ])('%s → %s', (typed, kept) => expect(normalise(typed)).toBe(kept))

  it('is at most 200 characters long, whole ones', () => {
    expect([...normalise('𠮷'.repeat(5000))]).toHaveLength(200)
    expect(normalise('𠮷'.repeat(5000)).isWellFormed()).toBe(true)
  })

  it('is forgotten when nobody has asked it for so many days', async () => {
    let today = Date.UTC(2026, 0, 1)
    const store = createSqliteStore({ log: createTestLog() })
    const gaps = createGapStore(store, 30, () => today)
    await gaps.count('旧问题', 'none', undefined)
    today += 31 * 86_400_000
    expect(await gaps.list(10)).toEqual([])
    for (let i = 0; i < 100; i++) await gaps.count('新问题', 'near', 'guide 1')
    expect(await store.all('SELECT text FROM questions')).toEqual([
      expect.objectContaining({ text: '新问题' }),
    ])
    await store.close()
  })

  it('is not forgotten at midnight, before its days are over', async () => {
    let time = Date.UTC(2026, 0, 1, 23, 59, 59)
    const store = createSqliteStore({ log: createTestLog() })
    const gaps = createGapStore(store, 1, () => time)
    await gaps.count('芯片', 'none', undefined)
    time += 2_000
    expect(await gaps.list(10)).toHaveLength(1)
    expect(await gaps.size()).toBe(1)
    time += 2 * 86_400_000
    expect(await gaps.size()).toBe(0)
    await store.close()
  })

  it('is one of at most 10,000', async () => {
    const store = createSqliteStore({ log: createTestLog() })
    const gaps = createGapStore(store, 30)
    for (let i = 0; i < 10_150; i++) await gaps.count(`问题 ${i}`, 'none', undefined)
    expect(await gaps.size()).toBeLessThanOrEqual(10_100)
    await store.close()
  })
})

describe('npm run gaps', () => {
  const run = (folder: string, ...args: string[]) =>
    execFileSync(process.execPath, ['--import', 'tsx', 'tools/gaps.ts', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATA_DIR: folder },
    })

  it('prints them while the bot runs, for people and for a spreadsheet', async () => {
    const folder = makeFolder()
    const { say } = await openBot({ folder })
    await say(UNANSWERED)
    await say('=怎么做"红烧肉"')
    await say('+1加红烧肉等于几')
    expect(run(folder)).toMatch(/谁发明了量子咖啡机\n {4}.* 1×/)
    const rows = run(folder, '--csv').split('\n')
    expect(rows[0]).toBe(
      '"question","not found","near","unhelpful","helpful","nearest","last asked"',
    )
    expect(rows.join('\n')).toContain(`"'+1加红烧肉等于几","1"`)
  }, 20_000)

  it('says so when there are none', () => {
    expect(run(makeFolder())).toMatch(/^No gaps are kept in /)
  }, 20_000)
})
