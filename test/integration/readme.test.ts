import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Responder } from '../../src/answers/index.ts'
import { loadResponder } from '../../src/app/load-responder.ts'
import { createRender } from '../../src/bots/terminal/render.ts'
import { readLine } from '../../src/bots/terminal/request.ts'

let responder: Responder
beforeAll(async () => {
  responder = await loadResponder('content')
})
const answer = async (line: string) =>
  createRender(false)(await responder.respond(readLine(line, [], 'en'))).join('\n')

describe.each(['README.md', 'README.zh.md'])('%s', (file) => {
  const readme = readFileSync(file, 'utf8')

  it('shows conversations that really go like this', async () => {
    const conversations = [...readme.matchAll(/```text\n› (.*)\n\n([\s\S]*?)\n```/g)]
    expect(conversations).toHaveLength(2)
    for (const [, question = '', said = ''] of conversations) {
      const answered = await answer(question)
      for (const line of said.split('\n')) expect(answered).toContain(line)
    }
  })

  it('names other ways to ask that really find the same', async () => {
    const [line = ''] = readme.match(/^.*liang wenfeng daxue.*$/m) ?? []
    const questions = [...line.matchAll(/`([^`]+)`/g)].map(([, question = '']) => question)
    expect(questions.length).toBeGreaterThanOrEqual(3)
    for (const question of questions) expect(await answer(question)).toContain('浙江大学')
  })

  it('leads with the two commands, and names only scripts that exist', () => {
    expect(readme.indexOf('npm ci\n')).toBeLessThan(900)
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [, script = ''] of readme.matchAll(/npm run (?:-s )?([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(script)
  })

  it('explains every setting', () => {
    for (const [, setting = ''] of readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm))
      expect(readme).toContain(`\`${setting}\``)
  })

  it('links to files that exist', () => {
    for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(path), path).toBe(true)
  })
})
