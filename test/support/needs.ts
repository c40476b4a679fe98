import { describe } from 'vitest'
import { IS_HERE, type Tool } from './tools.ts'

/**
 * A suite that is skipped without a tool. Its name says so, which is how the reporter
 * (`skipped-reporter.ts`) knows what to write in the last lines of the run.
 */
export const describeWith = (tool: Tool, name: string, body: () => void): void => {
  describe.runIf(IS_HERE[tool]())(`${name} (needs ${tool})`, body)
}
