import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importSource } from '../../../src/import/index.ts'

interface Answer {
  readonly body: string
  readonly type?: string
  readonly etag?: string
  readonly status?: number
  readonly location?: string
}

const page = (title: string, body: string, more = '') => `<!doctype html><html lang="en"><head>
<title>${title} · Kiln Club</title>${more}</head><body>
<nav><a href="/docs/">Home</a><a href="/docs/glaze.html">Glaze</a><a href="/docs/fire/">Fire</a></nav>
<main><h1>${title}</h1>${body}</main><footer>Imprint</footer></body></html>`

let server: Server
let site: Map<string, Answer>
let asked: { path: string; etag: string | undefined; at: number }[]
let folder: string
let origin: string

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'import-')), 'kiln')
  asked = []
  site = new Map([
    [
      '/docs/',
      {
        body: page(
          'Welcome',
          '<p>The kiln is lit on Fridays. <a href="clay.html#kinds">Clay</a></p>',
        ),
        etag: '"one"',
      },
    ],
    [
      '/docs/glaze.html',
      {
        body: page(
          'Glaze',
          '<h2 id="mixing">Mixing<a class="headerlink" href="#mixing">¶</a></h2><p>Mix ash and feldspar in equal parts, then sieve twice.</p>',
        ),
        etag: '"two"',
      },
    ],
    ['/docs/fire/', { body: page('Firing', '<p>Raise the heat by 60 degrees an hour.</p>') }],
    ['/docs/clay.html', { body: page('Clay', '<p>Red clay comes from the river bank.</p>') }],
    ['/blog/', { body: page('Blog', '<p>Elsewhere on the site.</p>') }],
  ])
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    const etag = request.headers['if-none-match']
    asked.push({ path, etag, at: Date.now() })
    const answer = site.get(path)
    if (!answer) {
      response.writeHead(404).end()
      return
    }
    if (answer.etag && etag === answer.etag) {
      response.writeHead(304).end()
      return
    }
    response
      .writeHead(answer.status ?? 200, {
        'content-type': answer.type ?? 'text/html; charset=utf-8',
        ...(answer.etag && { etag: answer.etag }),
        ...(answer.location && { location: answer.location }),
      })
      .end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(join(folder, '..'), { recursive: true, force: true })
})

const importAll = (path = '/docs/', options = {}) =>
  importSource(`${origin}${path}`, folder, { allowPrivate: true, paceMs: 0, ...options })

const list = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).toSorted()
const read = (name: string) => readFile(join(folder, name), 'utf8')

