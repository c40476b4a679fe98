import { createMiniSearchIndex } from '../../../src/retrieval/index/minisearch/index.ts'
import { describePassageIndex } from '../../support/passage-index-contract.ts'

describePassageIndex('MiniSearch', async () => createMiniSearchIndex())
