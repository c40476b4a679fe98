import { ENGINES } from './engines.ts'
import { type Material, measureMaterial } from './material.ts'
import { measure } from './measure.ts'
import type { BenchCorpus, Engine } from './types.ts'

/** What a process measures: one engine, or the reading of material. */
export type Task =
  | { readonly engine: string; readonly corpus: BenchCorpus }
  | { readonly material: Material }

// A process for one task, so that neither memory nor compiled code of another is in the way.
process.once('message', async (task: Task) => {
  const measurement =
    'material' in task
      ? await measureMaterial(task.material)
      : await measure(ENGINES[task.engine] as Engine, task.corpus)
  process.send?.(measurement, () => process.exit())
})