describe('the import of a site', () => {
  it('follows links at and below the address, and writes pages as Markdown', async () => {
    const report = await importAll()
    expect(report).toMatchObject({ added: 4, removed: 0, failed: [], complete: true })
    expect(await list()).toEqual([
      'docs/clay.md',
      'docs/fire/index.md',
      'docs/glaze.md',
      'docs/index.md',
    ])
    expect(await read('docs/glaze.md')).toBe(
      [
        '---',
        `url: ${origin}/docs/glaze.html`,
        'title: Glaze',
        'language: en',
        '---',
        '',
        '# Glaze',
        '',
        '## Mixing {#mixing}',
        '',
        'Mix ash and feldspar in equal parts, then sieve twice.',
        '',
      ].join('\n'),
    )
  })

  it('asks only for what has changed the next time', async () => {
    await importAll()
    asked = []
    site.set('/docs/glaze.html', { body: page('Glaze', '<p>Now with iron.</p>'), etag: '"three"' })
    const report = await importAll()
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 3, complete: true })
    expect(asked.find(({ path }) => path === '/docs/')?.etag).toBe('"one"')
    expect(await read('docs/glaze.md')).toContain('Now with iron.')
  })

  it('removes what is gone after a complete crawl, and only then', async () => {
    await importAll()
    site.delete('/docs/clay.html')
    site.set('/docs/fire/', { body: 'busy', status: 500 })
    expect(await importAll()).toMatchObject({
      removed: 0,
      complete: false,
      failed: [`${origin}/docs/fire/: the server says 500`],
    })
    expect(await list()).toContain('docs/clay.md')
    site.set('/docs/fire/', { body: page('Firing', '<p>Slowly.</p>') })
    expect(await importAll()).toMatchObject({ removed: 1, complete: true })
    expect(await list()).not.toContain('docs/clay.md')
  })

  it('leaves alone what somebody has edited', async () => {
    await importAll()
    await writeFile(join(folder, 'docs/clay.md'), 'My own words.')
    site.set('/docs/clay.html', { body: page('Clay', '<p>White clay.</p>') })
    expect(await importAll()).toMatchObject({ kept: ['docs/clay.md'] })
    expect(await read('docs/clay.md')).toBe('My own words.')
  })

  it('keeps to robots.txt', async () => {
    site.set('/robots.txt', { body: 'User-agent: *\nDisallow: /docs/fire/', type: 'text/plain' })
    await importAll()
    expect(await list()).not.toContain('docs/fire/index.md')
    expect(asked.map(({ path }) => path)).not.toContain('/docs/fire/')
  })

  it('takes the pages of a sitemap, with their dates, and no others', async () => {
    site.set('/sitemap.xml', {
      type: 'application/xml',
      body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${origin}/docs/glaze.html</loc><lastmod>2026-03-04T10:00:00Z</lastmod></url>
<url><loc>${origin}/blog/</loc></url></urlset>`,
    })
    await importAll()
    expect(await list()).toEqual(['docs/glaze.md'])
    expect(await read('docs/glaze.md')).toContain('date: 2026-03-04')
    await rm(folder, { recursive: true })
    await importAll('/sitemap.xml')
    expect(await list()).toEqual(['blog/index.md', 'docs/glaze.md'])
  })

  it('prefers llms.txt, and pages that are Markdown', async () => {
    site.set('/docs/llms.txt', {
      type: 'text/plain',
      body: '# Kiln\n\n- [Glaze](/docs/glaze.md)\n',
    })
    site.set('/docs/glaze.md', {
      type: 'text/markdown',
      body: '---\ntitle: Glazes\n---\n\n# Glazes\n\nTwo **spoons** of ash.\n',
    })
    await importAll()
    expect(await list()).toEqual(['docs/glaze.md'])
    expect(await read('docs/glaze.md')).toBe(
      `---\nurl: ${origin}/docs/glaze.md\ntitle: Glazes\n---\n\n# Glazes\n\nTwo **spoons** of ash.\n`,
    )
  })

  it('takes the Markdown that a page names instead of the page', async () => {
    const link = '<link rel="alternate" type="text/markdown" href="/docs/clay.md">'
    site.set('/docs/clay.html', { body: page('Clay', '<p>Red clay.</p>', link) })
    site.set('/docs/clay.md', { type: 'text/markdown', body: '# Clay\n\nRed clay, as Markdown.\n' })
    await importAll()
    expect(await read('docs/clay.md')).toContain(`url: ${origin}/docs/clay.html`)
    expect(await read('docs/clay.md')).toContain('Red clay, as Markdown.')
  })

  it('takes a page once, however it is addressed', async () => {
    site.set('/docs/index.html', site.get('/docs/') as Answer)
    site.set('/docs/fire/', {
      body: page('Firing', '<a href="/docs/index.html">Home</a><a href="/docs/old.html">Old</a>'),
    })
    site.set('/docs/old.html', { body: '', status: 301, location: '/docs/clay.html' })
    await importAll()
    expect(await list()).toEqual([
      'docs/clay.md',
      'docs/fire/index.md',
      'docs/glaze.md',
      'docs/index.md',
    ])
  })

  it('waits between two pages', async () => {
    await importAll('/docs/', { paceMs: 60 })
    const times = asked.map(({ at }) => at)
    const gaps = times.slice(1).map((at, index) => at - (times[index] as number))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50)
  })

  it('does not touch the own network unless it is allowed, not even after a redirect', async () => {
    await expect(importSource(`${origin}/docs/`, folder)).rejects.toThrow(
      'not on the public internet',
    )
    expect(asked).toEqual([])
    site.set('/docs/clay.html', { body: '', status: 302, location: 'file:///etc/passwd' })
    expect((await importAll()).failed).toEqual([
      `${origin}/docs/clay.html: file:// is not read, only http:// and https://`,
    ])
  })

  it('ends at the greatest number of pages, and removes nothing then', async () => {
    await importAll()
    expect(await importAll('/docs/', { maxPages: 2 })).toMatchObject({
      removed: 0,
      complete: false,
    })
    expect(await list()).toHaveLength(4)
  })

  it('refuses a folder that holds something else', async () => {
    await importAll()
    await expect(importAll('/blog/')).rejects.toThrow('choose another folder')
  })
})
