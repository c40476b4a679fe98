import { useEffect, useRef, useState } from 'preact/hooks'
import type { CitedPassage, SourceSummary, SourceText } from '../protocol/index.ts'
import { view } from './connection.ts'
import type { PageContext } from './context.ts'
import { safeUrl } from './format.ts'
import { Marked } from './marked.tsx'

interface SourceViewProps {
  readonly page: PageContext
  readonly id: string
  /** Changes when the material does. */
  readonly version: number
  readonly cited: Pick<CitedPassage, 'source' | 'paragraph' | 'marks'> | undefined
}

/** A source from its first paragraph to its last; what is cited is in sight and marked. */
export function SourceView({ page, id, version, cited }: SourceViewProps) {
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
        {url && safeUrl(url) && (
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
