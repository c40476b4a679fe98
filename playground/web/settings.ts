import type { Locale } from '../protocol/index.ts'

type Theme = 'light' | 'dark'

export interface Settings {
  readonly locale: Locale
  readonly theme: Theme
}

const KEY = 'playground'

/** What was chosen the last time, else what browser and system say. */
export function readSettings(): Settings {
  return { ...defaults(), ...saved() }
}

export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // A browser that keeps nothing forgets the choice, no more.
  }
}

function saved(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}

function defaults(): Settings {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const tag = navigator.language.toLowerCase()
  const traditional = /^zh\b.*(hant|tw|hk|mo)/.test(tag)
  const locale = traditional ? 'zh-Hant' : tag.startsWith('zh') ? 'zh-Hans' : 'en'
  return { locale, theme: dark ? 'dark' : 'light' }
}
