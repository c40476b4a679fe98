import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCorpus } from '../../../src/corpus/index.ts'
import { readMaterial, TOPIC, writeMaterial } from '../../support/material.ts'

const GUIDE = `---
id: guide
title: 徒步指南
author: 王小明
url: https://example.org/guide
date: 2025-02
---

# 出发之前

周六早上八点在北门集合。

带两升水。
路上没有商店。

## 天气

下雨改期。
`

describe('a Markdown file', () => {
  const { corpus, problems } = readMaterial({ 'club/guide.md': GUIDE })

  it('becomes a source with what its front matter says', () => {
    expect(problems).toEqual([])
    expect(corpus.sources).toMatchObject([
      { id: 'guide', title: '徒步指南', author: '王小明', date: '2025-02', language: 'zh' },
    ])
  })

  it('becomes a passage for each block between blank lines, numbered from 1, verbatim', () => {
    expect(corpus.passages.map(({ id, text }) => [id, text])).toEqual([
      ['guide#1', '周六早上八点在北门集合。'],
      ['guide#2', '带两升水。\n路上没有商店。'],
      ['guide#3', '下雨改期。'],
    ])
    for (const { source, text } of corpus.passages) expect(source.text).toContain(text)
  })

  it('gives its passages the headings above them', () => {
    expect(corpus.passages.map(({ heading }) => heading)).toEqual([
      '出发之前',
      '出发之前',
      '出发之前 › 天气',
    ])
  })

  it('keeps a fenced block whole, with the sentence before it, and takes a rule for no paragraph', () => {
    const text = '第一段。\n\n---\n\n```\n甲\n\n# 乙\n```\n\n第二段。'
    expect(readMaterial({ 'a.md': text }).corpus.passages.map((passage) => passage.text)).toEqual([
      '第一段。\n甲\n\n# 乙',
      '第二段。',
    ])
  })

  it('needs no front matter: the first heading is its title, the name of the file its id', () => {
    const { corpus } = readMaterial({ 'hiking rules.md': '# 规则\n\n守时。' })
    expect(corpus.sources).toMatchObject([{ id: 'hiking-rules', title: '规则' }])
  })

  it('is not called by the first of its parts', () => {
    const { corpus } = readMaterial({
      'soups.md': '# Leek\n\n- two leeks\n\n# Pea\n\nA pound of peas.',
      'rules.md': '# Pool rules\n\nFor all.\n\n# Shoes\n\nNone.',
    })
    expect(corpus.sources.map(({ title }) => title)).toEqual(['soups', 'Pool rules'])
  })
})

describe('a plain text file', () => {
  it('has a paragraph for every line that is not blank', () => {
    const { corpus } = readMaterial({
      'a.txt': '---\ntitle: 歌\n---\n第一行\n\n  第二行\n# 第三行',
    })
    expect(corpus.passages.map(({ text, paragraphs }) => [text, paragraphs])).toEqual([
      ['第一行', [1, 1]],
      ['第二行', [2, 2]],
      ['# 第三行', [3, 3]],
    ])
  })

  it('takes lines that digits number for headings where they count parts, not items', () => {
    const text =
      'Rules of the rink\n\n1. Skates\n\n1.1 Size\nSkates are lent in whole sizes only.\n\n2. Ice\nThe ice is renewed every two hours.\n\n1. gloves\n2. a helmet for children'
    const { corpus } = readMaterial({ 'rink.txt': text })
    expect(corpus.passages.map(({ heading, text }) => [heading, text])).toEqual([
      ['Rules of the rink › 1. Skates › 1.1 Size', 'Skates are lent in whole sizes only.'],
      ['Rules of the rink › 2. Ice', 'The ice is renewed every two hours.'],
      ['Rules of the rink › 2. Ice', '1. gloves'],
      ['Rules of the rink › 2. Ice', '2. a helmet for children'],
    ])
  })

  it('takes the short lines that number the parts of a plain text for headings', () => {
    const text =
      '舞社章程\n\n一、会费缴纳\n\n每季度初由干事统一收取，不设月缴，也不退还。\n\n（二）借衣\n\n演出前三天可以到衣帽间领取，用完洗净归还。'
    const { corpus } = readMaterial({ 'rules.txt': text })
    expect(corpus.passages.map(({ heading, text }) => [heading, text])).toEqual([
      ['舞社章程 › 一、会费缴纳', '每季度初由干事统一收取，不设月缴，也不退还。'],
      ['舞社章程 › （二）借衣', '演出前三天可以到衣帽间领取，用完洗净归还。'],
    ])
  })
})

