import { expect, it } from 'vitest'
import { createKeyedQueue } from '../../../src/bots/telegram/queue.ts'
import { createLog } from '../../../src/shared/log.ts'
import { withQuestionId } from '../../../src/shared/question-id.ts'

function openLog() {
  const lines: { message: string; question?: string }[] = []
  const log = createLog((line) => lines.push(JSON.parse(line)), [])
  return { log, lines, idsOf: () => lines.map(({ question }) => question) }
}

it('lines of one question share an id, those of another have another, and the rest have none', async () => {
  const { log, idsOf } = openLog()
  const answer = () =>
    withQuestionId(async () => {
      log.info('asked')
      await new Promise((resolve) => setTimeout(resolve, 1))
      log.warn('not sent')
    })
  await Promise.all([answer(), answer()])
  log.info('nobody asks')
  const [a, b, a2, b2, none] = idsOf()
  expect(a).toMatch(/^[0-9a-f]{8}$/)
  expect([a2, b2]).toEqual([a, b])
  expect(a).not.toBe(b)
  expect(none).toBeUndefined()
})

it('a question that waits behind another in the queue of a chat keeps its own id', async () => {
  const { log, lines } = openLog()
  const queue = createKeyedQueue({ onError: () => {}, onDrop: () => {} })
  for (const name of ['one', 'two'])
    withQuestionId(() => {
      log.info(name)
      queue.add('chat', async () => {
        await new Promise((resolve) => setTimeout(resolve, 1))
        log.info(`${name} answered`)
      })
    })
  await queue.idle()
  const idOf = (message: string) => lines.find((line) => line.message === message)?.question
  expect(idOf('one')).not.toBe(idOf('two'))
  expect(idOf('one answered')).toBe(idOf('one'))
  expect(idOf('two answered')).toBe(idOf('two'))
})
