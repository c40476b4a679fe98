import { execFileSync } from 'node:child_process'
import { chmod, link, rename, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  ContentError,
  describeProblem,
  loadCorpus,
  type Passage,
} from '../../../src/corpus/index.ts'
import { reportSize } from '../../../src/corpus/size.ts'
import { isVerbatim } from '../../../src/corpus/verbatim.ts'
import { readMaterial, TOPIC, writeMaterial } from '../../support/material.ts'

/** What is wrong with the folder, one line a problem. */
async function problemsOf(folder: string): Promise<readonly string[]> {
  try {
    await loadCorpus(folder, { strict: true })
    return []
  } catch (error) {
    if (!(error instanceof ContentError)) throw error
    return error.problems.map(describeProblem)
  }
}

const GOOD = { 'a.md': '一。' }

describe('links in the content folder', () => {
  it('to a folder outside lead nowhere, nor do those of a link inside one', async () => {
    const [outside, folder] = [
      await writeMaterial({ 'secret.md': '秘密。' }),
      await writeMaterial(GOOD),
    ]
    await symlink(outside, join(folder, 'more'))
    await symlink('../../../../../../etc/passwd', join(folder, 'password.txt'))
    await symlink('more/secret.md', join(folder, 'through.md'))
    expect(await problemsOf(folder)).toEqual([
      'more: is a link to a place outside the content folder → copy it into the folder',
      'password.txt: is a link to a place outside the content folder → copy it into the folder',
      'through.md: is a link to a place outside the content folder → copy it into the folder',
    ])
  })

  it('to a folder inside are told apart from files, and no circle is walked', async () => {
    const folder = await writeMaterial({ 'a/b.md': '一。' })
    await symlink('a', join(folder, 'again.md'))
    await symlink('..', join(folder, 'a', 'up'))
    expect(await problemsOf(folder)).toEqual([
      'a/up: is a link to a folder → put the folder itself there',
      'again.md: is a link to a folder → put the folder itself there',
    ])
  })

  it('that go round, or to nothing, are named', async () => {
    const folder = await writeMaterial(GOOD)
    await symlink('y.md', join(folder, 'x.md'))
    await symlink('x.md', join(folder, 'y.md'))
    await symlink('gone.md', join(folder, 'z.md'))
    expect(await problemsOf(folder)).toEqual([
      'x.md: is a link that leads in a circle → put the file itself there',
      'y.md: is a link that leads in a circle → put the file itself there',
      'z.md: is a link to nothing → put the file itself there, or delete it',
    ])
  })

  it('to a file inside are read: container hosts mount files so', async () => {
    const folder = await writeMaterial({ '..2026/a.md': '一。' })
    await symlink('..2026', join(folder, '..data'))
    await symlink('..data/a.md', join(folder, 'a.md'))
    expect((await loadCorpus(folder)).passages.map(({ id }) => id)).toEqual(['a#1'])
  })
})

describe.skipIf(process.platform === 'win32')('what only looks like a file', () => {
  it('is not waited for: a pipe that nobody writes into, a socket, a device behind a link', async () => {
    const folder = await writeMaterial(GOOD)
    execFileSync('mkfifo', [join(folder, 'pipe.md')])
    const server = createServer().listen(join(folder, 'socket.txt'))
    onTestFinished(() => void server.close())
    await symlink('/dev/zero', join(folder, 'zero.txt'))
    expect(await problemsOf(folder)).toEqual([
      'pipe.md: is no file but a pipe, a socket or a device → delete it',
      'socket.txt: is no file but a pipe, a socket or a device → delete it',
      'zero.txt: is a link to a place outside the content folder → copy it into the folder',
    ])
  })

  it('may not be read', async () => {
    const folder = await writeMaterial({ ...GOOD, 'locked/b.md': '二。' })
    await chmod(join(folder, 'a.md'), 0o000)
    await chmod(join(folder, 'locked'), 0o000)
    expect(await asNobody(folder, () => problemsOf(folder))).toEqual([
      'locked: may not be read → give the account of the bot the right to read it',
      'a.md: may not be read → give the account of the bot the right to read it',
    ])
  })
})

