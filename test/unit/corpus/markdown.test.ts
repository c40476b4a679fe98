import { describe, expect, it } from 'vitest'
import { isVerbatim } from '../../../src/corpus/verbatim.ts'
import { readMaterial } from '../../support/material.ts'

/** The passages of a file, each proven to be words of it. */
function read(text: string, path = 'page.md') {
  const { corpus, problems } = readMaterial({ [path]: text })
  for (const passage of corpus.passages)
    expect(isVerbatim(passage, 0, passage.text.length), passage.text).toBe(true)
  return { passages: corpus.passages, texts: corpus.passages.map(({ text }) => text), problems }
}

const leadOf = ({ text, lead = 0 }: { readonly text: string; readonly lead?: number }) =>
  text.slice(0, lead).trimEnd()

describe('a passage is', () => {
  it('a row of a table with its header', () => {
    const { texts } = read(
      '| Colour | Blinks | |\n|---|---|---|\n| amber | yes | updating |\n| red \\| dark | | broken |',
    )
    expect(texts).toEqual(['Colour: amber · Blinks: yes · updating', 'Colour: red | dark · broken'])
  })

  it('a row of a table of HTML with its header', () => {
    const { texts } = read(
      `Boats:

<table>
  <tr><th>Boat</th><th><p>Seats</p></th></tr>
  <tr>
    <td>Otter</td>

    <td><p>six</p><ul><li>two <b>wet</b></li><li>a | b</li></ul></td>
  </tr>
</table>

> <table><caption>Pier</caption><tr><th>Depth</th><td>three<br>fathoms</td></tr></table>

\`\`\`html
<table><tr><td>raw</td></tr></table>
\`\`\``,
    )
    expect(texts).toEqual([
      'Boats:\nBoat: Otter · Seats: six two wet a | b',
      'Pier\nDepth · three fathoms',
      '<table><tr><td>raw</td></tr></table>',
    ])
  })

  it('a short list with the line above it, which only introduces it', () => {
    const { passages } = read(
      '退票分三步：\n\n1. 打开订单。\n2. 点“退票”。\n\n   选择原因。\n3. 提交。',
    )
    expect(passages.map(({ text }) => text)).toEqual([
      '退票分三步：\n1. 打开订单。\n2. 点“退票”。\n选择原因。\n3. 提交。',
    ])
    expect(passages.map(leadOf)).toEqual(['退票分三步：'])
  })

  it.each(['备用钥匙在花盆下面。', '身高一米二以下免票。'])(
    'a paragraph that says where or how much, and introduces nothing: %s',
    (first) => {
      expect(read(`${first}\n\n寄存处在东侧。`).texts).toEqual([first, '寄存处在东侧。'])
    },
  )

  it.each(['租船请看下面。', '以下物品不能带上船。'])(
    'what follows a line that introduces it: %s',
    (lead) => {
      expect(read(`${lead}\n\n救生衣在东侧领取。`).passages.map(leadOf)).toEqual([lead])
    },
  )

  it('an item of a long list, each with the line above', () => {
    const items = Array.from({ length: 9 }, (_, n) => `- ${n} ${'word '.repeat(20).trim()}`)
    const { passages } = read(`The kit holds:\n\n${items.join('\n')}`)
    expect(passages).toHaveLength(9)
    expect(passages[3]?.text).toMatch(/^The kit holds:\n• 3 word/)
  })

  it('code with the sentence before it', () => {
    const { passages } = read(
      'Update it with one command.\n\n```bash\nbox update\nbox start\n```\n\nDone.',
    )
    expect(passages.map(({ text }) => text)).toEqual([
      'Update it with one command.\nbox update\nbox start',
      'Done.',
    ])
    expect(passages[0]?.styles).toEqual([{ start: 28, end: 48, type: 'block' }])
  })

  it('a definition with a term in code, in bold or with hyphens', () => {
    const { texts } = read(
      '`drained`\n: The tank is empty.\n\n**Silt**\n: Fine mud.\n\n--dry\n: Without water.',
    )
    expect(texts).toEqual([
      'drained\nThe tank is empty.',
      'Silt\nFine mud.',
      '--dry\nWithout water.',
    ])
  })

  it('each block of code of several with the sentence before the first', () => {
    const { texts } = read('Start it:\n\n```sh\nmake run\n```\n\n```bat\nrun.bat\n```\n\nWait.')
    expect(texts).toEqual(['Start it:\nmake run', 'Start it:\nrun.bat', 'Wait.'])
  })

  it('a definition with its term', () => {
    const { passages } = read('Tide\n: The rise of the sea.\n\nNeap tide\n:   The lowest of them.')
    expect(passages.map(({ text }) => text)).toEqual([
      'Tide\nThe rise of the sea.',
      'Neap tide\nThe lowest of them.',
    ])
    expect(passages.map(leadOf)).toEqual(['Tide', 'Neap tide'])
  })

  it('a list with the titles above it, where a list is made of titles', () => {
    const { passages } = read(
      '- Ground floor\n  - Kitchen\n    - nine stools\n    - no dogs\n  - Hall\n    - two benches\n- Attic\n  - Store\n    - forty crates\n  - Study\n    - one desk',
    )
    expect(passages.map((passage) => [leadOf(passage), passage.text.slice(passage.lead)])).toEqual([
      ['Ground floor\nKitchen', '• nine stools\n• no dogs'],
      ['Ground floor\nHall', '• two benches'],
      ['Attic\nStore', '• forty crates'],
      ['Attic\nStudy', '• one desk'],
    ])
  })

  it('a list with all of its levels, where some items have none', () => {
    expect(
      read('- Pack\n  - a rope\n    - ten metres\n- Sign\n- Door\n  a) locked\n  b) open').texts,
    ).toEqual(['• Pack\n  • a rope\n    • ten metres\n• Sign\n• Door\na) locked\nb) open'])
  })

  it('an answer with its question, in one block or in two', () => {
    const { passages } = read(
      '# 问答\n\n**问：能带狗吗？**\n\n答：可以，要牵绳。\n\nQ: Is it free?\nA: Yes, on Mondays.\nQ: And parking?\nA: Two euros.',
    )
    expect(passages.map((passage) => [leadOf(passage), passage.text.slice(passage.lead)])).toEqual([
      ['问：能带狗吗？', '答：可以，要牵绳。'],
      ['Q: Is it free?', 'A: Yes, on Mondays.'],
      ['Q: And parking?', 'A: Two euros.'],
    ])
  })
})

