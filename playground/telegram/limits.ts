// What Telegram's document leaves out: limits that stand in its prose, and rules of entities that
// only its server knows. The pages: https://core.telegram.org/bots/api and /api/entities
import type { Button, Entity, InlineAnswer, Keyboard, MenuItem, Parameters } from './types.ts'

const TEXT_LENGTH = 4096
const MAX_ENTITIES = 100
const MAX_BUTTONS = 100
const MAX_BUTTONS_IN_ROW = 8
const STYLES = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler']
const FRAMES = ['blockquote', 'expandable_blockquote']
const MONOSPACED = ['code', 'pre']
const ENTITY_TYPES = [...STYLES, ...FRAMES, ...MONOSPACED, 'text_link']

/** Why Telegram would refuse these parameters, in its words; undefined if it would not. */
export function findRefusal(method: string, parameters: Parameters): string | undefined {
  switch (method) {
    case 'sendMessage':
    case 'editMessageText':
      return findTextRefusal(
        String(parameters.text),
        parameters.entities as Entity[],
        parameters.reply_markup as Keyboard,
      )
    case 'sendPhoto':
    case 'sendAnimation':
    case 'sendDocument':
      return findCaptionRefusal(
        String(parameters.caption ?? ''),
        parameters.caption_entities as Entity[],
      )
    case 'answerCallbackQuery':
      return String(parameters.text ?? '').length > 200 ? 'MESSAGE_TOO_LONG' : undefined
    case 'answerInlineQuery':
      return findInlineRefusal(parameters as unknown as InlineAnswer)
    case 'setMyCommands':
      return findLanguageRefusal(parameters) ?? findMenuRefusal(parameters.commands as MenuItem[])
    case 'setMyDescription':
      return findLanguageRefusal(parameters) ?? findLength(parameters.description, 512)
    case 'setMyShortDescription':
      return findLanguageRefusal(parameters) ?? findLength(parameters.short_description, 120)
    default:
      return undefined
  }
}

export function findTextRefusal(
  text: string,
  entities: readonly Entity[] = [],
  keyboard?: Keyboard,
): string | undefined {
  if (!text.isWellFormed()) return 'strings must be encoded in UTF-8'
  if (text.trim() === '') return 'message text is empty'
  if (text.length > TEXT_LENGTH) return 'message is too long'
  for (const { offset, length } of entities) {
    const end = offset + length
    if (offset < 0 || length <= 0 || end > text.length) {
      return `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${text.length}`
    }
    if (splitsPair(text, offset)) return 'entity begins in a middle of a UTF-16 symbol'
    if (splitsPair(text, end)) return 'entity ends in a middle of a UTF-16 symbol'
  }
  return keyboard && findKeyboardRefusal(keyboard)
}

const CAPTION_LENGTH = 1024

function findCaptionRefusal(caption: string, entities?: readonly Entity[]): string | undefined {
  if (caption.length > CAPTION_LENGTH) return 'message caption is too long'
  return caption === '' ? undefined : findTextRefusal(caption, entities)
}

/** Bytes of a photo, and pixels of its sides: https://core.telegram.org/bots/api#sendphoto */
const PHOTO_BYTES = 10_000_000
const PHOTO_SIDES = 10_000
const PHOTO_RATIO = 20

/** Why Telegram would refuse these bytes as a photo. Of all kinds it knows only PNG is measured here. */
export function findPhotoRefusal(bytes: Buffer): string | undefined {
  if (bytes.length > PHOTO_BYTES) return 'file is too big'
  const begins = bytes.toString('latin1', 0, 12)
  if (!/^(?:\x89PNG\r\n|\xff\xd8\xff|GIF8|RIFF.{4}WEBP)/s.test(begins))
    return 'IMAGE_PROCESS_FAILED'
  if (!begins.startsWith('\x89PNG')) return undefined
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const isLong = Math.max(width, height) > PHOTO_RATIO * Math.min(width, height)
  return isLong || width + height > PHOTO_SIDES ? 'PHOTO_INVALID_DIMENSIONS' : undefined
}

