import { describeRenderer } from '../../../support/contract.ts'
import { TERMINAL } from '../../../support/renderers/terminal.ts'

describeRenderer(TERMINAL)
