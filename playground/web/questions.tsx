import type { Words } from './words.ts'

const MAX_SHOWN = 4

interface QuestionsProps {
  readonly words: Words
  readonly questions: readonly string[]
  readonly ask: (question: string) => void
}

/** Something to begin with: one tap asks. */
export function Questions({ words, questions, ask }: QuestionsProps) {
  const step = Math.max(1, Math.floor(questions.length / MAX_SHOWN))
  const shown = questions.filter((_, index) => index % step === 0).slice(0, MAX_SHOWN)
  if (shown.length === 0) return null
  return (
    <div class="questions">
      <p>{words.tryThis}</p>
      {shown.map((question) => (
        <button key={question} type="button" onClick={() => ask(question)}>
          {question}
        </button>
      ))}
    </div>
  )
}
