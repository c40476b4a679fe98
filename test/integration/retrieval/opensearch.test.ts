import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { loadCorpus } from '../../../src/corpus/index.ts'
import {
  openSearchEngine,
  type SearchEngine,
} from '../../../src/retrieval/index/opensearch/open.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { SearchUnavailable } from '../../../src/retrieval/types.ts'
import { describeWith } from '../../support/needs.ts'
import { type Cluster, fetchOpenSearch, startOpenSearch } from '../../support/opensearch/cluster.ts'
import { describePassageIndex } from '../../support/passage-index-contract.ts'

// Three nodes of Java on two cores beside all other tests take their time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

describeWith('Maven', 'OpenSearch', () => {
  let cluster: Cluster
  let engine: SearchEngine
  let aliases = 0
  const open = async (alias = `test${++aliases}`) => openSearchEngine(cluster.urls.join(','), alias)
  const openIndex = async () => {
    const own = await open()
    onTestFinished(() => own.close())
    return own.createIndex()
  }
  beforeAll(async () => {
    fetchOpenSearch()
    cluster = await startOpenSearch(1)
    engine = await open('contract')
  })
  afterAll(async () => {
    await engine.close()
    await cluster.stop()
  })

  let indices = 0
  describePassageIndex('OpenSearch', async () => (await open(`contract${++indices}`)).createIndex())

  describe('versions of the material', () => {
    const text = (words: string) => [{ id: 0, passage: 'a', title: '', text: words }]
    const names = async (alias: string) => {
      const response = await fetch(`${cluster.urls[0]}/_cat/indices/${alias}-*?h=index`)
      return (await response.text()).trim().split('\n').filter(Boolean)
    }
    const current = async (alias: string) =>
      Object.keys((await (await fetch(`${cluster.urls[0]}/_alias/${alias}`)).json()) as object)

    it('are found by a copy that starts, and not built again', async () => {
      const [one, other] = [await open('again'), await open('again')]
      await one.createIndex().replace(text('望月桥'))
      const before = await names('again')
      const index = other.createIndex()
      await index.replace(text('望月桥'))
      expect(await names('again')).toEqual(before)
      expect(await index.size()).toBe(1)
    })

    it('are built once by copies that start together', async () => {
      const copies = await Promise.all(
        [1, 2, 3].map(async () => (await open('together')).createIndex()),
      )
      const many = Array.from({ length: 3_000 }, (_, id) => ({
        ...{ id, passage: `p${id}`, title: '', text: `第${id}号渔船` },
      }))
      await Promise.all(copies.map((copy) => copy.replace(many)))
      expect(await Promise.all(copies.map((copy) => copy.size()))).toEqual([3_000, 3_000, 3_000])
      expect(await names('together')).toHaveLength(1)
    })

    it('stand side by side while copies still answer from those before, four at most', async () => {
      const [one, other] = [
        (await open('beside')).createIndex(),
        (await open('beside')).createIndex(),
      ]
      await one.replace(text('望月桥'))
      await other.replace(text('造纸坊'))
      const find = (words: string) => ({ variants: [[words]], weight: 1, inTitles: true })
      expect(await one.candidates([find('望月')], { limit: 1 })).toHaveLength(1)
      expect(await other.candidates([find('造纸')], { limit: 1 })).toHaveLength(1)
      expect(await current('beside')).toHaveLength(1)
      await one.replace(text('果园'))
      await one.replace(text('渔船'))
      expect(await other.candidates([find('造纸')], { limit: 1 })).toHaveLength(1)
      await one.replace(text('早市'))
      expect(await names('beside')).toHaveLength(4)
      expect(await current('beside')).toHaveLength(1)
    })
  })

  describe('a version that is current again', () => {
    it('is kept as long as a new one', async () => {
      const text = (words: string) => [{ id: 0, passage: 'a', title: '', text: words }]
      const [one, other] = [
        (await open('revived')).createIndex(),
        (await open('revived')).createIndex(),
      ]
      const find = (words: string) => ({ variants: [[words]], weight: 1, inTitles: true })
      for (const words of ['望月桥', '造纸坊', '果园']) await one.replace(text(words))
      // The material is as it was at first; this copy answers from that while the other goes on.
      for (const copy of [one, other]) await copy.replace(text('望月桥'))
      await one.replace(text('渔船'))
      await one.replace(text('早市'))
      await one.replace(text('灯塔'))
      expect(await other.candidates([find('望月')], { limit: 1 })).toHaveLength(1)
    })
  })

  it('answers as MiniSearch does', async () => {
    const corpus = await loadCorpus('content')
    const embedded = await createSearchIndex(corpus)
    const remote = await createSearchIndex(corpus, await openIndex())
    for (const question of [
      '梁文峰来自哪所大学？',
      'How big is the R&D team of DeepSeek?',
      '美國限制晶片出口',
      'liangwenfeng',
      '出口管治',
      '怎么做红烧肉？',
    ]) {
      const [ours, theirs] = [await embedded.search(question), await remote.search(question)]
      expect(theirs.hits[0]?.passage.id, question).toBe(ours.hits[0]?.passage.id)
      expect(theirs.certainty, question).toBe(ours.certainty)
      expect(theirs.confidence, question).toBeCloseTo(ours.confidence, 1)
    }
  })

  describe('that is not what the settings say', () => {
    const serve = async (status: number, body: object) => {
      const server = createServer((_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      }).listen(0, '127.0.0.1')
      onTestFinished(() => void server.close())
      await new Promise((resolve) => server.once('listening', resolve))
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    }

    it.each([
      [
        'an old version',
        200,
        { version: { number: '1.3.0', distribution: 'opensearch' } },
        /it takes OpenSearch 2 or newer/,
      ],
      ['another engine', 200, { version: { number: '8.1.0' } }, /it takes OpenSearch/],
      ['a wrong password', 401, {}, /refuses the name or the password/],
      ['an account without rights', 403, {}, /does not let this name do/],
      ['something else', 404, {}, /something else than OpenSearch/],
    ])('is an error at the start that names the setting: %s', async (_, status, body, reason) => {
      const url = (await serve(status, body)).replace('//', '//ann:s3cret@')
      const error = await openSearchEngine(url).catch((problem: Error) => problem)
      expect((error as Error).message).toMatch(/^SEARCH_URL /)
      expect((error as Error).message).toMatch(reason)
      expect((error as Error).message).not.toContain('s3cret')
    })

    it('may pass by itself where nobody answers', async () => {
      const opening = openSearchEngine('http://127.0.0.1:1')
      await expect(opening).rejects.toBeInstanceOf(SearchUnavailable)
    })

    it('is an error at the start where TLS is expected', async () => {
      const url = (await serve(200, {})).replace('http:', 'https:')
      await expect(openSearchEngine(url)).rejects.toThrow(/write http:\/\/ instead of https:\/\//)
    })
  })

  it('that stands still is given up after a time limit, and asked again when it goes on', async () => {
    const own = await startOpenSearch(1)
    onTestFinished(() => own.stop())
    const other = await openSearchEngine(own.urls[0] as string)
    onTestFinished(() => other.close())
    const index = await createSearchIndex(await loadCorpus('content'), other.createIndex())
    const question = '梁文峰来自哪所大学？'
    const isFound = () =>
      vi.waitFor(async () => expect((await index.search(question)).certainty).toBe('found'), 90_000)
    await isFound()
    own.pause(0)
    await expect(index.search(question)).rejects.toThrow(SearchUnavailable)
    own.resume(0)
    await isFound()
  })

  it('of three nodes answers every question while one is killed and comes back', async () => {
    const own = await startOpenSearch(3)
    onTestFinished(() => own.stop())
    const other = await openSearchEngine(own.urls.join(','))
    onTestFinished(() => other.close())
    const index = await createSearchIndex(await loadCorpus('content'), other.createIndex())
    // Replicas are there before the node dies, as they are in a cluster that runs.
    await vi.waitFor(async () => {
      const health = await fetch(`${own.urls[0]}/_cluster/health`)
      expect(await health.json()).toMatchObject({ status: 'green' })
    }, 30_000)
    const wrong: string[] = []
    let asked = 0
    let isOver = false
    const asking = (async () => {
      while (!isOver) {
        asked++
        const found = await index.search('梁文峰来自哪所大学？').catch((error: Error) => error)
        if (found instanceof Error) wrong.push(`${found}`)
        else if (found.certainty !== 'found') wrong.push(found.certainty)
      }
    })()
    await own.kill(1)
    await vi.waitFor(() => expect(asked).toBeGreaterThan(50), 60_000)
    await own.restart(1)
    isOver = true
    await asking
    expect(wrong).toEqual([])

    await Promise.all([0, 1, 2].map(own.kill))
    await expect(index.search('梁文峰来自哪所大学？')).rejects.toThrow(SearchUnavailable)
    expect(await other.isHere()).toBe(false)
    await Promise.all([0, 1, 2].map(own.restart))
    await vi.waitFor(
      async () => expect((await index.search('梁文峰来自哪所大学？')).certainty).toBe('found'),
      60_000,
    )
  })
})