describe('a question with its answer', () => {
  const pairsIn = (text: string, path?: string) =>
    read(text, path).passages.map((passage) => [leadOf(passage), passage.text.slice(passage.lead)])

  it.each([
    ['a number before its mark', '2、问：能借伞吗？\n答：能。\n（3）问：能借多久？\n答：三天。'],
    ['a number and no mark', '2、问：能借伞吗？\n答：能。\n\n3. 能借多久？\n三天。'],
  ])('may have %s', (_, text) => {
    expect(pairsIn(text).map(([, answer]) => answer)).toEqual([
      expect.stringContaining('能。'),
      expect.stringContaining('三天。'),
    ])
    expect(pairsIn(text, 'faq.txt')[0]).toEqual(['2、问：能借伞吗？', '答：能。'])
  })

  it('may be an item of a list', () => {
    expect(
      pairsIn('1. Q: May I lend it?\n   A: Better not.\n2. Q: Is it heavy?\n   A: Two kilos.'),
    ).toEqual([
      ['1. Q: May I lend it?', 'A: Better not.'],
      ['2. Q: Is it heavy?', 'A: Two kilos.'],
    ])
    expect(pairsIn('- **Is it heavy?**\n\n  Two kilos.')).toEqual([['Is it heavy?', 'Two kilos.']])
    expect(pairsIn('1. Is it heavy?\n2. Lift it.')).toHaveLength(1)
  })

  it.each([
    ['**伞要还到哪里**\n还到前台。', '伞要还到哪里', '还到前台。'],
    ['**Where to return it**\nAt the desk.', 'Where to return it', 'At the desk.'],
    ['**押金**\n二十元。', '押金', '二十元。'],
  ])('may be in bold above it, without a question mark: %s', (text, question, answer) => {
    expect(pairsIn(text)).toEqual([[question, answer]])
  })

  it('is none where only the first words are bold', () => {
    expect(pairsIn('**Where it rains** take\none umbrella.')).toEqual([
      ['', 'Where it rains take one umbrella.'],
    ])
  })
})

