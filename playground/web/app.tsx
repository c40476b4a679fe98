import { useEffect, useState } from 'preact/hooks'
import type { PlatformName } from '../protocol/index.ts'
import { act } from './connection.ts'
import type { PageContext, SideName } from './context.ts'
import { DiscordPane } from './discord/pane.tsx'
import { MaterialView } from './material.tsx'
import { NOTICE_LASTS, Notices, useNotice } from './notices.tsx'
import { readSettings, saveSettings } from './settings.ts'
import { createStore } from './store.ts'
import { TelegramPane } from './telegram/pane.tsx'
import { TopBar } from './top-bar.tsx'
import { useNews } from './use-news.ts'
import { WhyView } from './why.tsx'
import { WORDS } from './words.ts'

const store = createStore()

export function App() {
  const { connected, redraw } = useNews(store)
  const [settings, setSettings] = useState(readSettings)
  const [chat, setChat] = useState<PlatformName>('discord')
  const [side, setSide] = useState<SideName>()
  const [answer, setAnswer] = useState<number>()
  const [cited, setCited] = useState<Parameters<PageContext['cite']>[0]>()
  const [notice, setNotice] = useNotice()

  useEffect(() => {
    saveSettings(settings)
    document.documentElement.lang = settings.locale
    document.documentElement.dataset.theme = settings.theme
  }, [settings])

  const { locale } = settings
  const words = WORDS[locale]
  const known = store.read()
  const page: PageContext = {
    words,
    locale,
    explain(id) {
      setAnswer(id)
      setSide('why')
    },
    cite(citation) {
      setCited({ ...citation })
      setSide('material')
    },
    complain: (error) =>
      setNotice({
        text: words.failed + (error instanceof Error ? error.message : String(error)),
        bad: true,
      }),
  }
  const { version, at } = known.material
  useEffect(() => {
    // A page that was opened later hears of it too, but it is no news any more.
    if (Date.now() - at < NOTICE_LASTS) setNotice({ text: words.reloaded, bad: false })
  }, [version])
  return (
    <div class="page" data-chat={chat} data-side={side ?? 'none'}>
      <TopBar
        {...{ words, settings, setSettings, chat, side }}
        startOver={() => {
          setAnswer(undefined)
          setSide(undefined)
          act('start-over', {}).catch(page.complain)
        }}
        showChat={(name) => {
          setChat(name)
          setSide(undefined)
        }}
        showSide={setSide}
      />
      <Notices {...{ words, connected, notice }} problem={known.material.problem} />
      {known.welcome && (
        <main class="stage" onFocusIn={(event) => setChat(paneOf(event.target) ?? chat)}>
          <DiscordPane
            {...{ page, known }}
            welcome={known.welcome}
            dismiss={(id) => {
              store.dismiss(id)
              redraw()
            }}
          />
          <TelegramPane {...{ page, known }} welcome={known.welcome} />
          {side && (
            <aside class="side" aria-label={words[side]}>
              {side === 'why' ? (
                <WhyView
                  {...{ page, known, answer }}
                  choose={setAnswer}
                  close={() => setSide(undefined)}
                />
              ) : (
                <MaterialView
                  {...{ page, cited }}
                  version={version}
                  close={() => setSide(undefined)}
                />
              )}
            </aside>
          )}
        </main>
      )}
    </div>
  )
}

/** The pane that something stands in: where there is room for one only, the last that was used. */
function paneOf(target: EventTarget | null): PlatformName | undefined {
  if (!(target instanceof Element)) return undefined
  if (target.closest('.discord')) return 'discord'
  return target.closest('.telegram') ? 'telegram' : undefined
}
