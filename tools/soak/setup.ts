import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MESSAGES as SHARED } from '../../src/answers/messages.ts'
import { MESSAGES as DISCORD } from '../../src/bots/discord/messages.ts'
import { MESSAGES as TELEGRAM } from '../../src/bots/telegram/messages.ts'
import { createRandom } from '../bench/random.ts'
import { createLedger, TOKEN } from './ledger.ts'
import { copyMaterial } from './material.ts'
import { createQuestions, type Side } from './side.ts'

/**
 * What every run begins with: a folder of its own, the material that it edits, what it asks, and the
 * ledger.
 */
export async function setUp(seed: number, tell: (line: string) => void) {
  const random = createRandom(seed)
  const began = performance.now()
  const now = () => performance.now() - began
  const folder = await mkdtemp(join(tmpdir(), 'soak-'))
  const material = await copyMaterial(join(folder, 'content'))
  return {
    ...{ random, now, folder, material },
    ledger: createLedger(asksAgain),
    questions: createQuestions(random, material.passages),
    /** Tells a line with the time of the run. */
    say: (line: string) => tell(`${(now() / 1000).toFixed(1).padStart(6)} s ${line}`),
  }
}

/** People here ask more than people do: the limits are tested elsewhere. */
export const UNLIMITED = {
  LIMIT_PER_USER: '100000',
  LIMIT_PER_CHAT: '100000',
  LIMIT_TOTAL: '1000000',
}

const TRY_AGAIN = [SHARED, DISCORD, TELEGRAM].flatMap((words) =>
  Object.values(words).map(({ failed }) => failed),
)
const asksAgain = (text: string): boolean => TRY_AGAIN.some((words) => text.includes(words))

/** How the tokens of the local Discord's interactions begin: base64url of `interaction:`. */
const INTERACTION_TOKEN = 'aW50ZXJhY3Rpb246'

/** What must not stand in a log: tokens, also of interactions, and words that people asked. */
export function secretsOf(sides: readonly Side[]): RegExp {
  const tokens = sides.flatMap(({ settings }) =>
    Object.entries(settings).flatMap(([name, value]) => (name.endsWith('_TOKEN') ? [value] : [])),
  )
  const escaped = tokens.map((token) => token.replaceAll(/[^\w]/g, '\\$&'))
  return new RegExp([...escaped, INTERACTION_TOKEN, TOKEN.source].join('|'))
}
