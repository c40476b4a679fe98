import { describe, expect, it } from 'vitest'
import type { ChatRequest } from '../../../src/answers/index.ts'
import { createMetrics, measure } from '../../../src/service/metrics.ts'
import { createState } from '../../../src/service/state.ts'
import { ask, createOutcomeResponder } from './outcomes.ts'

const MOMENT = Date.parse('2026-11-24T12:00:00Z')

/** Metrics, and their lines that begin so. */
function openMetrics() {
  const state = createState(() => MOMENT)
  const metrics = createMetrics(state)
  const lines = async (start: string) => {
    const { text } = await metrics.read()
    return text.split('\n').filter((line) => line.startsWith(start))
  }
  return { state, metrics, lines }
}

describe('questions', () => {
  it('are counted by platform, command and outcome, one name for a command', async () => {
    const { metrics, lines } = openMetrics()
    const { respond } = measure(createOutcomeResponder(), metrics)
    await respond(ask('discord', 'ask', 'found'))
    await respond(ask('discord', 'ASKS', 'found'))
    await respond(ask('telegram', '问', 'none'))
    await respond(ask('telegram', '芯片'))
    await respond({ command: 'chips', text: '', locale: 'en' })
    expect((await lines('chuchu_questions_total')).sort()).toEqual([
      'chuchu_questions_total{platform="discord",command="ask",outcome="found"} 2',
      'chuchu_questions_total{platform="none",command="chips",outcome="page"} 1',
      'chuchu_questions_total{platform="telegram",command="ask",outcome="none"} 1',
      'chuchu_questions_total{platform="telegram",command="chips",outcome="page"} 1',
    ])
  })

  it('for commands that there are not share one label, so that nobody can fill the memory', async () => {
    const { metrics, lines } = openMetrics()
    const { respond } = measure(createOutcomeResponder(), metrics)
    for (let i = 0; i < 200; i++) await respond(ask('telegram', `made_up_${i}`, 'invalid'))
    expect(await lines('chuchu_questions_total')).toEqual([
      'chuchu_questions_total{platform="telegram",command="other",outcome="invalid"} 200',
    ])
  })

  it('that are met with silence are told from the others', async () => {
    const { metrics, lines } = openMetrics()
    const { respond, ...rest } = createOutcomeResponder()
    const silent = async (request: ChatRequest) =>
      ({ ...(await respond(request)), audience: 'nobody' }) as const
    await measure({ ...rest, respond: silent }, metrics).respond(ask('telegram', 'ask', 'invalid'))
    expect(await lines('chuchu_questions_total')).toEqual([
      'chuchu_questions_total{platform="telegram",command="ask",outcome="silence"} 1',
    ])
  })

  it('are timed, and those that are still being typed are not counted', async () => {
    const { metrics, lines } = openMetrics()
    const times = [0, 4, 0, 300]
    const responder = measure(createOutcomeResponder(), metrics, () => times.shift() ?? 0)
    await responder.respond(ask('telegram', 'ask', 'found'))
    await responder.respond({ ...ask('telegram', 'ask', 'near'), draft: true })
    const counted = await lines('chuchu_answer_seconds')
    expect(counted).toContain('chuchu_answer_seconds_bucket{le="0.0025",platform="telegram"} 0')
    expect(counted).toContain('chuchu_answer_seconds_bucket{le="0.005",platform="telegram"} 1')
    expect(counted).toContain('chuchu_answer_seconds_bucket{le="0.5",platform="telegram"} 2')
    expect(counted).toContain('chuchu_answer_seconds_sum{platform="telegram"} 0.304')
    expect(await lines('chuchu_questions_total')).toEqual([
      'chuchu_questions_total{platform="telegram",command="ask",outcome="found"} 1',
    ])
  })

  it('are answered as before, and leave no trace of who asked what', async () => {
    const { metrics } = openMetrics()
    const responder = createOutcomeResponder()
    const measured = measure(responder, metrics)
    const request = ask('discord', 'ask', 'near')
    expect(await measured.respond(request)).toEqual(await responder.respond(request))
    expect(measured.commands).toBe(responder.commands)
    expect((await metrics.read()).text).not.toMatch(/4711/)
  })
})

