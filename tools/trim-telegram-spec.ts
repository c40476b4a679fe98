// Cuts Telegram's Bot API document down to what the local Telegram answers:
//   npx tsx tools/trim-telegram-spec.ts <telegram-bot-api.json> > playground/telegram/spec.json
// The document is api.json of https://github.com/PaulSonOfLars/telegram-bot-api-spec (MIT).
import { readFileSync } from 'node:fs'

interface Field {
  readonly name: string
  readonly types: readonly string[]
  readonly required: boolean
}
interface Entry {
  readonly fields?: readonly Field[]
  readonly subtypes?: readonly string[]
}
interface Document {
  readonly version: string
  readonly methods: Readonly<Record<string, Entry>>
  readonly types: Readonly<Record<string, Entry>>
}

const METHODS = [
  ...['getMe', 'getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo'],
  ...['sendMessage', 'editMessageText', 'editMessageReplyMarkup', 'answerCallbackQuery'],
  ...['answerInlineQuery', 'setMyCommands', 'getMyCommands', 'setMyDescription'],
  ...['getMyDescription', 'setMyShortDescription', 'getMyShortDescription', 'getChatMember'],
  ...['getFile', 'sendDocument', 'sendPhoto', 'sendAnimation'],
]
/** A field of another type is left out, and so refused. */
const TYPES = [
  ...['Update', 'Message', 'Chat', 'User', 'TextQuote', 'MessageEntity', 'CallbackQuery'],
  ...['MaybeInaccessibleMessage', 'InaccessibleMessage', 'InlineQuery', 'ReplyParameters'],
  ...['LinkPreviewOptions', 'InlineKeyboardMarkup', 'InlineKeyboardButton', 'InlineQueryResult'],
  ...['InlineQueryResultArticle', 'InputMessageContent', 'InputTextMessageContent'],
  ...['InlineQueryResultsButton', 'BotCommand', 'BotCommandScope', 'BotCommandScopeDefault'],
  ...['BotCommandScopeChat', 'Document', 'File', 'PhotoSize', 'Animation'],
]
const PLAIN = ['Integer', 'Float', 'String', 'Boolean', 'True']

const path = process.argv[2]
if (!path) throw new Error('Give the path of telegram-bot-api.json.')
const document = JSON.parse(readFileSync(path, 'utf8')) as Document

const isKept = (type: string) => [...TYPES, ...PLAIN].includes(type.replaceAll('Array of ', ''))

const pick = (entries: Document['types'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, trim(name, entries[name])]))

function trim(name: string, entry: Entry | undefined) {
  if (!entry) throw new Error(`The document has no ${name}.`)
  if (entry.subtypes) return { subtypes: entry.subtypes.filter(isKept) }
  const fields = (entry.fields ?? []).flatMap(({ name: field, types, required }) => {
    const kept = types.filter(isKept)
    return kept.length > 0 ? [[field, { types: kept, required }] as const] : []
  })
  return { fields: Object.fromEntries(fields) }
}

const trimmed = {
  notice:
    'Cut from https://github.com/PaulSonOfLars/telegram-bot-api-spec by tools/trim-telegram-spec.ts. MIT License, Copyright (c) Paul Larsen. Do not edit.',
  version: document.version,
  methods: pick(document.methods, METHODS),
  types: pick(document.types, TYPES),
}
process.stdout.write(`${JSON.stringify(trimmed, null, 1)}\n`)
