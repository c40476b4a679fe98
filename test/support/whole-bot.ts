import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBot } from '../../src/app/bot.ts'
import type { ImportedPage } from '../../src/import/index.ts'
import { openStore } from '../../src/service/index.ts'
import { createTestLog, makeFolder, UNLIMITED } from '../unit/service/support.ts'
import { type Files, writeMaterial } from './material.ts'

const CONTENT = { 'house.md': '# House rules\n\nThe kitchen closes at ten.\n' }

/** The whole bot, over a small content folder, where servers and groups may add material of their own. */
export async function openWholeBot(
  content: Files = CONTENT,
  readPage?: (url: string) => Promise<ImportedPage>,
) {
  const data = makeFolder()
  const log = createTestLog()
  const store = await openStore({ log })
  const bot = await createBot(
    {
      contentFolder: await writeMaterial(content),
      scopesFolder: join(data, 'material'),
      limits: UNLIMITED,
      gapDays: 90,
      locale: 'en',
    },
    { store, log, ...(readPage && { readPage }) },
    {},
  )
  onTestFinished(() => bot.close())
  return { ...bot, log, store, folder: join(data, 'material') }
}
