import { useState } from 'preact/hooks'
import type { Explanation, FoundPassage } from '../protocol/index.ts'
import type { PageContext } from './context.ts'
import { Icon } from './icon.tsx'
import { Marked } from './marked.tsx'
import { DiscordMark, TelegramMark } from './marks.tsx'
import { SideHead } from './side-head.tsx'
import type { Store } from './store.ts'
import { TrafficList } from './traffic.tsx'

/** Passages shown before somebody asks for the rest. */
const MAX_PASSAGES = 6

interface WhyProps {
  readonly page: PageContext
  readonly known: Store
  /** The answer to explain; default the last one. */
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
  const [most, setMost] = useState(MAX_PASSAGES)
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
          {words.unknown}
          <Chips words={unknownWords} />
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
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${words.confidence}: ${percent(confidence)}`}
      >
        <rect class="track" width="100" height="10" />
        <rect class="filled" data-outcome={outcome} width={confidence * 100} height="10" />
        {thresholds &&
          [thresholds.near, thresholds.found].map((threshold) => (
            <rect key={threshold} class="tick" x={threshold * 100} width="0.6" height="10" />
          ))}
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
          {words.matched}
          <Chips words={hit.matches} />
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
