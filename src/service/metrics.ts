import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import {
  type Answer,
  type ChatRequest,
  namesOf,
  type Responder,
  wrapResponder,
} from '../answers/index.ts'
import type { Meter } from '../shared/types.ts'
import type { State } from './state.ts'

export interface Metrics {
  /** Where the platforms count. */
  readonly meter: Meter
  /** @param command a name that the bot itself gave, never what somebody typed */
  answered(command: string, request: ChatRequest, answer: Answer, seconds: number): void
  /** Everything, in the text format of Prometheus. */
  read(): Promise<{ readonly type: string; readonly text: string }>
}

/** Seconds. Most answers take a few milliseconds; Telegram's are given up after ten seconds. */
const ANSWER_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
]
/** Seconds. Telegram's paces are one second and one minute. */
const WAIT_BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** Seconds. Discord waits three; Telegram's answers are given up after two minutes. */
const DELIVERY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 120]

/**
 * Counts for Prometheus, with nothing in them about who asked what. Every label has few values: the
 * platforms, the bot's own commands, the platforms' own codes. The only importer of prom-client.
 */
export function createMetrics(state: State): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const questions = new Counter({
    name: 'chuchu_questions_total',
    help: 'Requests, by what came of them; silence where a limit or a setting asks for it.',
    labelNames: ['platform', 'command', 'outcome'],
    registers,
  })
  const answering = new Histogram({
    name: 'chuchu_answer_seconds',
    help: 'Time from a request to its answer, without the way to the platform.',
    labelNames: ['platform'],
    buckets: ANSWER_BUCKETS,
    registers,
  })
  const failures = new Counter({
    name: 'chuchu_platform_errors_total',
    help: 'Calls and connections that failed, by the code of the platform or the network.',
    labelNames: ['platform', 'code'],
    registers,
  })
  const waiting = new Histogram({
    name: 'chuchu_rate_limit_wait_seconds',
    help: 'Waits that the limits of a platform, or our own pacing, asked for.',
    labelNames: ['platform'],
    buckets: WAIT_BUCKETS,
    registers,
  })
  const delivery = new Histogram({
    name: 'chuchu_delivery_seconds',
    help: 'Time from the event of a platform to its confirmation of the answer.',
    labelNames: ['platform'],
    buckets: DELIVERY_BUCKETS,
    registers,
  })
  const undelivered = new Counter({
    name: 'chuchu_undelivered_total',
    help: 'Questions without an answer that people can see, by the reason.',
    labelNames: ['platform', 'reason'],
    registers,
  })
  describeState(state, registry)
  collectDefaultMetrics({ register: registry })
  return {
    meter: {
      failed: (platform, code) => failures.inc({ platform, code: boundCode(code) }),
      waited: (platform, milliseconds) => waiting.observe({ platform }, milliseconds / 1000),
      delivered: (platform, milliseconds) => delivery.observe({ platform }, milliseconds / 1000),
      undelivered: (platform, reason) => undelivered.inc({ platform, reason }),
    },
    answered(command, { from, draft }, { outcome: came, audience }, seconds) {
      const platform = from?.platform ?? 'none'
      const outcome = audience === 'nobody' ? 'silence' : came
      answering.observe({ platform }, seconds)
      // A draft is no question yet, and would distort the share of answers.
      if (!draft) questions.inc({ platform, command, outcome })
    },
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

/** Gauges of the state, read at each scrape. Timestamps rather than ages, which PromQL computes: `time() - x`. */
function describeState(state: State, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const value = read()
        if (value === undefined) this.remove()
        else this.set(value)
      },
    })
  gauge('chuchu_material_sources', 'Sources that are answered from.', () => {
    return state.material.size?.sources
  })
  gauge('chuchu_material_passages', 'Passages in the index.', () => {
    return state.material.size?.passages
  })
  gauge('chuchu_material_read_timestamp_seconds', 'When the material was read.', () => {
    return toSeconds(state.material.readAt)
  })
  gauge('chuchu_material_problem', '1 if the last attempt to read the material failed.', () => {
    return state.material.problem === undefined ? 0 : 1
  })
  new Counter({
    name: 'chuchu_material_failures_total',
    help: 'Attempts to read the material again that failed.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(state.material.failures)
    },
  })
  new Gauge({
    name: 'chuchu_platform_heard_timestamp_seconds',
    help: 'When the server of a platform last answered; 0 before it did, and after its end.',
    labelNames: ['platform'],
    registers: [registry],
    collect() {
      for (const { name, lastHeard } of state.platforms) {
        if (!lastHeard) continue
        const last = lastHeard()
        const ago = last === undefined ? undefined : performance.now() - last
        const moment = ago === undefined ? 0 : (Date.now() - ago) / 1000
        this.set({ platform: name.toLowerCase() }, moment)
      }
    },
  })
  new Gauge({
    name: 'chuchu_queue_length',
    help: 'Questions that wait for their answer or are being answered.',
    labelNames: ['platform'],
    registers: [registry],
    collect() {
      for (const { name, queueLength } of state.platforms)
        if (queueLength) this.set({ platform: name.toLowerCase() }, queueLength())
    },
  })
}

const toSeconds = (moment: Date | undefined) => moment && moment.getTime() / 1000

/** Bounds the values of a label: a code is a number or a short word, never a text. */
const boundCode = (code: string) => (/^[A-Za-z0-9_]{1,32}$/.test(code) ? code : 'other')

/** The same responder, with every answer counted and timed. */
export function measure(
  responder: Responder,
  metrics: Metrics,
  now = () => performance.now(),
): Responder {
  return wrapResponder(responder, {
    async respond(request) {
      const start = now()
      const answer = await responder.respond(request)
      metrics.answered(nameOf(responder, request), request, answer, (now() - start) / 1000)
      return answer
    },
  })
}

/** The name of the command, whatever alias was used; `other` for unknown ones, to bound the label. */
function nameOf({ commands }: Responder, { command }: ChatRequest): string {
  const called = command.normalize('NFKC').toLowerCase()
  return commands.find((each) => namesOf(each).includes(called))?.name ?? 'other'
}
