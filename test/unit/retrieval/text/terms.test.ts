import { describe, expect, it } from 'vitest'
import { fold } from '../../../../src/retrieval/text/fold.ts'
import { scanRuns } from '../../../../src/retrieval/text/terms.ts'

const runsOf = (text: string): string[] => {
  const folded = fold(text)
  const runs: string[] = []
  scanRuns(folded, (start, end) => runs.push(folded.slice(start, end)))
  return runs
}

describe('runs', () => {
  it.each([
    ['Python 3.11.4。', ['python', '3.11.4']],
    ['C++ 和 C# 和 C', ['c++', '和', 'c#', '和', 'c']],
    ['.NET 8', ['.net', '8']],
    ['✅通过 ❌', ['✅', '通过', '❌']],
    ['🇯🇵🇰🇷', ['🇯🇵', '🇰🇷']],
    ['👍🏽', ['👍']],
    ['@acme/ui-kit', ['acme', 'ui', 'kit']],
    ['--keep-going', ['keep', 'going']],
    ['0x8004100e', ['0x8004100e']],
    ['max_open_files', ['max', 'open', 'files']],
    ['B2 区', ['b2', '区']],
    ['みかん', ['みか', 'かん']],
    ['The end. Next', ['the', 'end', 'next']],
    ['ends with 5.', ['ends', 'with', '5']],
  ])('%s', (text, runs) => {
    expect(runsOf(text)).toEqual(runs)
  })
})
