import { stripVTControlCharacters } from 'node:util'
import { createRender } from '../../../src/bots/terminal/render.ts'
import type { RendererContract } from '../contract.ts'

const ESCAPE = String.fromCharCode(27)
const BOLD = new RegExp(`${ESCAPE}\\[1m(.*?)${ESCAPE}\\[22m`, 'gs')
const LINK = new RegExp(`https?://[^\\s${ESCAPE}]+(?=${ESCAPE})`, 'g')
// A terminal obeys escape sequences: only those of our own styles may be left.
const FOREIGN = new RegExp(`${ESCAPE}(?!\\[(1|2|9|22|29|36|39)m)`, 'g')

export const TERMINAL: RendererContract<string> = {
  name: 'The terminal',
  render: createRender(true),
  visibleText: (message) => stripVTControlCharacters(message).replaceAll(/^│ /gm, ''),
  emphasis: (message) => [...message.matchAll(BOLD)].map(([, words]) => words ?? ''),
  links: (message) => message.match(LINK) ?? [],
  pings: (message) => message.match(FOREIGN) ?? [],
  refusals: () => [],
}
