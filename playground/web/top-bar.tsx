import type { Locale, PlatformName } from '../protocol/index.ts'
import type { SideName } from './context.ts'
import { Icon } from './icon.tsx'
import { DiscordMark, TelegramMark } from './marks.tsx'
import type { Settings } from './settings.ts'
import type { Words } from './words.ts'

const LOCALES: readonly {
  readonly locale: Locale
  readonly label: string
  readonly name: string
}[] = [
  { locale: 'zh-Hans', label: '简', name: '简体中文' },
  { locale: 'zh-Hant', label: '繁', name: '繁體中文' },
  { locale: 'en', label: 'En', name: 'English' },
]

interface TopBarProps {
  readonly words: Words
  readonly settings: Settings
  readonly setSettings: (settings: Settings) => void
  readonly chat: PlatformName
  readonly side: SideName | undefined
  /** Forgets every chat. */
  readonly startOver: () => void
  readonly showChat: (chat: PlatformName) => void
  readonly showSide: (side: SideName | undefined) => void
}

export function TopBar(props: TopBarProps) {
  const { words, settings, setSettings, chat, side, startOver, showChat, showSide } = props
  const { theme } = settings
  const sideButton = (name: SideName) => (
    <button
      type="button"
      aria-pressed={side === name}
      onClick={() => showSide(side === name ? undefined : name)}
    >
      {words[name]}
    </button>
  )
  const chatButton = (name: PlatformName, label: string) => (
    <button
      type="button"
      class="only-narrow"
      aria-pressed={!side && chat === name}
      onClick={() => showChat(name)}
    >
      {name === 'discord' ? <DiscordMark /> : <TelegramMark />}
      <span>{label}</span>
    </button>
  )
  return (
    <header class="top">
      <div class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <h1>
          Chuchu <span lang="zh">出处</span>
        </h1>
        <p>{words.tagline}</p>
      </div>
      <nav class="views" aria-label={words.views}>
        {chatButton('discord', 'Discord')}
        {chatButton('telegram', 'Telegram')}
        {sideButton('why')}
        {sideButton('material')}
      </nav>
      <div class="settings">
        <button type="button" class="start-over" onClick={startOver}>
          {words.startOver}
        </button>
        <fieldset class="languages">
          <legend class="for-readers">{words.language}</legend>
          {LOCALES.map(({ locale, label, name }) => (
            <button
              key={locale}
              type="button"
              lang={locale}
              title={name}
              aria-pressed={settings.locale === locale}
              onClick={() => setSettings({ ...settings, locale })}
            >
              {label}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="theme"
          aria-label={words.themeLabel[theme]}
          onClick={() => setSettings({ ...settings, theme: theme === 'dark' ? 'light' : 'dark' })}
        >
          <Icon name={theme === 'dark' ? 'light' : 'dark'} />
        </button>
      </div>
    </header>
  )
}
