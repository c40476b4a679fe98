import { ContentError } from '../src/corpus/index.ts'

/** A mistake of the person at the keyboard: told in one line, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Runs a script: what a person can mend is told in words, our own mistakes with their stack. */
export async function run(script: () => Promise<void>): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0)
  })
  try {
    await script()
  } catch (error) {
    const ours = !(error instanceof ContentError || error instanceof UsageError || isUsage(error))
    console.error(ours ? error : (error as Error).message)
    process.exitCode = ours ? 1 : 2
  }
}

const isUsage = (error: unknown): boolean =>
  String((error as NodeJS.ErrnoException)?.code).startsWith('ERR_PARSE_ARGS')