/** The administrator may read everything, so that nothing can be forbidden to it. */
async function asNobody<T>(folder: string, run: () => Promise<T>): Promise<T> {
  await chmod(folder, 0o755)
  if (process.getuid?.() !== 0) return run()
  process.seteuid?.(65_534)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

describe('enormous material', () => {
  it('is refused file by file without being read', async () => {
    const folder = await writeMaterial({ ...GOOD, 'huge.md': '', 'video.mp4': '' })
    await truncate(join(folder, 'huge.md'), 2 * 2 ** 30)
    await truncate(join(folder, 'video.mp4'), 2 * 2 ** 30)
    const before = process.memoryUsage().rss
    expect(await problemsOf(folder)).toEqual([
      'huge.md: is larger than 16 MiB → split it into several files',
      expect.stringContaining('video.mp4: is of a kind that the bot does not read (mp4 1)'),
    ])
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 30)
  })

  it('is refused as a whole', async () => {
    const text = `${'字'.repeat(1000)}\n\n`.repeat(5_000)
    const folder = await writeMaterial({ 'a.md': text, 'b.md': text, 'c.md': text })
    expect(await problemsOf(folder)).toEqual([
      '.: the folder holds more than 32 MiB of text → take out what people will not ask about, or run a second bot for it',
    ])
  })

  it('is refused when headings make it so, or the number of passages', () => {
    const problemsOfMany = (count: number, heading: string, hasEngine = false) => {
      const { corpus } = readMaterial({ 'a.md': `# ${heading}\n\n字` })
      const problems: string[] = []
      const passages = Array.from({ length: count }, () => corpus.passages[0] as Passage)
      reportSize(passages, (problem) => problems.push(describeProblem(problem)), hasEngine)
      return problems
    }
    expect(problemsOfMany(100_000, '题'.repeat(190))).toEqual([
      '.: the material has more than 32 million characters, with the headings above each passage → take out what people will not ask about, or run a second bot for it',
    ])
    expect(problemsOfMany(200_001, '题')).toEqual([
      '.: the material has more than 200000 passages → take out what people will not ask about, or run a second bot for it',
    ])
    expect(problemsOfMany(1_000, '题')).toEqual([])
    expect(problemsOfMany(200_001, '题', true)).toEqual([])
    expect(problemsOfMany(2_000_001, '题', true)).toHaveLength(1)
  })

  it('of more files than anybody writes is not walked through to its end', async () => {
    const folder = await writeMaterial(GOOD)
    const names = Array.from({ length: 10_000 }, (_, index) => `${index}.md`)
    await Promise.all(names.map((name) => link(join(folder, 'a.md'), join(folder, name))))
    expect(await problemsOf(folder)).toEqual([
      '.: the folder holds more than 10000 files → check that it is the right folder; many small texts fit into one .jsonl file, a line each',
    ])
  })

  it('of thousands of files is read', async () => {
    const folder = await writeMaterial({ 'a/b/t.md': '一。' })
    const names = Array.from({ length: 3_000 }, (_, index) => `a/b/t${index}.md`)
    await Promise.all(names.map((name) => link(join(folder, 'a/b/t.md'), join(folder, name))))
    expect((await loadCorpus(folder)).sources).toHaveLength(3_001)
  })

  it.each([
    ['a.md', '---\ntitle: 书\n---\n\n开头。\n\n', 7],
    ['a.txt', '第一行\n', 2],
  ])('in one line of %s is no paragraph, and the line is named', (path, start, line) => {
    expect(readMaterial({ [path]: `${start}${'字'.repeat(20_001)}` }).problems).toEqual([
      `${path}:${line}: has a paragraph of more than 20000 characters → put blank lines between its parts`,
    ])
  })

  it('in a line of JSONL, a translation or a heading is bounded too', () => {
    const long = '字'.repeat(20_001)
    const lines = ['1', '2'].map((id) =>
      JSON.stringify({ id, title: '甲', text: id === '2' ? long : '一。' }),
    )
    expect(readMaterial({ 'a.jsonl': lines.join('\n') }).problems[0]).toMatch(
      /^a\.jsonl:2: has a paragraph/,
    )
    expect(readMaterial({ 'a.md': '一。', 'a.en.md': long }).problems[0]).toMatch(
      /^a\.en\.md:1: has a paragraph/,
    )
    const { corpus } = readMaterial({ 'a.md': `# ${'题'.repeat(300)}\n\n一。` })
    expect(corpus.passages.map(({ heading, text }) => [heading, text.length])).toEqual([
      [undefined, 300],
      [undefined, 2],
    ])
  })

  it('tells a hundred of its problems and stops', async () => {
    const folder = await writeMaterial({ 'a.jsonl': '{"id":\n'.repeat(50_000) })
    expect(await problemsOf(folder)).toHaveLength(100)
    await expect(loadCorpus(folder, { strict: true })).rejects.toThrow(
      'The material has 100 problems or more:',
    )
    const names = Array.from({ length: 150 }, (_, index) => join(folder, `\u202e${index}.md`))
    await Promise.all(names.map((name) => writeFile(name, '一。')))
    expect(await problemsOf(folder)).toHaveLength(100)
  })
})

