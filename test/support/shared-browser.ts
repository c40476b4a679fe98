import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { findBrowser, launchBrowser } from './browser.ts'

/** One browser for the tests of a file. Only where there is one: see `describeWith`. */
export function shareBrowser(): () => Browser {
  // A browser beside all other tests on two cores takes its time.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let browser: Browser | undefined
  beforeAll(async () => {
    const path = findBrowser()
    if (path) browser = await launchBrowser(path)
  })
  afterAll(() => browser?.close())
  return () => browser as Browser
}
