import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { writeMaterial } from '../support/material.ts'

/** Runs a script as a person would, without a terminal. */
function run(script: string, args: readonly string[] = [], input?: string, env = {}) {
  return new Promise<{ out: string; err: string; code: number | null }>((resolve) => {
    const { DISCORD_TOKEN: _d, TELEGRAM_TOKEN: _t, ...clean } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
      env: { ...clean, ...env },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (data) => {
      out += data
    })
    child.stderr.on('data', (data) => {
      err += data
    })
    child.on('close', (code) => resolve({ out, err, code }))
    child.stdin.end(input)
  })
}

describe('help', () => {
  it.each([['--help'], ['chat', '--help'], ['playground', '-h']])(
    '%s %s is printed, and nothing is started',
    async (...words) => {
      const { out, code } = await run('src/main.ts', words.filter(Boolean), '')
      expect(out).toContain('npm run playground')
      expect(code).toBe(0)
    },
  )

  it('is printed by every command that has a file among the tools', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
    const tools = Object.values<string>(scripts).flatMap(
      (script) => /tools\/\S+\.ts$/.exec(script)?.[0] ?? [],
    )
    expect(tools.length).toBeGreaterThan(10)
    for (const tool of tools) {
      const { out, code } = await run(tool, ['--help'], '')
      expect(`${tool}: ${out}`).toContain('npm run')
      expect(code).toBe(0)
    }
  }, 120_000)
})

describe('settings', () => {
  it('that are wrong are named in words that stay whole, without their values', async () => {
    const { err, code } = await run('src/main.ts', [], '', {
      DISCORD_TOKEN: 'e',
      DATABASE_URL: 'mysql://me:hidden-word@host/db',
    })
    expect(err).toContain('.env.example explains each')
    expect(err).toContain('DATABASE_URL is not an address such as postgres://name:password@host/')
    expect(err).not.toContain('hidden-word')
    expect(code).toBe(2)
  })

  it('that lead to no database are said, and no empty report is written', async () => {
    const { err, code } = await run('tools/report.ts', [], '', { DATA_DIR: '/nowhere/at/all' })
    expect(err).toContain('There is no /nowhere/at/all/chuchu.db')
    expect(code).toBe(2)
  })

  it.each(['tools/check-content.ts', 'tools/ask.ts', 'tools/evaluate.ts'])(
    '%s reads the folder of CONTENT_DIR, as the bot does',
    async (script) => {
      const args = script.includes('ask') ? ['水在哪里？'] : []
      const { out, err, code } = await run(script, args, undefined, {
        CONTENT_DIR: '/nowhere/at/all',
      })
      expect(err).toContain('/nowhere/at/all')
      expect(out).toBe('')
      expect(code).toBe(2)
    },
  )

  it('that are wrong are told by every command, without a stack', async () => {
    const { err, code } = await run('tools/gaps.ts', [], undefined, { GAPS_DAYS: 'many' })
    expect(err).toContain('GAPS_DAYS must be a whole number')
    expect(err).not.toContain('    at ')
    expect(code).toBe(2)
  })
})

describe('npm run ask', () => {
  it('says so when there is nothing to answer', async () => {
    const { err, code } = await run('tools/ask.ts', [], '')
    expect(err).toContain('There was no question')
    expect(code).toBe(2)
  })

  it('prints an answer with its citation', async () => {
    const { out, code } = await run('tools/ask.ts', ['梁文峰来自哪所大学？'])
    expect(out).toContain('浙江大学')
    expect(out).toContain('[1] 中美人工智能：人才、芯片与竞争 ¶32')
    expect(code).toBe(0)
  })

  it('reads questions from standard input and prints a line of JSON for each, in order', async () => {
    const questions = ['梁文峰来自哪所大学？', '', '怎么做红烧肉？', 'Who founded the moon?']
    const { out } = await run('tools/ask.ts', ['--json'], `${questions.join('\n')}\n`)
    const records = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records.map(({ question }) => question)).toEqual(questions)
    expect(records[0]).toMatchObject({
      found: true,
      quotes: [
        {
          number: 1,
          answer: expect.stringContaining('浙江大学'),
          source: { id: 'ai-china-us' },
          paragraphs: [32, 32],
        },
      ],
    })
    expect(records[0].quotes[0].text).toContain(records[0].quotes[0].answer)
    expect(records[0].text).toContain(records[0].quotes[0].answer)
    expect(records[2]).toMatchObject({ found: false, quotes: [] })
    for (const { confidence } of records) expect(confidence).toBeGreaterThanOrEqual(0)
  })

  it('gives the translation of the answer to a question in English', async () => {
    const { out } = await run('tools/ask.ts', ['--json', "How big is DeepSeek's R&D team?"])
    expect(JSON.parse(out).quotes[0].translation).toContain('140')
  })

  it('answers from another folder', async () => {
    const folder = await writeMaterial({ 'guide.md': '周六八点在北门集合。\n\n下雨改期。' })
    const { out } = await run('tools/ask.ts', ['--content', folder, '在哪里集合？'])
    expect(out).toContain('北门')
  })

  it('explains itself, and says what is wrong with a call', async () => {
    expect((await run('tools/ask.ts', ['--help'])).out).toContain('--json')
    const wrong = await run('tools/ask.ts', ['--josn', 'x'])
    expect(wrong.err).toContain("Unknown option '--josn'")
    expect(wrong.err).not.toContain('    at ')
    expect(wrong.code).toBe(2)
    const nowhere = await run('tools/ask.ts', ['--content', '/nowhere/at/all', 'x'])
    expect(nowhere.err).toContain('there is no such folder')
    expect(nowhere.code).toBe(2)
  })
})

