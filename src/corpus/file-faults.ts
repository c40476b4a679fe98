import type { Fault } from './problems.ts'

const EXPLANATIONS: Readonly<Record<string, Fault>> = {
  EACCES: { message: 'may not be read', fix: 'give the account of the bot the right to read it' },
  ELOOP: { message: 'is a link that leads in a circle', fix: 'put the file itself there' },
  ENOENT: { message: 'is a link to nothing', fix: 'put the file itself there, or delete it' },
}

/** Why the system does not give a file or folder. */
export function explain(error: unknown): Fault {
  const { code = String(error) } = error as NodeJS.ErrnoException
  return (
    EXPLANATIONS[code] ?? {
      message: `cannot be read (${code})`,
      fix: 'check that it exists and may be read',
    }
  )
}
