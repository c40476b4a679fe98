import { type Fault, createFault as fault, type Json } from './faults.ts'

// What Discord enforces and its OpenAPI document does not say. Sources:
// https://docs.discord.com/developers/components/reference
// https://docs.discord.com/developers/resources/message#embed-object-embed-limits

const COMPONENTS_V2 = 1 << 15

/** Faults of a message, of whatever way it is sent. */
export function checkMessage(message: Json): readonly Fault[] {
  const components = flatten((message.components ?? []) as readonly Json[])
  const modern = (Number(message.flags ?? 0) & COMPONENTS_V2) !== 0
  const ids = components.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []))
  return [
    ...(modern ? checkModern(message, components) : checkPlain(message, components)),
    ...(new Set(ids).size < ids.length
      ? [fault(['components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'custom_id must be unique')]
      : []),
    ...components.flatMap((button) => (button.type === 2 ? checkButton(button) : [])),
  ]
}

function checkModern(message: Json, components: readonly Json[]): readonly Fault[] {
  const legacy = ['content', 'embeds', 'sticker_ids', 'poll'].filter((key) => hasSome(message[key]))
  const texts = components.filter(({ type }) => type === 10).map(({ content }) => String(content))
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  return [
    ...legacy.map((key) =>
      fault([key], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', `${key} must be empty`),
    ),
    ...(components.length === 0 ? [fault(['components'], 'BASE_TYPE_REQUIRED', 'empty')] : []),
    ...(components.length > 40
      ? [fault(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', '40 in all')]
      : []),
    ...(length > 4000
      ? [fault(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', '4000 in all')]
      : []),
    ...texts
      .filter((text) => !text.trim())
      .map(() => fault(['components'], 'BASE_TYPE_BAD_LENGTH', 'blank text')),
  ]
}

function checkPlain(message: Json, components: readonly Json[]): readonly Fault[] {
  const embeds = (message.embeds ?? []) as readonly Json[]
  const content = String(message.content ?? '')
  const rows = components.filter(({ type }) => type === 1).length
  return [
    ...(components.some(({ type }) => Number(type) >= 9)
      ? [fault(['components'], 'UNION_TYPE_CHOICES', 'needs the flag IS_COMPONENTS_V2')]
      : []),
    ...(rows > 5 ? [fault(['components'], 'BASE_TYPE_BAD_LENGTH', '5 rows')] : []),
    ...(content.length > 2000 ? [fault(['content'], 'BASE_TYPE_MAX_LENGTH', '2000 or fewer')] : []),
    ...(embeds.reduce((sum, embed) => sum + countEmbed(embed), 0) > 6000
      ? [fault(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', '6000 over all embeds')]
      : []),
    ...(!content && embeds.length === 0 && rows === 0
      ? [fault([], 'MESSAGE_EMPTY', 'Cannot send an empty message')]
      : []),
  ]
}

function countEmbed({ title, description, footer, author, fields }: Json): number {
  const texts = [
    title,
    description,
    (footer as Json | undefined)?.text,
    (author as Json | undefined)?.name,
    ...((fields ?? []) as Json[]).flatMap(({ name, value }) => [name, value]),
  ]
  return texts.reduce<number>((sum, text) => sum + String(text ?? '').length, 0)
}

/** A button has an address or an id, never both, and something to read. */
function checkButton({ style, custom_id: id, url, label, emoji }: Json): readonly Fault[] {
  const wrong = style === 5 ? !url || id : !id || url
  return [
    ...(wrong ? [fault(['components'], 'BUTTON_COMPONENT_INVALID', 'custom_id or url')] : []),
    ...(label || emoji ? [] : [fault(['components'], 'BUTTON_COMPONENT_EMPTY', 'a label')]),
  ]
}

/** https://docs.discord.com/developers/reference#uploading-files */
export const MAX_FILE_BYTES = 10 * 2 ** 20

/** Faults of files: what a component shows must come with the message. */
export function checkFiles(body: Json, files: readonly { readonly name: string }[]) {
  const names = files.map(({ name }) => name)
  const shown = JSON.stringify(body).matchAll(/"attachment:\/\/([^"]+)"/g)
  return [...shown].flatMap(([, name = '']) =>
    names.includes(name)
      ? []
      : [
          fault(
            ['components'],
            'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
            `${name} was not found`,
          ),
        ],
  )
}

/** Faults of the choices of an autocomplete. */
export const checkChoices = (choices: readonly Json[]): readonly Fault[] =>
  choices.flatMap(({ name, value }, index) =>
    [name, value].flatMap((text) =>
      typeof text === 'string' && (text.length < 1 || text.length > 100)
        ? [fault(['data', 'choices', index], 'BASE_TYPE_BAD_LENGTH', '1 to 100')]
        : [],
    ),
  )

/** Components with all those inside them. */
export function flatten(components: readonly Json[]): readonly Json[] {
  return components.flatMap((component) => [
    component,
    ...flatten((component.components ?? []) as readonly Json[]),
    ...(component.accessory ? flatten([component.accessory as Json]) : []),
  ])
}

const hasSome = (part: unknown): boolean =>
  Array.isArray(part) ? part.length > 0 : part !== undefined && part !== null && part !== ''
