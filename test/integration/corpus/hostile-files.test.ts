import { deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { MARKDOWN } from '../../../src/corpus/readers/kinds.ts'
import { createReadingThread } from '../../../src/corpus/readers/thread.ts'

const MIB = 2 ** 20
const encode = (text: string) => new TextEncoder().encode(text)
const { read } = createReadingThread({ timeoutMs: 20_000 })

async function refusal(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await read(bytes, name)
  } catch (error) {
    expect(error).toMatchObject({ name: 'UnreadableError' })
    return (error as Error).message
  }
  return 'was read'
}

/** A small ZIP file of large parts, all zeros. */
const bomb = (names: readonly string[], size: number) =>
  zipSync(
    Object.fromEntries(names.map((name) => [name, [new Uint8Array(size), { level: 1 }] as const])),
  )

/** Lets every part of a ZIP file say that it is small. */
function lie(zip: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(zip)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at + 46 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true)
    else if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1000, true)
  return bytes
}

function pdf(filter: string, content: Uint8Array): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    '',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  const parts: Uint8Array[] = [encode('%PDF-1.4\n')]
  objects.forEach((object, index) => {
    const head = `${index + 1} 0 obj\n`
    if (object) parts.push(encode(`${head}${object}\nendobj\n`))
    else
      parts.push(
        encode(`${head}<</Length ${content.length}/Filter ${filter}>>\nstream\n`),
        content,
        encode('\nendstream\nendobj\n'),
      )
  })
  parts.push(encode('trailer<</Root 1 0 R>>\n'))
  return new Uint8Array(Buffer.concat(parts))
}

describe('a file that was made to do harm', () => {
  it.each([
    ['a.docx', ['word/document.xml', 'word/a.xml', 'word/b.xml']],
    ['a.xlsx', ['xl/workbook.xml', 'xl/a.xml', 'xl/b.xml']],
    ['a.epub', ['META-INF/container.xml', 'a.xhtml', 'b.xhtml']],
  ])('is refused when it unpacks to too much: %s', async (name, parts) => {
    const zip = bomb(parts, 44 * MIB)
    expect(zip.length).toBeLessThan(2 * MIB)
    expect(await refusal(zip, name)).toBe('holds too much once it is unpacked')
  })

  it.each([
    ['lists within lists', '* '.repeat(20_000)],
    ['open marks', '`a <b '.repeat(20_000)],
  ])('ends no later than the thread does, with reStructuredText of %s', async (_, text) => {
    const impatient = createReadingThread({ timeoutMs: 5000 })
    const read = impatient.read(encode(text), 'a.rst')
    await expect(read).rejects.toMatchObject({ name: 'UnreadableError' })
  })

  it('is refused when it lies about how much it unpacks to', async () => {
    const zip = lie(bomb(['word/document.xml'], 16 * MIB))
    expect(await refusal(zip, 'a.docx')).not.toBe('was read')
  })

  it('is refused when it has more parts than any document', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`${index}.xhtml`, new Uint8Array()]),
    )
    expect(await refusal(zipSync(parts), 'a.epub')).toBe('holds too much once it is unpacked')
  })

  it('is refused when a PDF packs its text a thousand times a thousand times', async () => {
    const once = deflateSync(Buffer.alloc(192 * MIB, ' '))
    const twice = deflateSync(once)
    expect(twice.length).toBeLessThan(10_000)
    const bytes = pdf('[/FlateDecode/FlateDecode]', twice)
    const modest = createReadingThread({ maxGrowth: 150 })
    await expect(modest.read(bytes, 'a.pdf')).rejects.toThrow('takes too much memory to read')
  })

  it('is refused when it is nested too deeply', async () => {
    expect(await refusal(encode('<div>'.repeat(100_000)), 'a.html')).toMatch(/nested too deeply/)
    expect(await refusal(encode(`${'<b>'.repeat(400)}x`), 'a.html')).toBe('is nested too deeply')
  })

  it('is refused when a document type multiplies its words', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
    )
    const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${entities.join('')}]>
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
      <w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>`
    const zip = zipSync({ 'word/document.xml': encode(xml) })
    expect(await refusal(zip, 'a.docx')).not.toBe('was read')
  })

  it.each([
    ['a.pdf', '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>'],
    ['a.docx', 'PK\u0003\u0004'],
    ['a.xlsx', 'no workbook'],
    ['a.epub', ''],
    ['a.csv', ''],
    ['a.html', '<script>alert(1)</script>'],
  ])('is refused when it is cut off or something else: %s', async (name, text) => {
    expect(await refusal(encode(text), name)).not.toBe('was read')
  })

  it('brings no scripts, and no addresses but those of the web', async () => {
    const html = `<main><h1>Tea</h1><p onclick="x()">Green tea brews at eighty degrees, and black tea at a hundred.
      <script>alert(1)</script><a href="javascript:alert(1)">Click</a><img src="data:image/png;base64,AA"></p></main>`
    const text = JSON.stringify((await read(encode(html), 'a.html')).tree)
    expect(text).toContain('Green tea')
    expect(text).toContain('Click')
    expect(text).not.toMatch(/alert|javascript|onclick|data:/)
  })

  it('does not take the next one with it, and leaves the bot answering', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 20)
    const slow = encode(`<main><table>${'<tr><td>'.repeat(200_000)}</table></main>`)
    const hasty = createReadingThread({ timeoutMs: 1500 })
    const [first, second] = await Promise.allSettled([
      hasty.read(slow, 'slow.html'),
      createReadingThread().read(encode('Q,A\nWhen?,At noon.\n'), 'good.csv'),
    ])
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
    expect(first.status).toBe('rejected')
    expect(second).toMatchObject({ status: 'fulfilled' })
    expect(
      (await hasty.read(encode('Q,A\nWhen?,At noon.\n'), 'good.csv')).tree.children,
    ).toHaveLength(2)
  }, 60_000)

  it('is given up where the parser of Markdown would take minutes', async () => {
    const hasty = createReadingThread({ timeoutMs: 1500 })
    const reading = hasty.read(encode('*a_ '.repeat(30_000)), '', MARKDOWN)
    await expect(reading).rejects.toThrow('takes longer than 1.5 seconds')
  })
})
