import { parseArgs } from 'node:util'
import { RESERVED_NAMES } from '../src/answers/index.ts'
import { type Corpus, describeProblem, LOCALES, loadCorpus } from '../src/corpus/index.ts'
import { createSearchIndex, repetitionsIn } from '../src/retrieval/index.ts'
import { readSettings, run } from './run.ts'

const HELP = `Checks the material: every problem with its file, line, field and fix.

  npm run -s check:content [-- --content DIR --strict]

  --content DIR   folder with the material (default: CONTENT_DIR, or content)
  --strict        fail for what is only left out or odd, too
  --help          print this
`

/** Share of passages that say nearly what others say from which on it is worth a word. */
const MUCH_REPEATED = 0.2

await run(async () => {
  const { values } = parseArgs({
    options: {
      content: { type: 'string' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const corpus = await loadCorpus(values.content ?? readSettings().contentFolder, {
    reservedNames: RESERVED_NAMES,
    strict: values.strict,
    onWarnings: (warnings) => {
      for (const warning of warnings) console.log(`Left out: ${describeProblem(warning)}`)
    },
    onNotes: (notes) => {
      for (const note of notes) console.log(`Note: ${describeProblem(note)}`)
    },
  })
  const { sources, passages, topics, lexicon } = corpus
  console.log(
    `The material is in order: ${count(sources, 'source')}, ${count(passages, 'passage')}, ` +
      `${count(topics, 'topic')}, ${count(lexicon, 'group')} of names.`,
  )
  const repeated = await repetitionsIn(passages)
  if (repeated > MUCH_REPEATED)
    console.log(
      `The material repeats itself: ${Math.round(100 * repeated)} % of the passages are nearly the ` +
        'same as others. Answers are surer when one version of each is left.',
    )
  const unanswered = await findUnanswered(corpus)
  for (const { topic, question } of unanswered)
    console.log(`Look again: ${topic} suggests “${question}”, and the bot finds no answer to it.`)
})

/** Suggested questions that find no answer. */
async function findUnanswered(corpus: Corpus) {
  const index = await createSearchIndex(corpus)
  const unanswered: { readonly topic: string; readonly question: string }[] = []
  for (const { name: topic, passages, questions } of corpus.topics)
    for (const question of new Set(LOCALES.flatMap((locale) => questions[locale]))) {
      const { certainty } = await index.search(question, { among: passages })
      if (certainty !== 'found') unanswered.push({ topic, question })
    }
  return unanswered
}

function count(things: readonly unknown[], name: string): string {
  return `${things.length} ${name}${things.length === 1 ? '' : 's'}`
}
