import { useEffect, useState } from 'preact/hooks'
import type { CitedPassage, MaterialOverview } from '../protocol/index.ts'
import { view } from './connection.ts'
import type { PageContext } from './context.ts'
import { SideHead } from './side-head.tsx'
import { SourceView } from './source.tsx'
import { Topics } from './topics.tsx'

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
