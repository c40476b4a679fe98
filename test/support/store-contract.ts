import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Store } from '../../src/service/store/index.ts'

/**
 * What every store does. Call it in the test of one.
 *
 * @param open a store over the same empty database each time
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store in ${name}`, () => {
    it('keeps what is written, and replaces it', async () => {
      const store = await open()
      const save = (value: string) =>
        store.run(
          'INSERT INTO settings (scope, value) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET value = excluded.value',
          'a',
          value,
        )
      expect(await save('1')).toBe(true)
      expect(await save('2')).toBe(true)
      expect(await store.all('SELECT value FROM settings WHERE scope = ?', 'a')).toEqual([
        expect.objectContaining({ value: '2' }),
      ])
      await store.close()
    })

    it('says that a change is not kept, and goes on', async () => {
      const store = await open()
      expect(await store.run('INSERT INTO nothing VALUES (1)')).toBe(false)
      expect(await store.all('SELECT * FROM nothing')).toBeUndefined()
      await store.close()
    })

    it('counts an allowance, and gives back what was taken for nothing', async () => {
      const store = await open()
      const limiter = store.limiter('test', 2)
      expect([await limiter.take('ann'), await limiter.take('ann')]).toEqual([0, 0])
      expect(await limiter.take('ann')).toBeGreaterThan(0)
      expect(await limiter.take('ben')).toBe(0)
      await limiter.giveBack('ann')
      await limiter.giveBack('ann')
      expect(await limiter.take('ann')).toBe(0)
      await store.close()
    })

    it('begins a new minute when the clock was set back, and silences nobody for hours', async () => {
      const store = await open()
      const limiter = store.limiter('clock', 2)
      const start = Date.now()
      vi.useFakeTimers({ toFake: ['Date'], now: start })
      onTestFinished(() => void vi.useRealTimers())
      for (let time = 0; time < 3; time++) await limiter.take('ann')
      await limiter.take('ben')
      vi.setSystemTime(start - 2 * 3_600_000)
      expect([await limiter.take('ann'), await limiter.take('ben')]).toEqual([0, 0])
      expect([await limiter.take('ann'), await limiter.take('ben')]).toEqual([0, 0])
      expect(await limiter.take('ann')).toBeGreaterThan(0)
      expect(await limiter.take('ben')).toBeLessThanOrEqual(60)
      vi.useRealTimers()
      await store.close()
    })

    it('has work done once, however often it is asked for, and says who did it', async () => {
      const store = await open()
      const done: string[] = []
      const ask = (key: string, who: string) => store.once(key, async () => done.push(who))
      const answers = [ask('click 1', 'ann'), ask('click 1', 'ben'), ask('click 2', 'cid')]
      expect(await Promise.all(answers)).toEqual([true, false, true])
      expect(await ask('click 1', 'dan')).toBe(false)
      expect(done.toSorted()).toEqual(['ann', 'cid'])
      await store.close()
    })

    it('counts work that fails as done, and tells whoever asked for it', async () => {
      const store = await open()
      const fail = () => Promise.reject(new Error('no'))
      const [first, second] = [store.once('update 1', fail), store.once('update 1', fail)]
      await expect(first).rejects.toThrow('no')
      expect(await second).toBe(false)
      expect(await store.once('update 1', fail)).toBe(false)
      await store.close()
    })
  })
}