describe('names of files', () => {
  it('that command a terminal or turn words around are refused, and spelled out', async () => {
    const folder = await writeMaterial(GOOD)
    for (const name of ['\u001b[2Jx.md', 'a\u202Edm.txt', 'new\nline.md'])
      await writeFile(join(folder, name), '二。')
    expect((await problemsOf(folder)).toSorted()).toEqual(
      ['\\u{1b}[2Jx.md', 'a\\u{202e}dm.txt', 'new\\u{a}line.md']
        .map(
          (name) =>
            `${name}: has a name with characters that cannot be seen, or are not UTF-8 → give it a name of letters and digits`,
        )
        .toSorted(),
    )
  })

  it.skipIf(process.platform !== 'linux')('that are not UTF-8 are refused', async () => {
    const folder = await writeMaterial(GOOD)
    const name = Buffer.from([0x66, 0xff, 0x2e, 0x6d, 0x64])
    await rename(join(folder, 'a.md'), Buffer.concat([Buffer.from(`${folder}/`), name]))
    expect((await problemsOf(folder))[0]).toContain(
      'has a name with characters that cannot be seen',
    )
  })

  it('with dots, spaces, quotes and markup are names and nothing more', async () => {
    const folder = await writeMaterial({
      '..a.md': '藏。',
      'a..b.md': '一。',
      '"; rm -rf ~ &.md': '---\nid: rm\n---\n\n二。',
      '%2e%2e%2fetc%2fpasswd.md': '三。',
      '<script>alert(1)<.md': '四。',
      '@everyone **b**.md': '五。',
      '$(id).md': '六。',
    })
    const { sources } = await loadCorpus(folder)
    expect(sources.map(({ id }) => id).toSorted()).toEqual(
      [
        'rm',
        '$(id)',
        '%2e%2e%2fetc%2fpasswd',
        '<script>alert(1)<',
        '@everyone-**b**',
        'a..b',
      ].toSorted(),
    )
  })

  it('that differ only in their case or their encoding are two sources', async () => {
    const folder = await writeMaterial({ 'Guide.md': '一。', 'guide.md': '二。' })
    expect((await loadCorpus(folder)).sources.map(({ id }) => id)).toEqual(['Guide', 'guide'])
    expect(readMaterial({ 'caf\u00e9.md': '一。', 'cafe\u0301.md': '二。' }).problems).toEqual([])
  })
})

