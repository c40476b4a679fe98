import type { Corpus } from '../../corpus/types.ts'
import { type Calibration, calibrate } from '../ranking/confidence.ts'
import { type Analysis, analyse, createMaterial } from './index-data.ts'

/** All about a corpus that takes time to find out. */
export interface Findings {
  readonly analysis: Analysis
  readonly calibration: Calibration
}

/** Reads a corpus and fits the confidence to it: nearly all the time that an index takes to make. */
export const study = (corpus: Corpus): Findings => {
  const analysis = analyse(corpus)
  return { analysis, calibration: calibrate(createMaterial(corpus, analysis)) }
}
