import { describe, expect, it } from 'vitest'
import { asksForOneOf } from '../../../src/retrieval/query/asked-property.ts'

describe('An unknown word', () => {
  it.each([
    ['沈怀远的妻子是谁？', '妻子'],
    ['船长一共有几个孩子', '孩子'],
    ['她结婚了吗？', '结婚'],
    ['这家店的租金多少', '租金'],
    ['what is the altitude of the hut?', 'altitude'],
    ['how many children does the warden have', 'children'],
  ])('is what is asked for: %s', (question, word) => {
    expect(asksForOneOf(question, [word])).toBe(true)
  })

  it.each([
    ['望远镜和显微镜有什么区别？', '区别'],
    ['后来他为什么回来', '后来'],
    ['听说灯塔修好了', '听说'],
    ['was the hut ever rebuilt', 'ever'],
    ['what was repaired in 2.0.10?', 'repaired'],
  ])('only frames or follows the question: %s', (question, word) => {
    expect(asksForOneOf(question, [word])).toBe(false)
  })
})