describe('what a template puts there', () => {
  it('is left out, but not in code, nor where it is shown as it is', () => {
    expect(
      read(
        'Go to the [pier]({{ site.baseurl }}/pier.html){{ note }}.\n\n{% raw %}Write {{ name }} there.{% endraw %}\n\nUse `{{ name }}`.',
      ).texts,
    ).toEqual(['Go to the pier.', 'Write {{ name }} there.', 'Use {{ name }}.'])
  })
})

describe('an article of a statute', () => {
  const STATUTE = `渡口管理办法

第一条 渡船由镇里管。

第二条 渡船上禁止：
（一）吸烟；
（二）站在船头。

第二章 处罚

第三条 违反第二条的，罚款。
`

  it.each(['a.txt', 'a.md'])('has its items, and its number above it: %s', (path) => {
    const { passages } = read(STATUTE, path)
    const articles = passages.filter(({ text }) => text.includes('条'))
    expect(articles.map(({ heading = '', text }) => [heading.slice(-3), text])).toEqual([
      ['第一条', '第一条 渡船由镇里管。'],
      ['第二条', '第二条 渡船上禁止：\n（一）吸烟；\n（二）站在船头。'],
      ['第三条', '第三条 违反第二条的，罚款。'],
    ])
    expect(passages.map(leadOf)).toContain('第二条 渡船上禁止：')
  })

  it('that is long is cut at its items, each with the line above', () => {
    const items = Array.from(
      { length: 9 },
      (_, n) => `${n + 1}）${'渡船上不许做的事情。'.repeat(6)}`,
    )
    const { passages } = read(`第二条 禁止：\n\n${items.join('\n\n')}`, 'a.txt')
    expect(passages).toHaveLength(9)
    expect(passages[4]?.text).toMatch(/^第二条 禁止：\n5）/)
  })
})

describe('the log of a chat', () => {
  const WORDS = ['is the ferry on time', 'no, an hour late', 'thanks', 'welcome']
  const said = (lines: readonly string[], path: string) =>
    read(lines.join('\n'), path).passages.map((passage) => [
      leadOf(passage),
      passage.text.slice(passage.lead),
    ])
  const logs: Record<string, (name: string, words: string, minute: number) => string> = {
    'the time before the name': (name, words, m) =>
      `2025-03-02 10:1${m}:08 ${name}(104)\n${words}\n`,
    'the time behind the name': (name, words, m) => `${name} — Today at 10:1${m} AM\n${words}`,
    'all on one line': (name, words, m) => `[02/03/2025, 10:1${m}] ${name}: ${words}`,
    'names in angle brackets': (name, words, m) => `[10:1${m}] <${name}> ${words}`,
  }

  it.each(Object.entries(logs))(
    'has replies with what they reply to, and says who says it, without times and accounts: %s',
    (_, write) => {
      const lines = WORDS.map((words, m) => write(m % 2 ? 'Wren' : 'Rook', words, m))
      const pairs = [
        ['Rook: is the ferry on time', 'Wren: no, an hour late'],
        ['', 'Rook: thanks'],
        ['', 'Wren: welcome'],
      ]
      expect(said(lines, 'log.txt')).toEqual(pairs)
      expect(said(lines, 'log.md')).toEqual(pairs)
    },
  )

  it('is no timetable', () => {
    const lines = ['09:00 Doors', '09:30 Talk', '10:00 Break', '10:30 Talk', '11:00 Break']
    expect(said(lines, 'day.txt').map(([, words]) => words)).toEqual(lines)
  })
})

