import { readFileSync } from 'node:fs'

/** The lines of a table of words that stands beside the code, without empty ones and `#` comments. */
export const readTable = (url: URL): readonly string[] =>
  readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
