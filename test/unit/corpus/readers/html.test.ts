import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, it } from 'vitest'
import { readHtml } from '../../../../src/corpus/readers/html/index.ts'

const read = (html: string, path = 'page.html') => readHtml(new TextEncoder().encode(html), path)
const toText = async (html: string, path?: string) =>
  toMarkdown((await read(html, path)).tree, { extensions: [gfmToMarkdown()], bullet: '-' }).trim()

/** Enough of it to be the text of a page. */
const BODY =
  '<p>Bees swarm on warm days in May, when the old queen leaves with half of the colony.</p>'

describe('a web page', () => {
  it('is its text, without what stands around it', async () => {
    const html = `<body><nav><a href="/">Home</a></nav><div class="breadcrumbs">Home › Bees</div>
      <article><h1>Swarms</h1>${BODY}<aside>Buy honey</aside></article><footer>Imprint</footer></body>`
    expect(await toText(html)).toBe(
      '# Swarms\n\nBees swarm on warm days in May, when the old queen leaves with half of the colony.',
    )
  })

  it('is found also where no element names it, with the levels of its headings', async () => {
    const html = `<body><div class="sidebar"><ul>${'<li><a href="/x">Other page of this site</a></li>'.repeat(9)}</ul></div>
      <div class="content"><h1>Swarms</h1>${BODY}<h2>Catching one</h2>${BODY.repeat(4)}</div></body>`
    const text = await toText(html)
    expect(text).not.toContain('Other page')
    expect(text).toMatch(/^## Catching one$/m)
  })

  it.each([
    '<h2 id="catch">Catching</h2>',
    '<section id="catch"><h2>Catching</h2><p>x</p></section>',
    '<a name="catch"></a><h2>Catching</h2>',
    '<h2><a id="catch"></a>Catching <a class="headerlink" href="#catch">¶</a></h2>',
  ])('keeps the place that a link to a heading leads to: %s', async (heading) => {
    const { tree } = await read(`<main>${BODY}${heading}${BODY}</main>`)
    expect(tree.children.find(({ type }) => type === 'heading')).toMatchObject({
      data: { anchor: 'catch' },
      children: [{ value: expect.stringMatching(/^Catching ?$/) }],
    })
  })

  it('resolves its links and pictures against its address', async () => {
    const html = `<main>${BODY}<p><a href="../honey.html#raw">Honey</a> <img src="/hive.png" alt="Hive"></p></main>`
    expect(await toText(html, 'https://example.org/bees/swarms/')).toContain(
      '[Honey](https://example.org/bees/honey.html#raw) ![Hive](https://example.org/hive.png)',
    )
  })

  it('keeps what tells numbers, terms and tables apart', async () => {
    const html = `<main>${BODY}<p>10<sup>6</sup> bees, CO<sub>2</sub></p>
      <dl><dt>Skep</dt><dd>A hive of straw.</dd><dt>Drone</dt><dd>A male bee.</dd></dl>
      <table><caption>Yield</caption><tr><td>Year</td><td>Jars</td></tr><tr><td>2025</td><td>40</td></tr></table></main>`
    const text = await toText(html)
    expect(text).toContain('10⁶ bees, CO₂')
    expect(text).toMatch(/- \*\*Skep\*\*\s+A hive of straw\.\s+- \*\*Drone\*\*\s+A male bee\./)
    expect(text).toMatch(/Yield\n\n\| Year \| Jars \|\n\| -+ \| -+ \|\n\| 2025 \| 40 +\|/)
  })

  it('has the paragraphs and lists of a cell, as Word writes them, on one line', async () => {
    const html = `<main>${BODY}<table><tr><td><p>Hive</p></td><td><p>Frames</p></td></tr>
      <tr><td><p>North</p></td><td><p>Ten</p><ul><li>old wax</li><li>new wax</li></ul></td></tr></table></main>`
    expect(await toText(html)).toMatch(
      /\| Hive +\| Frames +\|\n.*\n\| North \| Ten old wax new wax \|$/,
    )
  })

  it('has no header in the first row of a table with titles in its first column', async () => {
    const html = `<main>${BODY}<table><tr><th>Queen</th><td>green</td></tr><tr><th>Age</th><td>two</td></tr></table></main>`
    expect(await toText(html)).toMatch(
      /\| +\| +\|\n\|.*\n\| Queen \| green \|\n\| Age +\| two +\|$/,
    )
  })

  it('has the words of a frame, which is a table of one cell, as they stand', async () => {
    const html = `<main>${BODY}<table><tr><td><p>Wear a veil.</p><p>Move slowly.</p></td></tr></table></main>`
    expect(await toText(html)).toMatch(/Wear a veil\.\n\nMove slowly\.$/)
  })

  it('that is laid out by tables is read as text', async () => {
    const html = `<body><table><tr><td><h1>Swarms</h1></td></tr><tr><td>${BODY}</td></tr></table></body>`
    expect(await toText(html)).toMatch(/^# Swarms\n\nBees swarm/)
  })

  it('tells who wrote it, when and where', async () => {
    const html = `<html lang="en-GB"><head><title>Swarms – The Bee Book</title>
      <meta name="author" content="Ada Moss"><meta property="article:published_time" content="2025-05-02T08:00:00Z">
      <link rel="canonical" href="https://example.org/bees/swarms"></head><body><main><h1>Swarms</h1>${BODY}</main></body></html>`
    expect((await read(html)).header).toEqual({
      title: 'Swarms',
      author: 'Ada Moss',
      date: '2025-05-02',
      url: 'https://example.org/bees/swarms',
      language: 'en-GB',
    })
  })
})
