import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, createResponder, type Responder } from '../../../src/answers/index.ts'
import { splitQuestions } from '../../../src/answers/several-questions.ts'
import { createRender } from '../../../src/bots/terminal/render.ts'
import { loadCorpus } from '../../../src/corpus/index.ts'
import { createSearchIndex } from '../../../src/retrieval/index.ts'
import { readMaterial } from '../../support/material.ts'

const FOLDERS = {
  article: 'content',
  library: 'test/fixtures/conversations/library',
  ferries: 'test/fixtures/conversations/ferries',
}
type Material = keyof typeof FOLDERS

const responders = new Map<string, Responder>()
beforeAll(async () => {
  for (const [name, folder] of Object.entries(FOLDERS)) {
    const corpus = await loadCorpus(folder)
    responders.set(name, createResponder(corpus, await createSearchIndex(corpus)))
  }
})

/** Asks one question after another, each knowing the one before, as platforms do it. */
async function talk(material: string, questions: readonly string[]): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const text of questions) {
    const last = answers.at(-1)
    const before = last?.understood ?? last?.question
    const locale = material === 'ferries' ? 'en' : 'zh-Hans'
    const request = { command: 'ask', text, locale, ...(before && { before }) } as const
    const answer = await responders.get(material)?.respond(request)
    if (answer) answers.push(answer)
  }
  return answers
}
const ask = async (material: Material, ...questions: string[]): Promise<Answer> => {
  const answer = (await talk(material, questions)).at(-1)
  if (!answer) throw new Error('nobody answered')
  return answer
}
const read = (answer: Answer) => createRender(false)(answer).join('\n')
const firstOf = ({ citations: [first] }: Answer): string => first?.passage.text ?? ''

describe('a question whose “it” is the weather', () => {
  it('stands alone', async () => {
    expect(firstOf(await ask('ferries', 'what if it storms?'))).toContain('storms above force 8')
  })
})

