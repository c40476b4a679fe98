import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../../..')

it('in a short soak every question gets one answer, whatever goes wrong', async () => {
  const script = ['--import', 'tsx', 'tools/soak/main.ts', '--short']
  const soak = spawn(process.execPath, script, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void soak.kill('SIGKILL'))
  let said = ''
  for (const stream of [soak.stdout, soak.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const [code] = await once(soak, 'exit')
  expect(said).toContain('All is well.')
  expect(said).toMatch(/\| answered once \| [1-9]\d* \| [1-9]\d* \|/)
  expect(said).toMatch(/\| killed; stopped gently, of these badly \| 1; 2, 0 \|/)
  expect(code).toBe(0)
}, 240_000)
