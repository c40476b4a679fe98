import { describe, expect, it } from 'vitest'
import { splitQuestions } from '../../../src/answers/several-questions.ts'

describe('A message with a numbered list', () => {
  it.each([
    ['1. 船票多少钱 2. 码头在哪', ['船票多少钱', '码头在哪']],
    ['请问：①几点开门②要带什么？', ['几点开门', '要带什么？']],
    ['1) where is the pier? 2) when does it open?', ['where is the pier?', 'when does it open?']],
    ['1、谁负责？\n2、怎么联系？\n3、要等几天', ['谁负责？', '怎么联系？', '要等几天']],
  ])('asks each of its items: %s', (message, questions) => {
    expect(splitQuestions(message)).toEqual(questions)
  })

  it.each([
    '版本1.2和2.3有什么区别',
    '条款 2. 和 3. 怎么读',
    '1. 带伞 2. 为什么要带',
    'What is new in 1. and 2. of the rules?',
  ])('is one question where the numbers count nothing, or an item does not ask: %s', (message) => {
    expect(splitQuestions(message)).toEqual([message])
  })
})