describe('a question that leans on the one before', () => {
  it('finds the right passage, first, in 85 of 100 cases', async () => {
    const lines = readFileSync('test/fixtures/conversations.tsv', 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
    const right: boolean[] = []
    for (const line of lines) {
      const [material = '', questions = '', words = ''] = line.split('\t')
      const [, ...later] = await talk(material, questions.split(' | '))
      words.split(' | ').forEach((wanted, index) => {
        const answer = later[index]
        right.push(answer !== undefined && firstOf(answer).includes(wanted))
      })
    }
    expect(right.length).toBeGreaterThanOrEqual(60)
    expect(right.filter(Boolean).length / right.length).toBeGreaterThanOrEqual(0.85)
  })

  it('is written out where one thing takes the place of another, and says so in small print', async () => {
    const answer = await ask('article', '印度的比例是多少？', '那美国呢？')
    expect(answer.understood).toBe('美国的比例是多少？')
    expect(firstOf(answer)).toContain('37%')
    expect(answer.blocks.at(-1)).toEqual({
      type: 'note',
      inlines: [{ type: 'text', text: '理解为：美国的比例是多少？' }],
    })
  })

  it.each([
    ['article', '深度求索有多少人？', '它是什么时候公布的？', '深度求索是什么时候公布的？'],
    ['article', '梁文峰來自哪所大學？', '他更看重什麼？', '梁文峰更看重什麼？'],
    ['article', '2019年国内大学毕业的占多少？', '那2022年呢', '2022年国内大学毕业的占多少？'],
    ['library', '少儿馆在哪里？', '那里有几本书？', '少儿馆有几本书？'],
    [
      'ferries',
      'When does the first boat leave on weekdays?',
      'And on Sundays?',
      /leave on Sundays\?$/,
    ],
    ['ferries', 'Does the Petrel carry cars?', 'How about the Swallow?', /^Does the Swallow carry/],
  ] as const)('%s: %s %s is %s', async (material, before, text, whole) => {
    expect((await ask(material, before, text)).understood).toMatch(whole)
  })

  it('leans on no question of which the material knows nothing', async () => {
    const answer = await ask('article', 'what is qwzxv', '其创始人来自哪所大学？')
    expect(firstOf(answer)).toContain('浙江大学')
    expect(read(answer)).not.toContain('qwzxv')
  })

  it('otherwise joins the words of the one before', async () => {
    const answer = await ask('library', '逾期的书怎么收费？', '为什么？')
    expect(firstOf(answer)).toContain('因为超期')
    expect(read(answer)).toContain('接着上一个问题：逾期的书怎么收费？')
  })

  it('without one is no question yet: what is meant is asked', async () => {
    for (const text of [
      '那美国呢？',
      '为什么？',
      '他多大了？',
      '还有呢',
      '那第二个呢？',
      'how about him?',
    ])
      expect(await ask('article', text)).toMatchObject({ outcome: 'invalid', citations: [] })
    expect(read(await ask('article', '为什么？'))).toContain('你指的是什么？')
  })

  it('is not one that asks whether there is a thing', async () => {
    for (const question of ['Is there a bus?', 'are there lockers', 'is there wifi on board'])
      expect(read(await ask('ferries', question))).not.toMatch(/what do you mean/i)
    expect(read(await ask('ferries', 'who works there'))).toMatch(/what do you mean/i)
  })

  it('asks for more of what was found', async () => {
    const [first, second] = await talk('article', ['美国的AI人才', '还有呢？'])
    const shown = first?.citations.map(({ passage }) => passage.id) ?? []
    expect(second?.citations.length).toBeGreaterThan(0)
    for (const { passage } of second?.citations ?? []) expect(shown).not.toContain(passage.id)
  })

  it('does not hold what is unknown for known, whatever was asked before', async () => {
    expect((await ask('article', '印度的比例是多少？', '那冰岛呢？')).outcome).not.toBe('found')
  })
})

describe('a question that leans on the thing of the one before', () => {
  const CABLE_CARS = `# 雾岭索道

红线从东门开到观云台，全程十二分钟，1988年通车。红线夜里不开，因为山上要养鹿。

蓝线从南门开到冰湖，全程二十分钟，2011年通车，由顾予安设计。

成人票一百二十元，儿童票六十元。雪板一天租金九十元，押金三百元。

到东门坐三路公交车，到南门坐八路公交车。`
  const after = async (...questions: string[]) => {
    const { corpus } = readMaterial({ 'cable-cars.md': CABLE_CARS })
    const { respond } = createResponder(corpus, await createSearchIndex(corpus))
    let [answer, before]: [Answer | undefined, string | undefined] = [undefined, undefined]
    for (const text of questions) {
      const request = {
        command: 'ask',
        text,
        locale: 'zh-Hans',
        ...(before && { before }),
      } as const
      answer = await respond(request)
      before = answer.understood ?? answer.question
    }
    return answer as Answer
  }

  it.each([
    ['a word that ends alike', ['成人票多少钱', '儿童票呢'], '儿童票多少钱', '六十元'],
    ['words that begin and end alike', ['到东门坐几路车', '到南门呢'], '到南门坐几路车', '八路'],
    ['only what is measured of it', ['雪板租金多少', '押金呢'], '雪板押金多少', '三百元'],
    ['only what is asked of it', ['红线从哪里开', '哪年通车'], '红线哪年通车', '1988'],
    ['what is asked of the last', ['红线哪年通车', '蓝线呢', '谁设计的'], '蓝线谁设计的', '顾予安'],
  ])('is understood with %s', async (_, questions, understood, words) => {
    const answer = await after(...questions)
    expect(answer).toMatchObject({ outcome: 'found', understood })
    expect(firstOf(answer)).toContain(words)
  })

  it('is not answered by what holds nothing of it', async () => {
    for (const text of ['谁出资的', '能刷脸进站吗', '老人票呢'])
      expect((await after('红线从哪里开', text)).outcome).not.toBe('found')
  })

  it('is not answered by what only mentions the thing', async () => {
    expect((await after('成人票多少钱', '冰湖呢')).outcome).not.toBe('found')
    const [, answer] = await talk('ferries', [
      'Do dogs travel free on weekdays?',
      'on Gull Island?',
    ])
    expect(answer?.outcome).not.toBe('found')
  })

  it('asks for a number of it', async () => {
    const answer = await after('雪板租金多少', '一共几块')
    expect(answer.understood).toBe('雪板一共几块')
  })

  it('does not take who is asked for to be the thing', async () => {
    const answer = await after('蓝线是谁设计的', '他还设计过什么')
    expect(answer.understood).not.toContain('蓝线还设计')
  })

  it('wants a reason where it asks why', async () => {
    expect((await after('红线夜里开吗', '为什么')).outcome).toBe('found')
    expect((await after('儿童票多少钱', '为什么')).outcome).not.toBe('found')
  })

  it('gives way to what stands alone', async () => {
    const answer = await after('成人票多少钱', '蓝线谁设计的')
    expect(answer.understood).toBeUndefined()
    expect(firstOf(answer)).toContain('顾予安')
  })
})

describe('a question that stands alone', () => {
  it('is answered as without the one before', async () => {
    for (const text of ['梁文峰来自哪所大学？', '美国从什么时候起限制出口半导体？']) {
      const alone = await ask('article', text)
      const after = await ask('article', '印度占多少？', text)
      expect(after.understood).toBeUndefined()
      expect(after.citations).toEqual(alone.citations)
    }
  })

  it('with a pronoun may still be one', async () => {
    expect((await ask('article', '它的研发团队有多少人？')).outcome).toBe('found')
  })
})

describe('several questions in one message', () => {
  it('are each answered, with a quote each, numbered on', async () => {
    const answer = await ask('article', '印度占多少？梁文峰来自哪所大学？红烧肉怎么做？')
    expect(answer.outcome).toBe('found')
    expect(answer.citations.map(({ number }) => number)).toEqual([1, 2])
    const words = read(answer)
    for (const line of [
      ...[
        '印度占多少？\n',
        '梁文峰来自哪所大学？\n',
        '红烧肉怎么做？\n\n材料里没有这个问题的答案。',
      ],
    ])
      expect(words).toContain(line)
  })

  it('may be parted by a comma', async () => {
    const answer = await ask('article', '印度占多少，梁文峰来自哪所大学？')
    expect(answer.citations.map(({ number }) => number)).toEqual([1, 2])
  })

  it('are one where a clause only says what the question is about', () => {
    expect(splitQuestions('印度和中国比，哪个占得多？')).toHaveLength(1)
    expect(splitQuestions('如果谁都不来，怎么办？')).toHaveLength(1)
    expect(splitQuestions('他说“几点，在哪”，什么意思？')).toHaveLength(1)
  })

  it('may lean on each other', async () => {
    const answer = await ask('library', '总馆的电话是多少？东湖分馆的呢？')
    expect(answer.citations.map(({ passage }) => passage.text.slice(-5))).toEqual([
      ...['前台在一楼。'.slice(-5), '1300。'],
    ])
  })

  it('are at most three', async () => {
    const text = '印度占多少？梁文峰是谁？DeepSeek有多少人？R1是什么？'
    expect(read(await ask('article', text))).toContain('一次最多回答 3 个问题。')
  })

  it.each(['“谁更强？谁更弱？”这句话在哪里？', '《为什么？》这本书？讲了谁？', '真好？谁来？'])(
    '%s is one question',
    async (text) => {
      const answer = await ask('article', text)
      expect(answer.blocks.filter(({ type }) => type === 'heading')).toEqual([])
    },
  )
})
