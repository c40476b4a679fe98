import type { CitedPassage } from '../protocol/index.ts'
import type { PageContext } from './context.ts'

interface CitedTextProps {
  readonly text: string
  readonly citations: readonly CitedPassage[]
  readonly page: PageContext
}

/** Text in which each citation's label opens the material where it stands. */
export function CitedText({ text, citations, page }: CitedTextProps) {
  const found = citations.find(({ label }) => text.includes(label))
  if (!found) return text
  const start = text.indexOf(found.label)
  const rest = { citations, page }
  return (
    <>
      <CitedText text={text.slice(0, start)} {...rest} />
      <button type="button" class="cited" onClick={() => page.cite(found)}>
        {found.label}
      </button>
      <CitedText text={text.slice(start + found.label.length)} {...rest} />
    </>
  )
}

/** The citations of an answer that one of its messages shows. */
export const citedIn = (
  text: string,
  citations: readonly CitedPassage[] | undefined,
): readonly CitedPassage[] => citations?.filter(({ label }) => text.includes(label)) ?? []

/** Below a message of the bot, outside of the platform's look: where it comes from. */
export function Origins({
  answer,
  citations,
  page,
}: {
  readonly answer: number | undefined
  readonly citations: readonly CitedPassage[]
  readonly page: PageContext
}) {
  if (answer === undefined) return null
  return (
    <div class="origins">
      <button type="button" onClick={() => page.explain(answer)}>
        {page.words.explain}
      </button>
      {citations.map((citation) => (
        <button type="button" key={citation.number} onClick={() => page.cite(citation)}>
          {page.words.inMaterial(citation.paragraph)}
        </button>
      ))}
    </div>
  )
}