describe('a heading', () => {
  it('belongs to what is below it, and alone is no passage', () => {
    const { passages } = read('# Guide\n\n## Empty\n\n## Rain\n\nBring a coat.')
    expect(passages.map(({ heading, text }) => [heading, text])).toEqual([
      ['Guide › Rain', 'Bring a coat.'],
    ])
  })

  it('that holds a value is shown with what is below it, or alone', () => {
    expect(
      read('# Shop\n\n## Phone: 555-0142\n\n## v1.4.0 - 2025-06-01\n\n- Faster start').texts,
    ).toEqual(['Phone: 555-0142', 'v1.4.0 - 2025-06-01\n• Faster start'])
  })

  it.each([
    ['Parking — two euros', ''],
    ['押金（两百元）', ''],
    ['Wi-Fi: quiet-otter', ''],
    ['v1.4.0 - 2025-06-01', 'v1.4.0 - 2025-06-01'],
  ])('that says what it names answers itself, if it is no release: %s', (heading, lead) => {
    const { passages } = read(`# Shop\n\n## ${heading}\n\nBehind the house.`)
    expect(passages.map(({ text }) => text)).toEqual([`${heading}\nBehind the house.`])
    expect(passages.map(leadOf)).toEqual([lead])
  })

  it.each(['Docker — quick start', '数据库（旧版）', 'Setup - Linux'])(
    'that holds no value is not shown: %s',
    (heading) => {
      expect(read(`## ${heading}\n\nRun it.`).texts).toEqual(['Run it.'])
    },
  )

  it('may lack its space, be underlined, and carry an id for the address', () => {
    const { passages } = read(
      '#天气 \n下雨改期。\n\nRoutes\n======\n\nNorth.\n\n## Food {#food .wide}\n\nSoup.',
    )
    expect(passages.map(({ heading, anchor }) => [heading, anchor])).toEqual([
      ['天气', undefined],
      ['Routes', undefined],
      ['Routes › Food', 'food'],
    ])
  })

  it('is no sentence that somebody drew a line under', () => {
    expect(read('周三闭馆。\n---\n\n周四开馆。').texts).toEqual(['周三闭馆。', '周四开馆。'])
  })
})

describe('what nobody reads on the page is no material', () => {
  it.each([
    ['a comment', '<!-- the code is 4711 -->\n\nOpen at nine.'],
    ['a comment of Obsidian', '%% the code is 4711 %%\n\nOpen at nine.'],
    ['a comment of MDX', '{/* the code is 4711 */}\n\nOpen at nine.'],
    ['a comment of Jekyll', '{% comment %}4711{% endcomment %}\n\nOpen at nine.'],
    ['a script', '<script>\nlet code = 4711\n</script>\n\nOpen at nine.'],
    [
      'an import and an export',
      "import X from './4711.js'\n\nexport const y = 4711\n\nOpen at nine.",
    ],
    ['a picture of bytes', `![4711](data:image/png;base64,${'A'.repeat(500)})\n\nOpen at nine.`],
    ['bytes as text', `data:image/png;base64,${'A'.repeat(500)}\n\nOpen at nine.`],
    ['a table of contents', '- [4711](#4711)\n- [Open](#open)\n\n[TOC]\n\nOpen at nine.'],
    ['a shortcode', '{{< video 4711 >}}\n\nOpen at nine.'],
    ['an embedded note', '![[4711.png]]\n\nOpen at nine.'],
    ['front matter of others', '---\nlayout: 4711\ntags: [a, b]\n---\n\nOpen at nine.'],
    ['front matter in TOML', '+++\ntitle = "4711"\n+++\n\nOpen at nine.'],
  ])('%s', (_, text) => {
    expect(read(text).texts).toEqual(['Open at nine.'])
  })
})

