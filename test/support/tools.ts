import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { findBrowser } from './browser.ts'

/** What some tests need beside Node and npm, and how Debian installs it. */
export const TOOLS = {
  Chromium: 'apt-get install chromium fonts-noto-cjk',
  Maven: 'apt-get install maven openjdk-17-jdk-headless',
  PostgreSQL: 'apt-get install postgresql',
} as const

export type Tool = keyof typeof TOOLS

const runs = (command: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const POSTGRESQL = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`, of the newest version there is. */
export const findPostgres = (): string | undefined =>
  (existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${POSTGRESQL}/${version}/bin`)
    .find((folder) => existsSync(`${folder}/initdb`))

export const IS_HERE: Readonly<Record<Tool, () => boolean>> = {
  Chromium: () => findBrowser() !== undefined,
  Maven: () => runs('mvn', '--version') && runs('java', '-version'),
  PostgreSQL: () => findPostgres() !== undefined,
}
