import { useState } from 'preact/hooks'
import type { Explanation, FoundPassage, PlatformName, Traffic } from '../protocol.ts'
import type { PageContext } from './app.tsx'
import { Icon } from './icon.tsx'
import { Marked } from './marked.tsx'
import { DiscordMark, TelegramMark } from './marks.tsx'
import { SideHead } from './side-head.tsx'
import type { Store } from './store.ts'

/** Passages shown before somebody asks for the rest. */
const MOST_PASSAGES = 6

interface WhyProps {
  readonly page: PageContext
  readonly known: Store
  /** The answer to explain; the last one unless told. */
  readonly answer: number | undefined
  readonly choose: (answer: number) => void
  readonly close: () => void
}

export function WhyView({ page, known, answer, choose, close }: WhyProps) {
  const { words } = page
  const all = [...known.answers.values()]
  const shown = (answer !== undefined && known.answers.get(answer)) || all.at(-1)
  return (
    <>
      <SideHead title={words.why} lead={words.whyLead} {...{ page, close }} />
      <div class="side-body">
        {shown ? (
          <Explained key={shown.id} {...{ page, choose }} answer={shown} last={all.length} />
        ) : (
          <p class="empty">{words.whyEmpty}</p>
        )}
        <TrafficList {...{ page }} traffic={known.traffic} />
      </div>
    </>
  )
}

const titleOf = ({ request: { command, text } }: Explanation) => `/${command} ${text}`.trim()

interface ExplainedProps {
  readonly page: PageContext
  readonly answer: Explanation
  readonly last: number
  readonly choose: (answer: number) => void
}

function Explained({ page, answer, last, choose }: ExplainedProps) {
  const { words } = page
  const { id, outcome, confidence, hits, unknownWords, platform, milliseconds } = answer
  const [most, setMost] = useState(MOST_PASSAGES)
  return (
    <section class="explained">
      <p class="asked">
        {platform === 'discord' ? <DiscordMark /> : <TelegramMark />}
        <span>{titleOf(answer)}</span>
      </p>
      <div class="steps">
        <small>{words.took(milliseconds.toFixed(milliseconds < 10 ? 1 : 0))}</small>
        <button
          type="button"
          aria-label={words.older}
          disabled={id <= 1}
          onClick={() => choose(id - 1)}
        >
          <Icon name="previous" size={16} />
        </button>
        <span>
          {id} / {last}
        </span>
        <button
          type="button"
          aria-label={words.newer}
          disabled={id >= last}
          onClick={() => choose(id + 1)}
        >
          <Icon name="next" size={16} />
        </button>
      </div>
      <h3 class="outcome" data-outcome={outcome}>
        {words.outcomes[outcome]}
      </h3>
      {confidence !== undefined && <Confidence {...{ page, answer }} />}
      {unknownWords.length > 0 && (
        <p class="unknown">
          {words.unknown}: <Chips words={unknownWords} />
        </p>
      )}
      {confidence !== undefined && (
        <>
          <h4>{hits.length > 0 ? words.passages(hits.length) : words.noPassages}</h4>
          <ol class="hits">
            {hits.slice(0, most).map((hit) => (
              <Found key={`${hit.source} ${hit.paragraphs[0]}`} {...{ page, hit }} />
            ))}
          </ol>
          {hits.length > most && (
            <button type="button" class="quiet" onClick={() => setMost(hits.length)}>
              +{hits.length - most}
            </button>
          )}
        </>
      )}
    </section>
  )
}

/** How sure the bot was, between what it takes to show passages and to call them an answer. */
function Confidence({ page: { words }, answer }: { page: PageContext; answer: Explanation }) {
  const { confidence = 0, thresholds, outcome } = answer
  const verdict = outcome === 'found' || outcome === 'near' || outcome === 'none' ? outcome : 'none'
  return (
    <div class="confidence">
      <p>
        {words.confidence} <b>{percent(confidence)}</b>
      </p>
      <svg
        viewBox="0 0 100 14"
        preserveAspectRatio="none"
        role="img"
        aria-label={percent(confidence)}
      >
        <rect class="track" x="0" y="4" width="100" height="6" rx="3" />
        <rect
          class="filled"
          data-outcome={outcome}
          x="0"
          y="4"
          width={Math.max(1, confidence * 100)}
          height="6"
          rx="3"
        />
        {thresholds && (
          <>
            <rect class="tick" x={thresholds.near * 100 - 0.2} y="0" width="0.5" height="14" />
            <rect class="tick" x={thresholds.found * 100 - 0.2} y="0" width="0.5" height="14" />
          </>
        )}
      </svg>
      {thresholds && (
        <p class="legend">
          <span>
            {words.thresholdNear} ≥ {percent(thresholds.near)}
          </span>
          <span>
            {words.thresholdFound} ≥ {percent(thresholds.found)}
          </span>
        </p>
      )}
      <p class="verdict">{words.verdict[verdict]}</p>
    </div>
  )
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function Found({ page, hit }: { page: PageContext; hit: FoundPassage }) {
  const { words } = page
  const paragraph = hit.paragraphs[0]
  return (
    <li class="hit" data-quoted={hit.citation !== undefined}>
      <p class="hit-head">
        <button
          type="button"
          class="where"
          onClick={() => page.cite({ source: hit.source, paragraph, marks: hit.answer })}
        >
          ¶{paragraph}
        </button>
        <meter min={0} max={1} value={hit.score} aria-label={words.score} />
        <b>{hit.score.toFixed(2)}</b>
        <small>
          {hit.citation === undefined ? words.notQuoted : `[${hit.citation}] ${words.quoted}`}
        </small>
      </p>
      <p class="hit-text">
        <Marked text={hit.text} spans={hit.answer} />
      </p>
      {hit.matches.length > 0 && (
        <p class="matches">
          {words.matched}: <Chips words={hit.matches} />
        </p>
      )}
    </li>
  )
}

const Chips = ({ words }: { words: readonly string[] }) => (
  <>
    {[...new Set(words)].map((word) => (
      <span key={word} class="chip">
        {word}
      </span>
    ))}
  </>
)

function TrafficList({ page, traffic }: { page: PageContext; traffic: readonly Traffic[] }) {
  const { words } = page
  const [wanted, setWanted] = useState<PlatformName>()
  const shown = traffic.filter(({ platform }) => !wanted || platform === wanted).toReversed()
  return (
    <section class="traffic">
      <h3>{words.traffic}</h3>
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
      {from === 'bot' && !bad && <p>{words.checkedBy[platform]}.</p>}
      {problem && <p class="bad">{problem}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must the keyboard */}
      <pre tabIndex={0}>{body ? JSON.stringify(body, null, 2) : '—'}</pre>
    </details>
  )
}

/** Ids and tokens say nothing to people. */
const shorten = (name: string): string => name.replaceAll(/\/(\d{15,}|[\w-]{30,})/g, '/…')