describe('a JSONL collection', () => {
  it('has a source for each line, that keeps its paragraphs in one passage', () => {
    const { corpus, problems } = readMaterial({
      'faq.jsonl':
        '{"id":"q1","title":"甲","text":"一。\\n二。"}\n\n{"id":2,"title":"乙","text":"三。"}\n',
    })
    expect(problems).toEqual([])
    expect(corpus.sources.map(({ id, collection }) => [id, collection])).toEqual([
      ['q1', 'faq'],
      ['2', 'faq'],
    ])
    expect(corpus.passages.map(({ text, paragraphs }) => [text, paragraphs])).toEqual([
      ['一。\n二。', [1, 2]],
      ['三。', [1, 1]],
    ])
  })

  it('splits a very long text between paragraphs', () => {
    const text = Array.from({ length: 10 }, (_, index) => `${index}${'长'.repeat(600)}`).join('\n')
    const { corpus } = readMaterial({
      'a.jsonl': JSON.stringify({ id: 'long', title: '长', text }),
    })
    expect(corpus.passages.map(({ paragraphs }) => paragraphs)).toEqual([
      [1, 3],
      [4, 6],
      [7, 9],
      [10, 10],
    ])
  })

  it.each([
    ['{"id":"a","title":"甲"', 'a.jsonl:1: is not JSON'],
    ['{"id":"a","title":"甲"}', 'a.jsonl:1 · text: must be a text'],
    ['{"title":"甲","text":"一"}', 'a.jsonl:1 · id: must be a short text'],
    ['{"id":"a b","title":"甲","text":"一"}', 'a.jsonl:1 · id: is not a good id'],
    ['[1]', 'a.jsonl:1 · line:'],
    ['{"id":"a","title":"甲","text":" "}', 'a.jsonl:1 · text: is empty'],
  ])('names the line and the field of %s', (line, problem) => {
    expect(readMaterial({ 'a.jsonl': line }).problems[0]).toContain(problem)
  })
})

describe('a translation', () => {
  it('stands beside each passage of its original, unofficial unless it says otherwise', () => {
    const { corpus, problems } = readMaterial({
      'guide.md': GUIDE,
      'guide.en.md': 'We meet at eight.\n\nBring water.\n\nRain: another day.',
    })
    expect(problems).toEqual([])
    expect(corpus.sources).toHaveLength(1)
    expect(corpus.passages[1]?.translations).toEqual([
      { language: 'en', official: false, text: 'Bring water.' },
    ])
  })

  it('is refused when it has other paragraphs than its original, or none', () => {
    const { problems } = readMaterial({ 'guide.md': GUIDE, 'guide.en.md': 'Only one.' })
    expect(problems).toEqual([
      'guide.en.md: has 1 paragraphs, but the original has 3 → give every paragraph of the original one of its own',
    ])
    expect(readMaterial({ 'x.en.md': 'Alone.' }).problems[0]).toContain('no original beside it')
  })
})

