import type { Edit } from '../edits.ts'

const RERANK = 'src/retrieval/ranking/rerank.ts'
const CONFIDENCE = 'src/retrieval/ranking/confidence.ts'
const HAN_TERMS = 'src/retrieval/query/han-terms.ts'

/** Each leaves one idea of the search out. The name says which. */
export const ABLATIONS: readonly Edit[] = [
  {
    name: 'single characters beside pairs',
    file: HAN_TERMS,
    find: '    for (let i = 0; i < run.length; i++) {\n',
    replace: '    for (let i = 0; lone && i < run.length; i++) {\n',
  },
  {
    name: 'less weight for characters that bind (的, 在 …)',
    file: 'src/retrieval/query/query-term.ts',
    find: 'binding: 0.3,',
    replace: 'binding: 1,',
  },
  {
    name: 'dropping words that ask',
    file: 'src/retrieval/query/han-stop-words.ts',
    find: '  look(ASKING, () => true)\n',
    replace: '',
  },
  {
    name: 'dropping words that frame a question',
    file: 'src/retrieval/query/han-stop-words.ts',
    find: 'if (!inSnippets) look(FRAMING',
    replace: 'if (!isWord) look(FRAMING',
  },
  {
    name: 'ignoring words that never meet',
    file: HAN_TERMS,
    find: 'else if (word === next) queryTerms.push(pair)',
    replace: 'else queryTerms.push(pair)',
  },
  {
    name: 'titles and headings in the order',
    file: 'src/retrieval/ranking/bm25.ts',
    find: 'const TITLE_COUNT = 3',
    replace: 'const TITLE_COUNT = 0',
  },
  {
    name: 'a title that the question names',
    file: RERANK,
    find: 'const TITLE_BONUS = 0.6',
    replace: 'const TITLE_BONUS = 0',
  },
  {
    name: 'nearness of the question’s words',
    file: RERANK,
    find: 'withValue(bm25 / mass + proximity, anchoring)',
    replace: 'withValue(bm25 / mass, anchoring)',
  },
  {
    name: 'folding of the script',
    file: 'src/retrieval/text/fold.ts',
    find: 'const mayChange = (text: string): boolean => {\n',
    replace: 'const mayChange = (text: string): boolean => {\n  if (text) return false\n',
  },
  {
    name: 'characters of the same sound',
    file: HAN_TERMS,
    find: 'const homophones = sounds.homophones(pair)',
    replace: 'const homophones: readonly string[] = []',
  },
  {
    name: 'characters that were lost',
    file: HAN_TERMS,
    find: ': withGap(pair, vocabulary)',
    replace: ': []',
  },
  {
    name: 'the dictionary for English words',
    file: 'src/retrieval/query/dictionary.ts',
    find: '  async translate(word, stems) {\n',
    replace: '  async translate(word, stems) {\n    if (word) return []\n',
  },
  {
    name: 'synonyms',
    file: 'src/retrieval/query/dictionary.ts',
    find: '  async synonyms(word) {\n',
    replace: '  async synonyms(word) {\n    if (word) return { words: [], fidelity: 1 }\n',
  },
  {
    name: 'the table of colloquialisms',
    file: 'src/retrieval/query/colloquialisms.ts',
    find: '=> openWritten().get(word) ?? []',
    replace: '=> []',
  },
  {
    name: 'the value that is asked for, in the order',
    file: RERANK,
    find: 'const VALUE_BONUS = 0.15',
    replace: 'const VALUE_BONUS = 0',
  },
  {
    name: 'the value that is asked for, in the confidence',
    file: CONFIDENCE,
    find: 'const valued = 1 - missing *',
    replace: 'const valued = 1 - 0 * missing *',
  },
  {
    name: 'a value in one clause with what it is of',
    file: CONFIDENCE,
    find: 'const anchored = 1 - unanchored *',
    replace: 'const anchored = 1 - 0 * unanchored *',
  },
  {
    name: 'what the first passage lacks',
    file: 'src/retrieval/index.ts',
    find: 'likelihood(evidence * (1 - lacking))',
    replace: 'likelihood(evidence)',
  },
  {
    name: 'the lead over the second passage',
    file: CONFIDENCE,
    find: 'coverage * (1 + lead)',
    replace: 'coverage * 2',
  },
  {
    name: 'short questions prove less',
    file: CONFIDENCE,
    find: 'const FEW = 1.5',
    replace: 'const FEW = 0',
  },
]
