import { ENGINES } from './engines.ts'
import { measure } from './measure.ts'
import type { BenchCorpus, Engine } from './types.ts'

// A process for one engine, so that neither memory nor compiled code of another is in the way.
process.once('message', async (task: { engine: string; corpus: BenchCorpus }) => {
  const measurement = await measure(ENGINES[task.engine] as Engine, task.corpus)
  process.send?.(measurement, () => process.exit())
})