describe('front matter', () => {
  it.each([
    ['---\ntitle: a\n\ntext', 'a.md:1: has front matter that does not end'],
    ['---\ntitle: [\n---\nx', 'a.md:3: is not valid YAML'],
    ['---\ntitle: ok\ntilte: x\n---\nx', 'a.md:3 · tilte: is not a field that the bot knows'],
    ['---\ntitle: ok\nurl: javascript:alert(1)\n---\nx', 'a.md:3 · url: is not a web address'],
    ['---\ntitle: ok\n\ndate: yesterday\n---\nx', 'a.md:4 · date: is not a date'],
    ['---\ntitle: { a: b }\n---\nx', 'a.md:2 · title: must be a text'],
    ['---\nlanguage: 中文\n---\nx', 'a.md:2 · language: is not a language tag'],
    ['---\nid: a#1\n---\nx', 'a.md:2 · id: is not a good id'],
    [
      '---\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n---\nx',
      'has too many YAML aliases',
    ],
  ])('%j is refused with file, line and field', (file, problem) => {
    expect(readMaterial({ 'a.md': file }).problems.join('\n')).toContain(problem)
  })
})

describe('topics', () => {
  it('are commands over the passages that they cover', () => {
    const { corpus, problems } = readMaterial({ 'guide.md': GUIDE, 'topics.yaml': TOPIC })
    expect(problems).toEqual([])
    expect(corpus.topics).toHaveLength(1)
    expect(corpus.topics[0]?.passages.map(({ id }) => id)).toEqual(['guide#1', 'guide#2'])
    expect(corpus.topics[0]?.digest).toEqual(corpus.topics[0]?.passages)
  })

  it('may be written in one language, which then stands for all', () => {
    const { corpus, problems } = readMaterial({
      'club/guide.md': GUIDE.replace('id: guide\n', ''),
      'topics.yaml': [
        'hiking:',
        '  titles: hiking',
        '  summaries: { zh-Hans: 去哪里徒步, en: Where to hike }',
        '  covers: { guide: all }',
        '  questions: [Where do we meet?]',
      ].join('\n'),
    })
    expect(problems).toEqual([])
    const [topic] = corpus.topics
    expect(topic?.titles).toEqual({ 'zh-Hans': 'hiking', 'zh-Hant': 'hiking', en: 'hiking' })
    expect(topic?.summaries['zh-Hant']).toBe('去哪里徒步')
    expect(topic?.questions['zh-Hans']).toEqual(['Where do we meet?'])
    expect(topic?.passages[0]?.id).toBe('club/guide#1')
  })

  it('may cover a whole collection', () => {
    const { corpus } = readMaterial({
      'faq.jsonl': '{"id":"q1","title":"甲","text":"一。"}\n{"id":"q2","title":"乙","text":"二。"}',
      'topics.yaml': TOPIC.replace('{ guide: "1-2" }', '{ faq: all }'),
    })
    expect(corpus.topics[0]?.passages.map(({ id }) => id)).toEqual(['q1#1', 'q2#1'])
  })

  it.each([
    [
      'guide: "1-2"',
      'guid: 1',
      'topics.yaml:6 · hiking.covers.guid: there is no source or collection guid',
    ],
    [
      'guide: "1-2"',
      'guide: "2-9"',
      'topics.yaml:6 · hiking.covers.guide: paragraph 2-9 does not exist: guide has 3',
    ],
    ['guide: "1-2"', 'guide: "0"', 'paragraph 0 does not exist'],
    ['en: hiking }', 'en: Hiking Club }', 'topics.yaml:3 · hiking.titles.en: is no command name'],
    [
      'titles: { zh-Hans: 徒步, zh-Hant: 徒步, en: hiking }',
      'titles: {}',
      'topics.yaml:3 · hiking.titles: must be given in a language',
    ],
    ['aliases: [爬山]', 'aliases: [ask]', 'topics.yaml:2 · hiking: the name ask is taken'],
    ['hiking:\n', 'Hiking!:\n', 'is no command name → use 1 to 32 of a-z, 0-9 and _'],
    [
      'questions:',
      'question:',
      'topics.yaml:7 · hiking.question: is not a field that the bot knows',
    ],
    ['en: [Where do we meet?]', 'en: []', 'hiking.questions.en: is empty'],
    [
      'covers: { guide: "1-2" }',
      'covers: { guide: "1-2" }\n  digest: { guide: "3" }',
      'holds guide#3, which covers does not',
    ],
  ])('with %j changed to %j are refused', (from, to, problem) => {
    const topics = TOPIC.replace(from, to)
    const { problems } = readMaterial(
      { 'guide.md': GUIDE, 'topics.yaml': topics },
      { reservedNames: ['ask'] },
    )
    expect(problems.join('\n')).toContain(problem)
  })
})

