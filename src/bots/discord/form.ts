import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10'
import type { Form } from '../../answers/index.ts'
import { cutText } from '../../shared/shorten.ts'
import { writeCustomId } from './button-data.ts'
import { escapeMarkdown } from './markdown.ts'

/** https://docs.discord.com/developers/components/reference#label */
const LABEL_LENGTH = 45
/** Of a text input, the most that Discord takes: https://docs.discord.com/developers/components/reference#text-input */
const WORDS_LENGTH = 4000

/** Name of the field that holds the words. */
export const FORM_FIELD = 'words'

export type DiscordForm = APIModalInteractionResponseCallbackData

/** A form with one field for several lines. */
export function renderForm({ title, about, label, request }: Form, asker: string): DiscordForm {
  return {
    custom_id: writeCustomId({ kind: 'form', label, request }, asker),
    title: cutText(title, LABEL_LENGTH),
    components: [
      { type: ComponentType.TextDisplay, content: escapeMarkdown(about) },
      {
        type: ComponentType.Label,
        label: cutText(label, LABEL_LENGTH),
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM_FIELD,
          style: TextInputStyle.Paragraph,
          required: true,
          max_length: WORDS_LENGTH,
        },
      },
    ],
  }
}
