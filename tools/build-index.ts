import { parseArgs } from 'node:util'
import { RESERVED_NAMES } from '../src/answers/index.ts'
import { indexFileOf } from '../src/app/load-responder.ts'
import { loadCorpus } from '../src/corpus/index.ts'
import { type OpenedIndex, openSearchIndex } from '../src/retrieval/open.ts'
import { run, UsageError } from './run.ts'

const HELP = `Builds the index of the material into a file, so that the bot starts sooner.

  npm run -s build:index [-- --content DIR] [--output FILE]

  --content DIR   folder with the material (default: content)
  --output FILE   where the index is kept (default: .cache/index in that folder)
  --help          print this

The bot does the same by itself whenever it starts or the material changes: this is for
building an image, or for a folder that the bot may not write to. A file that belongs to
other material, to another version of the bot, or that was damaged, is built again.
`

const WHY: Readonly<Record<NonNullable<OpenedIndex['built']>, string>> = {
  absent: 'there was none',
  foreign: 'the file was no index',
  damaged: 'the file was damaged',
  outdated: 'the file was made by another version of the bot',
  stale: 'the material has changed',
}

await run(async () => {
  const { values } = parseArgs({
    options: {
      content: { type: 'string', default: 'content' },
      output: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const file = values.output ?? indexFileOf(values.content)
  const corpus = await loadCorpus(values.content, { reservedNames: RESERVED_NAMES })
  const { built, unsaved } = await openSearchIndex(corpus, file)
  if (unsaved) throw new UsageError(`${file} cannot be written: ${unsaved.message}`)
  console.log(built ? `${file} was built: ${WHY[built]}.` : `${file} is up to date.`)
})
