import type { TopicSummary } from '../protocol/index.ts'
import type { PageContext } from './context.ts'

interface TopicsProps {
  readonly page: PageContext
  readonly topics: readonly TopicSummary[]
  readonly open: (place: { source: string; paragraph: number }) => void
}

export const Topics = ({ page: { locale }, topics, open }: TopicsProps) => (
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
