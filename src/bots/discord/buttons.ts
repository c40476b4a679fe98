import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10'
import type { Action, Answer } from '../../answers/index.ts'
import { shortenLine } from '../../shared/shorten.ts'
import { writeCustomId } from './button-data.ts'

/** https://docs.discord.com/developers/components/reference#action-row */
const BUTTONS_IN_ROW = 5
const MAX_ROWS = 5
/** https://docs.discord.com/developers/components/reference#button */
const LABEL_LENGTH = 80

type Row = readonly APIButtonComponent[]

const READING: readonly Action['kind'][] = ['context', 'more', 'sources', 'feedback']

/** Buttons that read on stand in the first row, those that ask something new below it. */
export function toRows(actions: readonly Action[], asker: string): readonly Row[] {
  const buttons = new Map(
    actions
      .filter(({ label }) => label.trim())
      .map((action) => [writeCustomId(action, asker), action] as const),
  )
  const [reading, asking] = [true, false].map((wanted) =>
    [...buttons].filter(([, { kind }]) => READING.includes(kind) === wanted).map(toButton),
  )
  return [...chunk(reading ?? []), ...chunk(asking ?? [])].slice(0, MAX_ROWS)
}

const toButton = ([customId, { label }]: readonly [string, Action]): APIButtonComponent => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  custom_id: customId,
  label: shortenLine(label, LABEL_LENGTH),
})

const chunk = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length === 0 ? [] : [all.slice(0, BUTTONS_IN_ROW), ...chunk(all.slice(BUTTONS_IN_ROW))]

/** A page after the first, with the way back: on Discord it takes the place of the one before. */
export function offerPageBefore(
  answer: Answer,
  { command, text, page = 1 }: Action['request'],
): Answer {
  if (page <= 1) return answer
  const back: Action = {
    kind: 'more',
    label: `‹ ${page - 1}`,
    request: { command, text, page: page - 1 },
  }
  return { ...answer, actions: [back, ...answer.actions] }
}