describe('platforms', () => {
  it('count what failed by its code, and what is no code as other', async () => {
    const { metrics, lines } = openMetrics()
    metrics.meter.failed('discord', '10062')
    metrics.meter.failed('discord', '10062')
    metrics.meter.failed('telegram', 'ECONNREFUSED')
    metrics.meter.failed('telegram', 'Bad Request: chat 4711 not found')
    expect((await lines('chuchu_platform_errors_total')).sort()).toEqual([
      'chuchu_platform_errors_total{platform="discord",code="10062"} 2',
      'chuchu_platform_errors_total{platform="telegram",code="ECONNREFUSED"} 1',
      'chuchu_platform_errors_total{platform="telegram",code="other"} 1',
    ])
  })

  it('time what they wait for, and tell when they were last heard', async () => {
    const { state, metrics, lines } = openMetrics()
    const idle = { start: async () => {}, stop: async () => {} }
    state.watch([
      {
        ...idle,
        name: 'Discord',
        lastHeard: () => performance.now() - 60_000,
        queueLength: () => 7,
      },
      { ...idle, name: 'Telegram', lastHeard: () => undefined },
    ])
    metrics.meter.waited('telegram', 1_500)
    expect(await lines('chuchu_rate_limit_wait_seconds_sum')).toEqual([
      'chuchu_rate_limit_wait_seconds_sum{platform="telegram"} 1.5',
    ])
    metrics.meter.delivered('discord', 250)
    metrics.meter.undelivered('telegram', 'stale')
    expect(await lines('chuchu_delivery_seconds_sum')).toEqual([
      'chuchu_delivery_seconds_sum{platform="discord"} 0.25',
    ])
    expect(await lines('chuchu_undelivered_total')).toEqual([
      'chuchu_undelivered_total{platform="telegram",reason="stale"} 1',
    ])
    expect(await lines('chuchu_queue_length')).toEqual([
      'chuchu_queue_length{platform="discord"} 7',
    ])
    const [discord, telegram] = await lines('chuchu_platform_heard')
    const [, moment] = discord?.split('{platform="discord"} ') ?? []
    expect(Math.abs(Date.now() / 1000 - 60 - Number(moment))).toBeLessThan(5)
    // An alert on its age has to see one that was never heard.
    expect(telegram).toBe('chuchu_platform_heard_timestamp_seconds{platform="telegram"} 0')
  })
})

describe('the material', () => {
  it('is told by size and age, and a reload that failed until one succeeds', async () => {
    const { state, lines } = openMetrics()
    expect(await lines('chuchu_material_passages')).toEqual([])
    state.materialRead({ sources: 2, passages: 40 })
    state.materialRefused('a.md:3: is not valid YAML')
    state.materialRefused('a.md:4: is not valid YAML')
    expect(await lines('chuchu_material')).toEqual([
      'chuchu_material_sources 2',
      'chuchu_material_passages 40',
      `chuchu_material_read_timestamp_seconds ${MOMENT / 1000}`,
      'chuchu_material_problem 1',
      'chuchu_material_failures_total 2',
    ])
    state.materialRead({ sources: 2, passages: 41 })
    expect(await lines('chuchu_material_problem')).toEqual(['chuchu_material_problem 0'])
    expect(await lines('chuchu_material_failures')).toEqual(['chuchu_material_failures_total 2'])
  })

  it('stands beside what Node itself tells', async () => {
    const { lines } = openMetrics()
    expect(await lines('process_resident_memory_bytes')).toHaveLength(1)
    expect((await lines('nodejs_version_info'))[0]).toContain(process.version)
  })
})
