import type { Corpus } from '../corpus/types.ts'
import { type Calibration, calibrate } from './ranking/confidence.ts'
import { type Analysis, analyse, createSearchData } from './search-data.ts'

/** All about a corpus that takes time to find out. */
export interface IndexData {
  readonly analysis: Analysis
  readonly calibration: Calibration
}

/** Reads a corpus and fits the confidence to it: nearly all the time that an index takes to make. */
export const analyseCorpus = (corpus: Corpus): IndexData => {
  const analysis = analyse(corpus)
  return { analysis, calibration: calibrate(createSearchData(corpus, analysis)) }
}
