import { useEffect, useRef, useState } from 'preact/hooks'
import type {
  CitedPassage,
  MaterialOverview,
  SourceSummary,
  SourceText,
  TopicSummary,
} from '../protocol.ts'
import type { PageContext } from './app.tsx'
import { view } from './connection.ts'
import { Marked } from './marked.tsx'
import { SideHead } from './side-head.tsx'

type Tab = 'sources' | 'topics' | 'lexicon'
const TABS: readonly Tab[] = ['sources', 'topics', 'lexicon']

interface MaterialProps {
  readonly page: PageContext
  readonly cited: Pick<CitedPassage, 'source' | 'paragraph' | 'marks'> | undefined
  /** Changes when the material does. */
  readonly version: number
  readonly close: () => void
}

export function MaterialView({ page, cited, version, close }: MaterialProps) {
  const { words } = page
  const [tab, setTab] = useState<Tab>('sources')
  const [overview, setOverview] = useState<MaterialOverview>()
  const [chosen, setChosen] = useState<string>()
  useEffect(() => {
    view<MaterialOverview>('material').then(setOverview, page.complain)
  }, [version])
  useEffect(() => {
    if (!cited) return
    setTab('sources')
    setChosen(cited.source)
  }, [cited])
  const source = chosen ?? overview?.sources[0]?.id
  return (
    <>
      <SideHead title={words.material} lead={words.materialLead} {...{ page, close }} />
      <div class="filter tabs" role="tablist" aria-label={words.material}>
        {TABS.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={tab === name}
            onClick={() => setTab(name)}
          >
            {words[name]}
          </button>
        ))}
      </div>
      <div class="side-body" role="tabpanel" aria-label={words[tab]}>
        {overview && tab === 'sources' && (
          <>
            <SourcePicker {...{ page, overview, source, setChosen }} />
            {source && <SourceView key={source} {...{ page, version, cited }} id={source} />}
          </>
        )}
        {overview && tab === 'topics' && (
          <Topics
            {...{ page }}
            topics={overview.topics}
            open={(to) => page.cite({ ...to, marks: [] })}
          />
        )}
        {overview && tab === 'lexicon' && (
          <>
            <p class="lead">{words.lexiconLead}</p>
            <ul class="lexicon">
              {overview.lexicon.map((group) => (
                <li key={group.join()}>
                  {group.map((name) => (
                    <span key={name} class="chip">
                      {name}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          </>
        )}
        <p class="foot">{words.edit}</p>
      </div>
    </>
  )
}

interface PickerProps {
  readonly page: PageContext
  readonly overview: MaterialOverview
  readonly source: string | undefined
  readonly setChosen: (id: string) => void
}

function SourcePicker({ page: { words }, overview, source, setChosen }: PickerProps) {
  const { sources, sourceCount } = overview
  if (sourceCount < 2) return null
  return (
    <label class="pick">
      <span class="for-readers">{words.sources}</span>
      <select value={source ?? ''} onChange={(event) => setChosen(event.currentTarget.value)}>
        {sources.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      {sourceCount > sources.length && (
        <small>{words.moreSources(sourceCount - sources.length)}</small>
      )}
    </label>
  )
}

interface SourceViewProps extends Pick<MaterialProps, 'page' | 'version' | 'cited'> {
  readonly id: string
}

function SourceView({ page, id, version, cited }: SourceViewProps) {
  const { words, locale } = page
  const [text, setText] = useState<SourceText>()
  const [translated, setTranslated] = useState(locale === 'en')
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    view<SourceText>(`source?id=${encodeURIComponent(id)}`).then(setText, page.complain)
  }, [id, version])
  useEffect(() => {
    if (!text || cited?.source !== id) return
    const item = list.current?.querySelector<HTMLElement>(`[data-paragraph="${cited.paragraph}"]`)
    item?.scrollIntoView({ block: 'center' })
    item?.focus({ preventScroll: true })
  }, [text, cited])
  if (!text) return null
  const hasTranslations = text.paragraphs.some(({ translations }) => translations.length > 0)
  return (
    <article class="source" lang={text.source.language}>
      <h3>{text.source.title}</h3>
      <About {...{ page }} source={text.source} />
      {hasTranslations && (
        <label class="toggle">
          <input
            type="checkbox"
            checked={translated}
            onChange={(event) => setTranslated(event.currentTarget.checked)}
          />
          {words.showTranslations}
        </label>
      )}
      <ol ref={list} class="paragraphs">
        {text.paragraphs.map(({ number, heading, text: body, translations }, index) => (
          <>
            {heading && heading !== text.paragraphs[index - 1]?.heading && <h4>{heading}</h4>}
            <li
              key={number}
              data-paragraph={number}
              data-cited={cited?.source === id && cited.paragraph === number}
              tabIndex={-1}
            >
              <span class="number">¶{number}</span>
              <p>
                <Marked
                  text={body}
                  spans={cited?.source === id && cited.paragraph === number ? cited.marks : []}
                />
              </p>
              {translated &&
                translations.map((translation) => (
                  <p key={translation.language} class="translation" lang={translation.language}>
                    <small>
                      {translation.official ? words.officialTranslation : words.translation}
                    </small>
                    {translation.text}
                  </p>
                ))}
            </li>
          </>
        ))}
      </ol>
    </article>
  )
}

function About({ page: { words }, source }: { page: PageContext; source: SourceSummary }) {
  const { author, date, url, license, note, titleBy, paragraphs } = source
  const facts = [author, date, words.paragraphs(paragraphs), titleBy && words.byEditor, license]
  return (
    <>
      <p class="about">
        {facts.filter(Boolean).join(' · ')}
        {url && /^https?:/.test(url) && (
          <>
            {' · '}
            <a href={url} target="_blank" rel="noopener noreferrer">
              {new URL(url).host}
            </a>
          </>
        )}
      </p>
      {note && <p class="about">{note}</p>}
    </>
  )
}

interface TopicsProps {
  readonly page: PageContext
  readonly topics: readonly TopicSummary[]
  readonly open: (place: { source: string; paragraph: number }) => void
}

const Topics = ({ page: { locale }, topics, open }: TopicsProps) => (
  <ul class="topics">
    {topics.map(({ name, titles, summaries, aliases, questions, passages }) => (
      <li key={name}>
        <h3>
          {titles[locale]} <code>/{name}</code>
        </h3>
        <p>{summaries[locale]}</p>
        {aliases.length > 0 && (
          <p>
            {aliases.map((alias) => (
              <span key={alias} class="chip">
                {alias}
              </span>
            ))}
          </p>
        )}
        <ul class="asked-there">
          {questions[locale].map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
        <p class="places">
          {passages.map((place) => (
            <button
              key={`${place.source} ${place.paragraph}`}
              type="button"
              class="where"
              onClick={() => open(place)}
            >
              ¶{place.paragraph}
            </button>
          ))}
        </p>
      </li>
    ))}
  </ul>
)