/** What Telegram accepts and spoils without a word: entities that it would drop or cut. */
export function findSpoiltEntities(entities: readonly Entity[]): readonly string[] {
  const problems: string[] = []
  if (entities.length > MAX_ENTITIES) problems.push(`${entities.length} entities, 100 count`)
  entities.forEach((entity, index) => {
    if (!ENTITY_TYPES.includes(entity.type)) problems.push(`no ${entity.type} can be sent`)
    if (entity.type === 'text_link' && !isAddress(entity.url))
      problems.push('a link without address')
    for (const other of entities.slice(index + 1)) {
      if (overlap(entity, other) && !mayOverlap(entity, other)) {
        problems.push(`${entity.type} at ${entity.offset} meets ${other.type} at ${other.offset}`)
      }
    }
  })
  return problems
}

const overlap = (a: Entity, b: Entity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length

/** Entities with common characters lie one in the other, and only some kinds may. */
function mayOverlap(a: Entity, b: Entity): boolean {
  const [outer, inner] = contains(a, b) ? [a, b] : [b, a]
  if (!contains(outer, inner)) return false
  const types = [outer.type, inner.type]
  const frames = types.filter((type) => FRAMES.includes(type))
  if (frames.length === 2) return false
  if (frames.length === 1) return FRAMES.includes(outer.type) || contains(inner, outer)
  if (types.some((type) => MONOSPACED.includes(type))) return false
  return outer.type !== inner.type && types.some((type) => STYLES.includes(type))
}

const contains = (outer: Entity, inner: Entity) =>
  outer.offset <= inner.offset && outer.offset + outer.length >= inner.offset + inner.length

const splitsPair = (text: string, at: number) =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at))

function findKeyboardRefusal({ inline_keyboard: rows }: Keyboard): string | undefined {
  if (rows.flat().length > MAX_BUTTONS) return 'REPLY_MARKUP_TOO_LONG'
  if (rows.some((row) => row.length > MAX_BUTTONS_IN_ROW)) return 'BUTTON_ROW_TOO_LONG'
  return rows.flat().map(findButtonRefusal).find(Boolean)
}

function findButtonRefusal({ text, callback_data, url }: Button): string | undefined {
  if (text.trim() === '') return 'inline keyboard button text must be non-empty'
  if ((callback_data === undefined) === (url === undefined)) {
    return 'text buttons are unallowed in the inline keyboard'
  }
  if (url !== undefined) return isAddress(url) ? undefined : 'BUTTON_URL_INVALID'
  const bytes = Buffer.byteLength(callback_data ?? '')
  return bytes < 1 || bytes > 64 ? 'BUTTON_DATA_INVALID' : undefined
}

function isAddress(url: string | undefined): boolean {
  return url !== undefined && /^(https?|tg):\/\/[^\s]+$/.test(url) && URL.canParse(url)
}

function findInlineRefusal({ results, button }: InlineAnswer): string | undefined {
  if (results.length > 50) return 'RESULTS_TOO_MUCH'
  if (results.some(({ id }) => !id || Buffer.byteLength(id) > 64)) return 'RESULT_ID_INVALID'
  if (new Set(results.map(({ id }) => id)).size < results.length) return 'RESULT_ID_DUPLICATE'
  if (results.some(({ title }) => !title.trim())) return 'ARTICLE_TITLE_EMPTY'
  if (button && !/^[\w-]{1,64}$/.test(button.start_parameter ?? '')) return 'START_PARAM_INVALID'
  return results
    .map(({ input_message_content: content, reply_markup }) =>
      findTextRefusal(content.message_text, content.entities, reply_markup),
    )
    .find(Boolean)
}

function findMenuRefusal(items: readonly MenuItem[]): string | undefined {
  if (items.length > 100) return 'BOT_COMMANDS_TOO_MUCH'
  if (items.some(({ command }) => !/^[a-z0-9_]{1,32}$/.test(command))) return 'BOT_COMMAND_INVALID'
  return items.some(({ description }) => findLength(description, 256, 1))
    ? 'BOT_COMMAND_DESCRIPTION_INVALID'
    : undefined
}

const findLanguageRefusal = ({ language_code = '' }: Parameters) =>
  /^([a-z]{2})?$/.test(String(language_code)) ? undefined : 'invalid language code specified'

function findLength(text: unknown, most: number, least = 0): string | undefined {
  const { length } = [...String(text ?? '')]
  return length < least || length > most ? 'text is too short or too long' : undefined
}
