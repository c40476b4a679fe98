import { useState } from 'preact/hooks'
import type { PlatformName, Traffic } from '../protocol/index.ts'
import type { PageContext } from './context.ts'
import { DiscordMark, TelegramMark } from './marks.tsx'

/** What went between the bot and the platforms, newest first. */
export function TrafficList({ page, traffic }: { page: PageContext; traffic: readonly Traffic[] }) {
  const { words } = page
  const [wanted, setWanted] = useState<PlatformName>()
  const shown = traffic.filter(({ platform }) => !wanted || platform === wanted).toReversed()
  return (
    <section class="traffic">
      <h3>{words.traffic}</h3>
      <p class="lead">{words.trafficLead}</p>
      <div class="filter">
        {([undefined, 'discord', 'telegram'] as const).map((name) => (
          <button
            key={name ?? ''}
            type="button"
            aria-pressed={wanted === name}
            onClick={() => setWanted(name)}
          >
            {name === undefined ? words.all : name === 'discord' ? 'Discord' : 'Telegram'}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p class="empty">{words.noTraffic}</p>}
      <ol>
        {shown.map((one) => (
          <li key={one.id}>
            <Exchange {...{ page }} traffic={one} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Exchange({ page: { words }, traffic }: { page: PageContext; traffic: Traffic }) {
  const { platform, from, name, body, status, problem } = traffic
  const bad = problem !== undefined || (status !== undefined && status >= 400)
  return (
    <details>
      <summary>
        <span
          class="arrow"
          data-from={from}
          title={from === 'bot' ? words.fromBot : words.fromPlatform}
        >
          {from === 'bot' ? '→' : '←'}
        </span>
        {platform === 'discord' ? <DiscordMark /> : <TelegramMark />}
        <code>{shorten(name)}</code>
        {from === 'bot' && (
          <small data-bad={bad} title={words.checkedBy[platform]}>
            {bad ? `✗ ${words.invalid}` : `✓ ${words.valid}`} {status}
          </small>
        )}
      </summary>
      {from === 'bot' && !bad && <p>{words.checkedBy[platform]}</p>}
      {problem && <p class="bad">{problem}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must the keyboard */}
      <pre tabIndex={0}>{body ? JSON.stringify(body, null, 2) : '—'}</pre>
    </details>
  )
}

/** Ids and tokens say nothing to people. */
const shorten = (name: string): string => name.replaceAll(/\/(\d{15,}|[\w-]{30,})/g, '/…')
