import { existsSync } from 'node:fs'
import { type Config, ConfigError, readConfig } from '../src/config.ts'
import { ContentError } from '../src/corpus/index.ts'
import { MaterialTooLargeError } from '../src/retrieval/index.ts'

/** A mistake of the person at the keyboard: told in one line, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/**
 * The settings of the bot, from the environment and `.env`, so that every command means the same
 * material and the same database.
 *
 * @throws {ConfigError}
 */
export function readSettings(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return readConfig(process.env)
}

/** Runs a script: what a person can fix is told in words, our own mistakes with their stack. */
export async function run(script: () => Promise<void>): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0)
  })
  try {
    await script()
  } catch (error) {
    const isTheirs = [ContentError, ConfigError, MaterialTooLargeError, UsageError].some(
      (kind) => error instanceof kind,
    )
    const ours = !(isTheirs || isUsage(error))
    console.error(ours ? error : (error as Error).message)
    process.exitCode = ours ? 1 : 2
  }
}

const isUsage = (error: unknown): boolean =>
  String((error as NodeJS.ErrnoException)?.code).startsWith('ERR_PARSE_ARGS')
