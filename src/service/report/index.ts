import { createDailyCounts } from '../daily-counts.ts'
import { createGapStore } from '../gaps/store.ts'
import { openStore, type StoreOptions } from '../store/index.ts'
import { type ReportSummary, summarise } from './summary.ts'

export { renderReport } from './page.ts'
export { renderPicture } from './picture.ts'

const MAX_GAPS = 20

/**
 * What a bot has counted lately, while it runs or not.
 *
 * @param keptDays that counts and questions are kept
 * @param days of the report
 * @param today milliseconds since 1970
 * @throws what the database says
 */
export async function readReport(
  { folder, url }: Omit<StoreOptions, 'log'>,
  keptDays: number,
  days: number,
  today: number,
): Promise<ReportSummary> {
  const problems: string[] = []
  const note = (message: string) => void problems.push(message)
  const store = await openStore({ url, folder, log: { info() {}, warn: note, error: note } })
  const daily = createDailyCounts(store, keptDays)
  const gaps = await createGapStore(store, keptDays).list(MAX_GAPS)
  const summary = summarise(await daily.list(days), gaps, today, days)
  await daily.close()
  await store.close()
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return summary
}
