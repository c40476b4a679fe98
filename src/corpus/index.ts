export { type FileCache, isIgnored } from './files.ts'
export { type LoadOptions, loadCorpus } from './load.ts'
export { ContentError, describeProblem, type Problem } from './problems.ts'
export * from './types.ts'