describe('files in other encodings', () => {
  it.each([
    ['UTF-16', Buffer.from('\ufeff一。', 'utf16le')],
    ['UTF-16, the other way', Buffer.from('\ufeff一。', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('一。', 'utf16le')],
    ['GB 18030', Buffer.from([0xd2, 0xbb, 0xa1, 0xa3])],
  ])('are read: %s', async (_, bytes) => {
    const folder = await writeMaterial({ 'a.md': bytes })
    expect((await loadCorpus(folder)).passages.map(({ text }) => text)).toEqual(['一。'])
  })

  it.each([
    ['overlong slashes', Buffer.from([0x2e, 0xc0, 0xaf, 0x2e, 0xe0, 0x80, 0xaf]), 'is not UTF-8'],
    ['half a character', Buffer.from([0xed, 0xa0, 0xbd]), 'is not UTF-8'],
    ['a cut character', Buffer.from('一二').subarray(0, 5), 'is not UTF-8'],
    ['a NUL', Buffer.from('a\0b'), 'is not a text file'],
  ])('that cannot be told are refused: %s', async (_, bytes, problem) => {
    const folder = await writeMaterial({ 'a.md': bytes })
    expect((await problemsOf(folder))[0]).toMatch(new RegExp(`^a\\.md: ${problem}.* → save it`))
  })
})

describe('hostile YAML', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}x${']'.repeat(depth)}`
  it.each([
    [
      'the billion laughs',
      `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]`,
      'too many YAML aliases',
    ],
    ['an alias of itself', 'a: &a [*a]', ''],
    ['ten thousand brackets', `a: ${deep(10_000)}`, 'nested more than 50 deep'],
    [
      'a hundred thousand brackets that stay open',
      `a: ${'['.repeat(100_000)}`,
      'nested more than 50 deep',
    ],
    ['fifty thousand mappings', '{a: '.repeat(50_000), 'nested more than 50 deep'],
    ['fifty thousand dashes', '- '.repeat(50_000), 'nested more than 50 deep'],
    ['fifty thousand question marks', '? '.repeat(50_000), 'nested more than 50 deep'],
    ['fifty thousand colons', 'a: '.repeat(50_000), 'nested more than 50 deep'],
    ['a megabyte', `a: ${'x'.repeat(2 ** 20)}`, 'more than 250 thousand characters of YAML'],
    ['fifty thousand keys', Array.from({ length: 50_000 }, (_, i) => `${i}:`).join('\n'), ''],
    ['five thousand anchors', '&a '.repeat(5_000), 'is not valid YAML'],
    ['a code tag', 'a: !!js/function "function () { process.exit() }"', ''],
    ['a python tag', 'a: !!python/object/apply:os.system ["id"]', ''],
    ['a key twice', 'a: 1\na: 2', 'stands there twice'],
    ['several documents', 'a: 1\n---\nb: 2', 'is not valid YAML'],
    [
      'a prototype',
      '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }',
      '',
    ],
    ['a merge of a prototype', 'a: &a { __proto__: { polluted: true } }\nb: { <<: *a }', ''],
    ['a number of 4,096 digits', `date: ${'9'.repeat(4096)}`, ''],
    ['a list that is the file', '[a, b]', ''],
    ['control characters', 'title: "\\x1b[2J"\nx\u0007: 1', ''],
  ])('%s is refused in every place that YAML can stand', (_, yaml, problem) => {
    for (const [path, text] of [
      ['topics.yaml', yaml],
      ['lexicon.yaml', yaml],
      ['a.md', `---\n${yaml.replaceAll('---', '- - -')}\n---\n\n一。`],
    ] as const) {
      const { corpus, problems } = readMaterial({ 'good.md': '一。', [path]: text })
      expect(corpus.passages.map(({ text }) => text)).toContain('一。')
      // What is no field at all is no front matter, but words between two rules.
      if (path !== 'a.md' || /^[a-z_{]\S*:/.test(yaml)) expect(problems, path).not.toEqual([])
      for (const line of problems) {
        expect(line.startsWith(path)).toBe(true)
        expect(line).toContain(' → ')
        expect(line.length).toBeLessThan(1500)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(line).not.toMatch(/[\0-\x1f\u202a-\u202e]/)
      }
      if (path === 'topics.yaml') expect(problems.join('\n')).toContain(problem)
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('may name a topic or a source like something every object has', () => {
    const topics = TOPIC.replace('hiking:', 'constructor:').replace('{ guide:', '{ __proto__:')
    const { problems } = readMaterial({ 'constructor.md': '一。', 'topics.yaml': topics })
    expect(problems).not.toEqual([])
    const { corpus } = readMaterial({
      'constructor.md': '一。',
      'topics.yaml': TOPIC.replace('hiking:', 'constructor:').replace(
        '{ guide: "1-2" }',
        '{ constructor: all }',
      ),
    })
    expect(corpus.topics.map(({ name, passages }) => [name, passages[0]?.id])).toEqual([
      ['constructor', 'constructor#1'],
    ])
  })

  it('cannot make the bot compare forever', () => {
    const covers = `{ guide: "${'1,'.repeat(100_000)}1" }`
    const topics = TOPIC.replace('{ guide: "1-2" }', covers)
    expect(readMaterial({ 'guide.md': '一。', 'topics.yaml': topics }).problems[0]).toContain(
      'has too many ranges',
    )
    const lexicon = '- [{ a: b }, [c, d]]'
    expect(readMaterial({ ...GOOD, 'lexicon.yaml': lexicon }).problems[0]).toContain(
      'must be a name',
    )
  })
})

describe('hostile values', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'tg://user?id=1',
    '//evil.example/x',
    'https://',
    'https://a\nb.example/',
    'https://a.example/ x',
    'https://a.example/\u202Egnp.exe',
    'https://a.example/\ud83d',
    `https://a.example/${'x'.repeat(2000)}`,
  ])('what is no web address is none in front matter and in JSONL: case %#', (url) => {
    const front = `---\nurl: ${JSON.stringify(url)}\n---\n\n一。`
    expect(readMaterial({ 'a.md': front }).problems.join()).toMatch(/a\.md:2 · url: is (no|too)/)
    const line = JSON.stringify({ id: '1', title: '甲', text: '一。', url })
    expect(readMaterial({ 'a.jsonl': line }).problems.join()).toMatch(
      /a\.jsonl:1 · url: is (no|too)/,
    )
  })

  it.each(['title', 'text', 'author', 'license'])(
    'half of a character in %s is refused',
    (field) => {
      const line = JSON.stringify({ id: '1', title: '甲', text: '一。', [field]: '一\ud83d。' })
      expect(readMaterial({ 'a.jsonl': line }).problems).toEqual([
        `a.jsonl:1 · ${field}: has half of a character (\\ud800 to \\udfff alone) → write the character itself`,
      ])
    },
  )

  it.each([
    '{"id":"1","title":"甲","text":"一。"',
    '{"id":"1"}{"id":"2"}',
    '"a"',
    'null',
    'NaN',
    `${'['.repeat(100_000)}`,
    `{"id":"1","title":"甲","text":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    `{"id":${'9'.repeat(4096)},"title":"甲","text":"一。"}`,
    '{"id":"../../etc","title":{"__proto__":1},"text":"一。"}',
    '\u0000',
    'undefined\u2028',
  ])('broken JSONL is named by its line: case %#', (line) => {
    const { problems } = readMaterial({
      'a.jsonl': `{"id":"ok","title":"甲","text":"一。"}\n${line}`,
    })
    expect(problems[0]).toMatch(/^a\.jsonl:2/)
  })

  it('JSON cannot reach the prototype of anything', () => {
    const line = '{"id":"__proto__","title":"甲","text":"一。","__proto__":{"polluted":true}}'
    const { corpus, problems } = readMaterial({ 'a.jsonl': line })
    expect(problems).toEqual([])
    expect(corpus.passages[0]?.id).toBe('__proto__#1')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('any file', () => {
  /** What means something to one of the readers. */
  const PIECES = [
    ...[
      '---\n',
      '\n\n',
      '\n',
      '  ',
      '- ',
      '? ',
      ': ',
      'a: ',
      '&a ',
      '*a',
      '<<: ',
      '!!x ',
      '|\n',
      '>\n',
    ],
    ...[
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '`',
      '```\n',
      '~~~\n',
      '# ',
      '### ',
      '#',
      '***\n',
      '\\',
      '\\u',
    ],
    ...[
      '{"id":"a","title":"b","text":"c"}',
      '{"id":1,',
      'null',
      '1e999',
      '9'.repeat(400),
      '\t',
      '\u0000',
    ],
    ...[
      'title: ',
      'url: https://',
      'id: ',
      'date: 2025',
      'covers: { a: "1-2" }',
      '\u2028',
      '\ud83d',
    ],
  ]
  const paths = fc.constantFrom(
    'a.md',
    'b.txt',
    'c.jsonl',
    'topics.yaml',
    'lexicon.yaml',
    'a.en.md',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  )

  it('is read or refused, and never makes the bot stumble', () => {
    fc.assert(
      fc.property(fc.dictionary(paths, texts, { minKeys: 1 }), (files) => {
        const { corpus, problems } = readMaterial(files)
        for (const passage of corpus.passages)
          expect(isVerbatim(passage, 0, passage.text.length), passage.text).toBe(true)
        for (const problem of problems) expect(problem).toMatch(/^\S[^\n]*: [^\n]+ → [^\n]+$/)
      }),
      { numRuns: 500 },
    )
  })
})