describe('a page whose headings are all of one lower depth', () => {
  it('is called by its name', () => {
    const titles = (text: string) => read(text, 'notes/Pond.md').passages[0]?.source.title
    expect(titles('## Fish\n\nThree carps.\n\n## Plants\n\nReed.')).toBe('Pond')
    expect(titles('## The pond\n\nThree carps.')).toBe('The pond')
    expect(titles('# Our pond\n\nThree carps.\n\n# Plants\n\nReed.')).toBe('Our pond')
  })
})

describe('what other programs add to Markdown', () => {
  it('is not read where it is drawn, or asks the notes', () => {
    const { texts } = read(
      'Feed the fish.\n\n```dataview\nLIST FROM "x"\n```\n\n```mermaid\ngraph LR; a-->b\n```\n\nTwice a day.',
    )
    expect(texts).toEqual(['Feed the fish.', 'Twice a day.'])
  })

  it('shows keys and inserted words without their signs, and leaves C++ alone', () => {
    const { texts } = read('Press ++ctrl+s++, then ++wait++. C++ and g++ are left, and i++ + j++.')
    expect(texts).toEqual(['Press ctrl+s, then wait. C++ and g++ are left, and i++ + j++.'])
  })

  it.each([
    ['an admonition of MkDocs', '!!! danger "High voltage"\n    Do not touch.\n'],
    ['a container of VitePress', '::: danger High voltage\nDo not touch.\n:::'],
    ['one of Docusaurus', ':::danger[High voltage]\n\nDo not touch.\n\n:::'],
    ['a callout of Obsidian', '> [!danger]- High voltage\n> Do not touch.'],
    ['details', '<details>\n<summary>High voltage</summary>\n\nDo not touch.\n\n</details>'],
    ['details in one line', '<details><summary>High voltage</summary>Do not touch.</details>'],
    ['a component', '<Card title="High voltage" style={{ color: 1 }}>\n\nDo not touch.\n\n</Card>'],
  ])('%s keeps its title as what introduces it', (_, text) => {
    const { passages } = read(text)
    expect(passages.map(({ text }) => text)).toEqual(['High voltage\nDo not touch.'])
    expect(passages.map(leadOf)).toEqual(['High voltage'])
  })

  it('an alert of GitHub has no title', () => {
    expect(read('> [!NOTE]\n> Bring water.').texts).toEqual(['Bring water.'])
  })

  it('links between notes are their words; tags and marks go, unknown words in brackets stay', () => {
    expect(
      read(
        'See [[routes|the routes]], [[food]] and ==soup==. Type `[[x]]` or <your-name>.<br>Press <kbd>Q</kbd>.',
      ).texts,
    ).toEqual(['See the routes, food and soup. Type [[x]] or <your-name>.\nPress Q.'])
  })

  it('code stays as it is written', () => {
    const code = '<!-- kept -->\n!!! kept\n# kept\n{% kept %}'
    expect(read(`\`\`\`\n${code}\n\`\`\``).texts).toEqual([code])
  })
})

