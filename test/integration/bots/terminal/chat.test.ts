import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { loadResponder } from '../../../../src/app/load-responder.ts'
import { createTerminal } from '../../../../src/bots/terminal/index.ts'

async function chat(...lines: readonly string[]): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const terminal = createTerminal({ input, output, colours: false, locale: 'en' })
  await terminal.start(await loadResponder('content'))
  input.end(`${lines.join('\n')}\n`)
  await terminal.ended
  return output.read().toString()
}

describe('a chat in the terminal', () => {
  it('greets in the language of the terminal, then follows the person', async () => {
    const said = await chat('梁文峰来自哪所大学？')
    expect(said).toContain('Ask me about the material.')
    expect(said).toContain('浙江大学')
    expect(said).toContain('(1) 上下文')
  })

  it('understands a question that leans on the one before', async () => {
    const said = await chat('印度的比例是多少？', '那美国呢？')
    expect(said).toContain('理解为：美国的比例是多少？')
  })

  it('takes a number for an action that was offered, and commands by their names', async () => {
    const said = await chat('梁文峰来自哪所大学？', '1', '/来源', '/nonsense')
    expect(said).toContain('第 32 段（共 37 段）')
    expect(said).toContain('标题由编者所加')
    expect(said).toContain('没有「nonsense」这个命令')
  })

  it('answers everything that was asked before it ends, in order', async () => {
    const said = await chat('/passage 1', '', '/passage 2', '/passage 3')
    const places = [1, 2, 3].map((number) => said.indexOf(`Paragraph ${number} of 37`))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it.each(['quit', 'exit', '/quit', ' Exit '])(
    'ends at %s, and what was asked before is answered',
    async (word) => {
      const said = await chat('/passage 1', word, '/passage 2')
      expect(said).toContain('Paragraph 1 of 37')
      expect(said).not.toContain('Paragraph 2 of 37')
    },
  )

  it('says of each source once who gave it its title', async () => {
    const said = await chat('/来源')
    expect(said.match(/编者|editor/g)).toHaveLength(1)
  })
})
