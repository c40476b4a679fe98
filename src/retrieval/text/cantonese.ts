import { readTable } from './read-table.ts'
import type { Rule } from './rewrite.ts'

/** See the file for what belongs in it. */
const ROWS = readTable(new URL('data/cantonese.tsv', import.meta.url))
  .map((line) => line.split('\t'))
  .sort(([one = ''], [other = '']) => other.length - one.length)

const WRITTEN = new Map(ROWS.map(([said = '', written = '']) => [said, written]))

const alternatives = ROWS.map(
  ([said = '', , before = '', behind = '']) =>
    `${before && `(?<![${before}])`}${said}${behind && `(?![${behind}])`}`,
)

/** Words of written Chinese for those of Cantonese. Texts are in simplified characters. */
export const CANTONESE: Rule = {
  pattern: new RegExp(alternatives.join('|'), 'g'),
  replace: ([said]) => WRITTEN.get(said),
}
