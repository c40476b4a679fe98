import { useEffect, useReducer, useState } from 'preact/hooks'
import type { PlatformName } from '../protocol/index.ts'
import { act, listen } from './connection.ts'
import type { PageContext, SideName } from './context.ts'
import { DiscordPane } from './discord/pane.tsx'
import { MaterialView } from './material.tsx'
import { readSettings, saveSettings } from './settings.ts'
import { createStore } from './store.ts'
import { TelegramPane } from './telegram/pane.tsx'
import { TopBar } from './top-bar.tsx'
import { WhyView } from './why.tsx'
import { WORDS } from './words.ts'

/** Milliseconds in which news are gathered before they are drawn. */
const DRAW_EVERY = 25
/** Milliseconds that people have to read a notice. */
const NOTICE_LASTS = 6_000

const store = createStore()

export function App() {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const [settings, setSettings] = useState(readSettings)
  const [connected, setConnected] = useState(true)
  const [chat, setChat] = useState<PlatformName>('discord')
  const [side, setSide] = useState<SideName>()
  const [answer, setAnswer] = useState<number>()
  const [cited, setCited] = useState<Parameters<PageContext['cite']>[0]>()
  const [notice, setNotice] = useState<{ readonly text: string; readonly bad: boolean }>()

  useEffect(() => {
    let drawing: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      drawing = undefined
      redraw(undefined as never)
    }
    // A page that opens late is told everything at once: one drawing for each piece of news would
    // cost as much as their number squared.
    const learn: Parameters<typeof listen>[0] = (news) => {
      store.learn(news)
      drawing ??= setTimeout(draw, DRAW_EVERY)
    }
    const stop = listen(learn, setConnected)
    return () => {
      clearTimeout(drawing)
      stop()
    }
  }, [])
  useEffect(() => {
    saveSettings(settings)
    document.documentElement.lang = settings.locale
    document.documentElement.dataset.theme = settings.theme
  }, [settings])
  useEffect(() => {
    const timer = notice ? setTimeout(() => setNotice(undefined), NOTICE_LASTS) : undefined
    return () => clearTimeout(timer)
  }, [notice])

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
  const problem = connected ? known.material.problem : undefined
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
      <div class="notices" role="status" aria-live="polite">
        {!connected && <p class="notice bad">{words.lost}</p>}
        {problem && (
          <div class="notice bad">
            <p>{words.broken}</p>
            <pre>{problem}</pre>
          </div>
        )}
        {notice && <p class={notice.bad ? 'notice bad' : 'notice'}>{notice.text}</p>}
      </div>
      {known.welcome && (
        <main class="stage" onFocusIn={(event) => setChat(paneOf(event.target) ?? chat)}>
          <DiscordPane
            {...{ page, known }}
            welcome={known.welcome}
            dismiss={(id) => {
              store.dismiss(id)
              redraw(undefined as never)
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
