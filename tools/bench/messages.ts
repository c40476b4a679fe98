import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Converter } from 'opencc-js/t2cn'
import { type CorpusSize, LEFT_OUT, makeOffTopic } from './made.ts'
import { peerFolder } from './peers.ts'
import { createRandom } from './random.ts'
import { readTemplates } from './templates.ts'
import type { BenchCorpus, Question } from './types.ts'
import { variantsOf } from './variants.ts'

/** Han characters that a message has at least, or there is nothing to ask about. */
const MIN_HAN = 12

const toSimplified = Converter({ from: 'tw', to: 'cn' })

/**
 * Real prose that two people wrote apart: TypeScript's messages (Apache-2.0) as translated in
 * Beijing are the passages, the same messages as translated in Taipei the questions. The English
 * ones come from the messages' keys, which are cut after about 100 characters.
 */
export function readMessages({ passages: size, questions: count, seed }: CorpusSize): BenchCorpus {
  const [beijing, taipei] = [read('zh-cn'), read('zh-tw')]
  const random = createRandom(seed)
  const messages = random.shuffle(
    Object.keys(beijing).filter((key) => {
      const text = beijing[key] as string
      return key in taipei && text.replace(/\P{Script=Han}/gu, '').length >= MIN_HAN
    }),
  )
  const left = Math.min(size, Math.floor((messages.length * (LEFT_OUT - 1)) / LEFT_OUT))
  const passages = messages
    .slice(0, left)
    .map((key) => ({ id: key, title: `TS${key.match(/\d+$/)?.[0]}`, text: beijing[key] as string }))
  const asked = passages.slice(0, count)
  const inEach = (put: (key: string) => string): Question[] =>
    asked.map(({ id }) => ({ text: put(id), passage: id }))
  const plain = (key: string) => toSimplified(taipei[key] as string)
  const templates = readTemplates()
  return {
    name: 'messages',
    passages,
    variants: {
      ...variantsOf(inEach(plain), { passages, shells: ['{}'], random }),
      traditional: inEach((key) => taipei[key] as string),
      english: inEach((key) =>
        key
          .replace(/_?\d+$/, '')
          .replace(/_\d?_?/g, ' ')
          .trim(),
      ),
    },
    unanswerable: {
      'off topic': makeOffTopic(templates, asked.length, random),
      'left out': messages.slice(left, left + count).map(plain),
    },
  }
}

/** Messages by key, without the places where names go. */
function read(language: string): Record<string, string> {
  const file = join(peerFolder('typescript'), 'lib', language, 'diagnosticMessages.generated.json')
  const messages = Object.entries<string>(JSON.parse(readFileSync(file, 'utf8')))
  return Object.fromEntries(
    messages.map(([key, text]) => [key, text.replace(/["“”]?\{\d\}["“”]?/g, '…')]),
  )
}
