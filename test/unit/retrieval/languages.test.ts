import { describe, expect, it } from 'vitest'
import type { SearchIndex } from '../../../src/retrieval/index.ts'
import { indexPage } from '../../support/material.ts'

const CHINESE = await indexPage(`# 帆船俱乐部

俱乐部的码头在镇东，船库的门上挂着一只铜铃。

新会员要先交两百块押金，退会的时候退还。

船长不在的日子不出海，因为保险不管。

帆布可以在周末借，打印机和鼠标放在船库。
`)

const JAPANESE = await indexPage(`# 帆船クラブ

船庫の鍵は港の食堂で預かっています。

救命胴衣は土曜日に借りることができます。

会費は毎月三千円です。
`)

const KOREAN = await indexPage(`# 요트 클럽

창고 열쇠는 항구 식당에 맡깁니다.

구명조끼는 토요일에 빌리고 일요일에 돌려줍니다.

주차장은 등대 뒤에 있습니다.
`)

/** Where the first hit stands, and which words of the question nothing in the material is called. */
const ask = async (index: SearchIndex, question: string) => {
  const { hits, unknownWords } = await index.search(question)
  return { paragraph: hits[0]?.passage.paragraphs[0], unknownWords }
}

describe('a question in Japanese', () => {
  it.each([
    ['船庫の鍵はどこですか？', 1],
    ['救命胴衣はいつ借りられますか', 2],
    ['会費はいくらでしょうか。', 3],
  ])('has no unknown words for asking or binding: %s', async (question, paragraph) => {
    expect(await ask(JAPANESE, question)).toEqual({ paragraph, unknownWords: [] })
  })

  it('is told which of its words the material does not know', async () => {
    const { unknownWords } = await ask(JAPANESE, '灯台の鍵はどこですか？')
    expect(unknownWords).toEqual(['灯台'])
  })
})

describe('a question in Korean', () => {
  it.each([
    ['창고 열쇠는 어디에 있나요?', 1],
    ['구명조끼는 언제 빌리나요?', 2],
    ['주차장이 어디인가요?', 3],
  ])('has no unknown words for asking or binding: %s', async (question, paragraph) => {
    expect(await ask(KOREAN, question)).toEqual({ paragraph, unknownWords: [] })
  })

  it('finds a verb with another ending, and a compound by its first part', async () => {
    expect(await ask(KOREAN, '빌리나요')).toMatchObject({ paragraph: 2 })
    expect(await ask(KOREAN, '주차')).toEqual({ paragraph: 3, unknownWords: [] })
    expect(await ask(KOREAN, '주차장소')).toMatchObject({ paragraph: 3 })
  })

  it('is told which of its words the material does not know', async () => {
    expect((await ask(KOREAN, '수영장 열쇠는 어디에 있나요?')).unknownWords).toEqual(['수영장'])
  })
})

describe('a question with the words of another region', () => {
  it.each([
    ['滑鼠放在哪裡？', 4],
    ['印表機在哪裡', 4],
  ])('finds what the mainland calls otherwise: %s', async (question, paragraph) => {
    expect(await ask(CHINESE, question)).toEqual({ paragraph, unknownWords: [] })
  })

  it('finds what Taiwan calls otherwise', async () => {
    const taiwan = await indexPage('# 社團\n\n滑鼠借出要登記。\n\n印表機的墨水自己買。\n')
    expect(await ask(taiwan, '鼠标怎么借')).toEqual({ paragraph: 1, unknownWords: [] })
    expect(await ask(taiwan, '打印机')).toEqual({ paragraph: 2, unknownWords: [] })
  })
})

describe('a question in Cantonese', () => {
  it.each([
    ['碼頭喺邊度？', '码头在哪里？', 1],
    ['押金幾時退返？', '押金什么时候退返？', 2],
    ['點解船長唔喺度就唔出海？', '为什么船长不在这里就不出海？', 3],
    ['邊個可以借帆布', '谁可以借帆布', 4],
    ['打印機擺喺邊', '打印机摆在哪里', 4],
  ])('is answered as in written Chinese: %s', async (question, written, paragraph) => {
    expect(await ask(CHINESE, question)).toEqual({ paragraph, unknownWords: [] })
    const [one, other] = [await CHINESE.search(question), await CHINESE.search(written)]
    expect(one.confidence).toBe(other.confidence)
    expect(one.hits.map(({ matches }) => matches)).toEqual(other.hits.map(({ matches }) => matches))
  })

  it('is answered from material that is in Cantonese itself', async () => {
    const cantonese = await indexPage(
      '# 茶記\n\n老闆唔喺度嘅時候冇奶茶飲。\n\n收工之後鎖匙交俾阿強。\n',
    )
    const result = await cantonese.search('老板不在这里的时候没有奶茶')
    expect(result.hits[0]?.matches).toEqual(['老闆唔喺度嘅時候冇奶茶'])
  })
})
