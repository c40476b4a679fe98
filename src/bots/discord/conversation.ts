import { localeOf } from '../../shared/locale.ts'
import { type AnsweringOptions, createAnswering } from './answering.ts'
import { offerFile } from './attachments.ts'
import { toChoices } from './choices.ts'
import { answerForm, createClicks } from './clicks.ts'
import { deliver } from './delivery.ts'
import { explainError } from './errors.ts'
import type {
  AutocompleteInteraction,
  ButtonClick,
  ForumPost,
  IncomingMessage,
  MenuCommand,
  SentForm,
  SlashCommand,
} from './events.ts'
import { answerPost } from './forum.ts'
import { answerMessage, concerns } from './incoming.ts'
import { originOf } from './origin.ts'
import { fileOf, readOffered, readSlash, wantsPrivate, wordsOf } from './request.ts'

/** Milliseconds that a channel is left alone after it refused an answer. */
const REFUSAL_LASTS = 10 * 60_000

interface ConversationOptions extends AnsweringOptions {
  /** In place of Discord's own. */
  readonly apiUrl?: string | undefined
}

/** Everything that people do to the bot. What goes wrong on the way rejects, for the caller to report. */
export interface Conversation {
  run(command: SlashCommand): Promise<void>
  /** A command from the menu of a message. */
  runOnMessage(command: MenuCommand): Promise<void>
  complete(typing: AutocompleteInteraction): Promise<void>
  click(button: ButtonClick): Promise<void>
  submit(form: SentForm): Promise<void>
  /** Whether a message may be for the bot; most are not. */
  concerns(message: IncomingMessage, botId: string): boolean
  /** @returns whether it was answered */
  read(message: IncomingMessage, botId: string): Promise<boolean>
  /** @returns whether it was answered */
  openPost(post: ForumPost, botId: string): Promise<boolean>
}

export function createConversation({ apiUrl, ...options }: ConversationOptions): Conversation {
  const { responder, isOwner } = options
  const answering = createAnswering(options)
  const { ask, suggest, show } = answering
  const refusals = createRefusals()
  return {
    async run(command) {
      const { commandName, locale, options, user } = command
      const input = { commandName, locale, options: options.data }
      const isManaging = responder.commands.some(
        ({ name, menu }) => name === commandName && menu === 'managers',
      )
      const mode = wantsPrivate(input) || isManaging ? 'ephemeral' : 'public'
      const file = offerFile(fileOf(input), apiUrl)
      const request = { ...readSlash(input), ...file, from: originOf(command, isOwner) }
      await deliver(command, ask(request), show(user.id), mode)
    },

    async runOnMessage(command) {
      const { user, locale, targetMessage: message } = command
      const from = originOf(command, isOwner)
      const about = responder.commands.find(
        ({ onMessage }) => onMessage?.en === command.commandName,
      )
      if (about) {
        const request = { command: about.name, text: '', locale: localeOf(locale), from }
        const answer = ask({ ...request, about: readOffered(message) })
        // Everybody sees that the author is asked.
        return deliver(command, answer, show(user.id), 'public')
      }
      const text = wordsOf(message)
      const request = { command: 'ask', text, locale: localeOf(locale, text), from }
      await deliver(command, ask(request), show(user.id), 'ephemeral')
    },

    async complete(typing) {
      const { commandName: command, locale, options } = typing
      const typed = options.getFocused()
      const from = originOf(typing, isOwner)
      const text = readSlash({ ...typing, options: options.data }).text || typed
      const request = { command, text, locale: localeOf(locale, typed), from }
      await typing.respond(toChoices(await suggest(request)))
    },

    click: createClicks(answering),
    submit: (form) => answerForm(form, answering),

    async openPost(post, botId) {
      const { id, ownerId } = post
      if (ownerId === null || ownerId === botId || refusals.isRecent(id)) return false
      return answerPost(post, ownerId, answering)
    },

    concerns: (message, botId) => concerns(message, botId) && !refusals.isRecent(message.channelId),

    async read(message, botId) {
      try {
        return await answerMessage(message, botId, answering)
      } catch (error) {
        if (explainError(error).kind === 'refused') refusals.note(message.channelId)
        throw error
      }
    },
  }
}

/** Channels that refused an answer, and are left alone for a while. */
function createRefusals() {
  /** In milliseconds of `performance.now()`. */
  const until = new Map<string, number>()
  return {
    note: (channelId: string) => void until.set(channelId, performance.now() + REFUSAL_LASTS),
    isRecent(channelId: string): boolean {
      const end = until.get(channelId) ?? 0
      if (end <= performance.now()) until.delete(channelId)
      return end > performance.now()
    },
  }
}
