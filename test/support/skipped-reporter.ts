import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { IS_HERE, TOOLS, type Tool } from './tools.ts'

const NEEDS = /\(needs (\w+)\)/

/** What a skipped test says that it lacks. */
const reasonOf = (test: TestCase): string => {
  const tool = NEEDS.exec(test.fullName)?.[1]
  return tool && tool in TOOLS && !IS_HERE[tool as Tool]()
    ? `${tool} is not installed (${TOOLS[tool as Tool]})`
    : `left out in ${test.module.relativeModuleId}`
}

/** Says in the last line of a run how many tests were skipped, and why. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>()
    for (const module of modules)
      for (const test of module.children.allTests('skipped'))
        counts.set(reasonOf(test), (counts.get(reasonOf(test)) ?? 0) + 1)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const reasons = Array.from(counts, ([reason, count]) => `${count} × ${reason}`)
    // After the summary of the default reporter, which is written in the same turn.
    setImmediate(() =>
      console.log(
        total === 0 ? 'Skipped: none.' : `Skipped: ${total} tests. ${reasons.join('; ')}.`,
      ),
    )
  }
}