describe('the lexicon', () => {
  it('is joined from every folder', () => {
    const { corpus, problems } = readMaterial({
      'a/lexicon.yaml': '- [北门, 北大门]',
      'b/lexicon.yaml': '- [水, water]\n- [2025, 今年]',
      'guide.md': GUIDE,
    })
    expect(problems).toEqual([])
    expect(corpus.lexicon).toEqual([
      ['北门', '北大门'],
      ['水', 'water'],
      ['2025', '今年'],
    ])
  })

  it('is refused where a group has a single name', () => {
    const { problems } = readMaterial({ 'guide.md': GUIDE, 'lexicon.yaml': '- [a, b]\n- [北门]' })
    expect(problems).toEqual([
      'lexicon.yaml:2 · 1: has one name only → add another name for the same thing, or delete the group',
    ])
  })
})

describe('a content folder', () => {
  it('is read with its subfolders; hidden files and drafts are left alone', async () => {
    const folder = await writeMaterial({
      'a/b/c.md': '一。',
      '_draft.md': '二。',
      '.hidden.md': '三。',
    })
    expect((await loadCorpus(folder)).passages.map(({ id }) => id)).toEqual(['a/b/c#1'])
  })

  it('tells all its problems at once', async () => {
    const folder = await writeMaterial({
      'empty.md': '---\ntitle: x\n---\n\n',
      'picture.png': Uint8Array.of(137, 80, 78, 71, 0, 1),
      'binary.md': Uint8Array.of(65, 0, 66),
      'latin1.txt': Uint8Array.of(0xe9, 0x74, 0xe9),
      'setup.exe': 'MZ',
      'x/twin.md': '一。',
      'y/twin.md': '二。',
    })
    await expect(loadCorpus(folder, { strict: true })).rejects.toThrow(
      /The material has 4 problems/,
    )
    await expect(loadCorpus(folder, { strict: true })).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ file: 'empty.md', message: 'has no text' }),
        expect.objectContaining({ file: 'binary.md', message: 'is not a text file' }),
        expect.objectContaining({
          file: 'latin1.txt',
          message: expect.stringMatching(/^is not UTF-8/),
        }),
        expect.objectContaining({
          file: '.',
          message: '2 files are of a kind that the bot does not read (png 1, exe 1)',
        }),
      ]),
    })
  })

  it('must exist and hold something', async () => {
    await expect(loadCorpus('/nowhere/at/all')).rejects.toThrow('there is no such folder')
    await expect(loadCorpus(await writeMaterial({}))).rejects.toThrow('holds no material')
  })

  it('is not left through symbolic links', async () => {
    const [outside, folder] = [
      await writeMaterial({ 'secret.md': '秘密。' }),
      await writeMaterial({ 'a.md': '一。' }),
    ]
    await symlink(join(outside, 'secret.md'), join(folder, 'link.md'))
    await expect(loadCorpus(folder, { strict: true })).rejects.toThrow(
      'link.md: is a link to a place outside',
    )
  })

  it('may come with a byte order mark and line ends of Windows', async () => {
    const folder = await writeMaterial({
      'a.md': '\uFEFF---\r\ntitle: 甲\r\n---\r\n\r\n一。\r\n\r\n二。',
    })
    const { sources, passages } = await loadCorpus(folder)
    expect(sources[0]?.title).toBe('甲')
    expect(passages.map(({ text }) => text)).toEqual(['一。', '二。'])
  })
})

describe('a heading', () => {
  it('may be closed by number signs, and keeps those that belong to it', () => {
    const text = '# C#\n\n一。\n\n## 第二 ##\n\n二。\n\n### ###\n\n三。'
    expect(readMaterial({ 'a.md': text }).corpus.passages.map(({ heading }) => heading)).toEqual([
      'C#',
      'C# › 第二',
      'C# › 第二',
    ])
  })
})