describe('words', () => {
  it('lose their marks and keep their look', () => {
    const { passages } = read(
      'Run `box --dry-run` **now**, see [the page](https://example.org/a) &amp; \\*wait\\*.',
    )
    const [{ text, styles = [] } = { text: '' }] = passages
    expect(text).toBe('Run box --dry-run now, see the page & *wait*.')
    expect(styles.map(({ start, end, type, url }) => [text.slice(start, end), type, url])).toEqual([
      ['box --dry-run', 'code', undefined],
      ['now', 'strong', undefined],
      ['the page', 'link', 'https://example.org/a'],
    ])
  })

  it('never link elsewhere than they say', () => {
    const { passages } = read(
      'Go to [bank.example](https://evil.example/) or [x](javascript:alert(1)).',
    )
    expect(passages[0]?.styles).toBeUndefined()
  })

  it('wrapped over lines are joined: Chinese without a blank, English with one', () => {
    expect(
      read(
        '这家小店开在山脚下的老街上，门口有一棵很大的榕树，店里只卖\n三样东西。\n\nThe ferry leaves from the northern pier every morning at a quarter past\neight.',
      ).texts,
    ).toEqual([
      '这家小店开在山脚下的老街上，门口有一棵很大的榕树，店里只卖三样东西。',
      'The ferry leaves from the northern pier every morning at a quarter past eight.',
    ])
  })

  it('on lines of their own stay there', () => {
    expect(read('电话：555\n地址：河街\n\nOne,  \ntwo.').texts).toEqual([
      '电话：555\n地址：河街',
      'One,\ntwo.',
    ])
  })
})

describe('plain text', () => {
  it('has lists, whose items may be wrapped', () => {
    const { texts } = read(
      'Bring to the pond on a Sunday morning, whatever the weather may be:\n- a net with a long handle, for\n  the leaves\n- boots\n\n- said nobody.',
      'a.txt',
    )
    expect(texts).toEqual([
      'Bring to the pond on a Sunday morning, whatever the weather may be:\n• a net with a long handle, for the leaves\n• boots',
      '- said nobody.',
    ])
  })

  it('goes on in the next line where a program could break Chinese at blanks alone', () => {
    const { texts } = read(
      '从码头乘坐 12\n路电车到水塔下车，往北走三百米，看见红色的铁门就到了，门口有人登记；\n晚上九点以后请走东门。',
      'a.txt',
    )
    expect(texts[0]).toMatch(/^从码头乘坐 12路电车到水塔下车/)
    expect(read('电话 0571\n地址 云溪路三号', 'a.txt').texts).toHaveLength(2)
  })

  it('has a title, paragraphs that were wrapped, and lines that were not', () => {
    const text =
      'THE FERRY\n\nThe ferry leaves from the northern pier every morning at a quarter past\neight, but for Sundays.\n\nTea 2\nSoup 5'
    expect(read(text, 'a.txt').passages.map(({ heading, text }) => [heading, text])).toEqual([
      [
        'THE FERRY',
        'The ferry leaves from the northern pier every morning at a quarter past eight, but for Sundays.',
      ],
      ['THE FERRY', 'Tea 2'],
      ['THE FERRY', 'Soup 5'],
    ])
  })

  it('of a chat gives each question to who answers it', () => {
    const text = [
      '小林 10:01',
      '几点出发？',
      '',
      '老周 10:02',
      '七点整。',
      '',
      '小林 10:03',
      '好。',
      '',
      '老周 10:04',
      '别迟到。',
    ]
    expect(read(text.join('\n'), 'log.txt').texts).toEqual([
      '小林: 几点出发？\n老周: 七点整。',
      '小林: 好。',
      '老周: 别迟到。',
    ])
  })
})

describe('the check that a quote is the words of its source', () => {
  const [passage] = read('| Day | Opens |\n|---|---|\n| Monday | nine |').passages
  if (!passage) throw new Error('no passage')

  it('takes a part of a passage', () => {
    expect(isVerbatim(passage, 5, 11)).toBe(true)
  })

  it.each([
    ['a changed word', { text: passage.text.replace('nine', 'five') }],
    ['a word between the cells', { text: passage.text.replace(' · ', ' or ') }],
    ['a word at the end', { text: `${passage.text} sharp` }],
  ])('refuses %s', (_, change) => {
    expect(isVerbatim({ ...passage, ...change }, 0, (change.text ?? '').length)).toBe(false)
  })
})