describe('npm run check:content', () => {
  it('finds the material in order', async () => {
    const { out, code } = await run('tools/check-content.ts')
    expect(out).toMatch(/^The material is in order: 1 source, 37 passages, 8 topics/)
    expect(out).not.toContain('Look again')
    expect(code).toBe(0)
  })

  it('says what was left out, and calls it an error if it shall be strict', async () => {
    const folder = await writeMaterial({ 'a.md': '---\ntitle: x\ndate: soon\n---\n一。' })
    const lenient = await run('tools/check-content.ts', ['--content', folder])
    expect(lenient.out).toContain('Left out: a.md:3 · date: is not a date')
    expect(lenient.code).toBe(0)
    const { err, code } = await run('tools/check-content.ts', ['--content', folder, '--strict'])
    expect(err).toContain('a.md:3 · date: is not a date → write 2025, 2025-02 or 2025-02-11')
    expect(code).toBe(2)
  })
})

describe('npm start', () => {
  it('without a token opens the playground, on another port if its own is taken, until it is stopped', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const { DISCORD_TOKEN: _d, TELEGRAM_TOKEN: _t, ...clean } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: { ...clean, PORT: String(port) },
    })
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
    const [address = ''] = String(said).match(/http:\/\/127\.0\.0\.1:\d+/) ?? []
    expect(Number(new URL(address).port)).toBeGreaterThan(port)
    expect(said).toContain('npm run chat')
    expect(await (await fetch(address)).text()).toContain('<title>Chuchu')
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    taken.close()
  })

  it('says what it means when the page is shown to the network', async () => {
    const { DISCORD_TOKEN: _d, TELEGRAM_TOKEN: _t, ...clean } = process.env
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'playground'], {
      env: { ...clean, HOST: '0.0.0.0', PORT: '0', TELEGRAM_TOKEN: '1:never-used' },
    })
    const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
    expect(said).toContain('everybody who can reach the address')
    child.kill('SIGINT')
    expect(await once(child, 'close')).toEqual([0, null])
  })

  it('says how to fix an address that is not of this machine', async () => {
    const { err, code } = await run('src/main.ts', ['playground'], '', { HOST: '192.0.2.1' })
    expect(err).toContain('cannot be served on 192.0.2.1:3000')
    expect(err).not.toContain('    at ')
    expect(code).toBe(2)
  })

  it('as a chat answers in the terminal', async () => {
    const { out, code } = await run('src/main.ts', ['chat'], '梁文峰来自哪所大学？\n')
    expect(out).toContain('浙江大学')
    expect(code).toBe(0)
  })

  it('does not know other modes', async () => {
    const { err, code } = await run('src/main.ts', ['cat'], '')
    expect(err).toContain('chat or playground')
    expect(code).toBe(2)
  })

  it('with wrong settings names them all', async () => {
    const { err, code } = await run('src/main.ts', [], '', {
      TELEGRAM_API_URL: 'nowhere',
      DISCORD_GUILD_ID: 'mine',
    })
    expect(err).toContain('TELEGRAM_API_URL')
    expect(err).toContain('DISCORD_GUILD_ID')
    expect(code).toBe(2)
  })
})
