import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const HOW_TO_INSTALL =
  'No Chromium here: the page is not tested in a browser. On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk'

/** Where a browser is; without one says aloud how to get it. */
export function findBrowser(): string | undefined {
  const path = PLACES.find((place) => existsSync(place))
  if (!path) console.warn(HOW_TO_INSTALL)
  return path
}

export const launchBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
