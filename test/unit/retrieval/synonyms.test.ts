import { describe, expect, it } from 'vitest'
import { createDictionary } from '../../../src/retrieval/query/dictionary.ts'
import { indexPage } from '../../support/material.ts'

const SAILING = await indexPage(`# 帆船学校须知

每位教师最多带四名学员。

洗手间在船坞北侧，晚上十点锁门。

风力超过六级，课程延后一周。

早餐在二楼，七点开始。

船帆破了由学校修理，学员不付费。

中途放弃的，扣除已上的课，其余退款。
`)

describe('a question in other words than the material', () => {
  it.each([
    ['老师最多带几个学员', 1],
    ['厕所在船坞哪一侧', 2],
    ['风力大的话课程会推迟吗', 3],
    ['早饭几点开始', 4],
    ['中途放弃能退钱吗', 6],
  ])('is answered by a word of the same meaning: %s', async (question, paragraph) => {
    const { hits, certainty } = await SAILING.search(question)
    expect(hits[0]?.passage.paragraphs[0]).toBe(paragraph)
    expect(certainty).toBe('found')
  })
})

/** What a material has for a word, if it has these. */
const among = async (word: string, ...known: string[]) =>
  (await createDictionary((each) => known.includes(each)).synonyms(word)).words

describe('a synonym', () => {
  it('is what a dictionary explains in the same words, if few words are explained so', async () => {
    expect(await among('秋天', '秋季', '冬季')).toEqual(['秋季'])
    expect(await among('推迟', '延后', '提前')).toEqual(['延后'])
  })

  it('leaves out what is said by the way', async () => {
    expect(await among('头疼', '头痛')).toEqual(['头痛'])
    expect(await among('退钱', '退款')).toEqual(['退款'])
  })

  it('may say less, but not more', async () => {
    expect(await among('修车', '修理')).toEqual(['修理'])
    expect(await among('修理', '修车')).toEqual([])
  })

  it('is another name of the same thing', async () => {
    expect(await among('人大', '全国人民代表大会')).toEqual(['全国人民代表大会'])
    expect(await among('哈蜜瓜', '哈密瓜')).toEqual(['哈密瓜'])
  })

  it('is no word that English only writes alike', async () => {
    expect(await among('马上', '一次', '立刻')).toEqual(['立刻'])
    expect(await among('德国', '科隆')).toEqual([])
    expect(await among('上班', '下班')).toEqual([])
  })

  it('is surer the more the two have in common', async () => {
    const fidelity = async (word: string, other: string) =>
      (await createDictionary((each) => each === other).synonyms(word)).fidelity
    expect(await fidelity('退钱', '退款')).toBeGreaterThan(await fidelity('修车', '修理'))
  })
})
