import { MessageFlags } from 'discord-api-types/v10'
import { type Answer, type ChatRequest, loadPictures, type Responder } from '../../answers/index.ts'
import { localeOf } from '../../shared/locale.ts'
import { withTimeout } from '../../shared/timeouts.ts'
import { offerFile } from './attachments.ts'
import { markAsker, readCustomId } from './button-data.ts'
import { toChoices } from './choices.ts'
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
import { FORM_FIELD, renderForm } from './form.ts'
import { answerPost } from './forum.ts'
import { notice } from './messages.ts'
import { originOf } from './origin.ts'
import { MAX_PICTURES, sendWithPictures } from './pictures.ts'
import { offerPageBefore, renderAnswer } from './render.ts'
import { chooseReplyMode } from './reply-mode.ts'
import {
  fileOf,
  questionAnsweredBy,
  readMessage,
  readOffered,
  readSlash,
  wantsPrivate,
  wordsOf,
} from './request.ts'

/** Milliseconds that a channel is left alone after it refused an answer. */
const REFUSAL_LASTS = 10 * 60_000

/** Milliseconds. Discord forgets an autocomplete after 3 s, and the answer needs its way there. */
const SUGGESTION_TIMEOUT = 1_500

/** Milliseconds for the message that was replied to; without it the question stands alone. */
const REFERENCE_TIMEOUT = 1_000

export interface ConversationOptions {
  readonly responder: Responder
  readonly commandId: (name: string) => string | undefined
  /** Whether somebody hosts the bot. */
  readonly isOwner: (userId: string) => boolean
  readonly report: (error: unknown) => void
  /** In place of Discord's own. */
  readonly apiUrl?: string | undefined
}

/** Everything that people do to the bot. What goes wrong on the way rejects, for the caller to report. */
export interface Conversation {
  run(command: SlashCommand): Promise<void>
  find(command: MenuCommand): Promise<void>
  complete(typing: AutocompleteInteraction): Promise<void>
  click(button: ButtonClick): Promise<void>
  send(form: SentForm): Promise<void>
  /** Whether a message may be for the bot; most are not. */
  concerns(message: IncomingMessage, botId: string): boolean
  /** @returns whether it was answered */
  read(message: IncomingMessage, botId: string): Promise<boolean>
  /** @returns whether it was answered */
  openPost(post: ForumPost, botId: string): Promise<boolean>
}

export function createConversation(options: ConversationOptions): Conversation {
  const { responder, commandId, isOwner, report, apiUrl } = options
  /** Until when a channel is left alone, in milliseconds of `performance.now()`. */
  const quiet = new Map<string, number>()
  /** Clicks that are being answered: a double click is one click. */
  const clicking = new Set<string>()

  const show = (userId: string) => (answer: Answer) =>
    renderAnswer(answer, { asker: markAsker(userId), commandId })

  async function ask(request: ChatRequest): Promise<Answer> {
    try {
      return await loadPictures(await responder.respond(request), MAX_PICTURES)
    } catch (error) {
      report(error)
      return notice('failed', request.locale, 'failed')
    }
  }

  async function suggest(request: ChatRequest) {
    try {
      return await withTimeout(SUGGESTION_TIMEOUT, responder.suggest(request))
    } catch (error) {
      report(error)
      return []
    }
  }

  async function answerClick(button: ButtonClick): Promise<void> {
    const { user, message, customId, locale } = button
    const click = readCustomId(customId)
    if (!click) {
      const old = notice('invalid', localeOf(locale), 'oldButton')
      return deliver(button, Promise.resolve(old), show(user.id), 'ephemeral')
    }
    const { kind, request } = click
    const from = originOf(button, isOwner)
    const answering = ask({ ...request, locale: localeOf(locale, request.text), from })
    if (kind === 'form') {
      // A form must be the first answer to a click, so nothing is deferred.
      const { form } = await answering
      if (form) return void (await button.showModal(renderForm(form, markAsker(user.id))))
    }
    await deliver(
      button,
      kind === 'more' ? answering.then((answer) => offerPageBefore(answer, request)) : answering,
      show(user.id),
      chooseReplyMode(click, user.id, message.flags.has(MessageFlags.Ephemeral)),
    )
  }

  /** The question that the answer replied to was for; a reply whose answer is gone has none. */
  async function findBefore(message: IncomingMessage): Promise<Pick<ChatRequest, 'before'>> {
    const before = await withTimeout(REFERENCE_TIMEOUT, message.fetchReference()).then(
      ({ components }) => questionAnsweredBy(components),
      () => undefined,
    )
    return before ? { before } : {}
  }

  function isQuiet(channelId: string): boolean {
    const until = quiet.get(channelId) ?? 0
    if (until <= performance.now()) quiet.delete(channelId)
    return until > performance.now()
  }

  /** A command from the menu of a message; everybody sees that its author is asked. */
  async function answerAbout(command: MenuCommand, name: string): Promise<void> {
    const { user, locale, targetMessage: message } = command
    const request = {
      ...{ command: name, text: '', locale: localeOf(locale), from: originOf(command, isOwner) },
      about: readOffered(message),
    }
    await deliver(command, ask(request), show(user.id), 'public')
  }

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

    async find(command) {
      const about = responder.commands.find(
        ({ onMessage }) => onMessage?.en === command.commandName,
      )
      if (about) return answerAbout(command, about.name)
      const text = wordsOf(command.targetMessage)
      const from = originOf(command, isOwner)
      const request = { command: 'ask', text, locale: localeOf(command.locale, text), from }
      await deliver(command, ask(request), show(command.user.id), 'ephemeral')
    },

    async complete(typing) {
      const { locale, options } = typing
      const typed = options.getFocused()
      const from = originOf(typing, isOwner)
      const words = readSlash({ ...typing, options: options.data }).text || typed
      const request = {
        command: typing.commandName,
        text: words,
        locale: localeOf(locale, typed),
        from,
      }
      await typing.respond(toChoices(await suggest(request)))
    },

    async click(button) {
      const key = `${button.message.id} ${button.user.id} ${button.customId}`
      if (clicking.has(key)) {
        await button.deferUpdate()
        return
      }
      clicking.add(key)
      try {
        await answerClick(button)
      } finally {
        clicking.delete(key)
      }
    },

    async send(form) {
      const { customId, locale, user, fields } = form
      const click = readCustomId(customId)
      const answering = click
        ? ask({
            ...click.request,
            filled: fields.getTextInputValue(FORM_FIELD),
            ...{ locale: localeOf(locale), from: originOf(form, isOwner) },
          })
        : Promise.resolve(notice('invalid', localeOf(locale), 'oldButton'))
      await deliver(form, answering, show(user.id), 'ephemeral')
    },

    async openPost(post, botId) {
      const { id, ownerId } = post
      if (ownerId === null || ownerId === botId || isQuiet(id)) return false
      return answerPost(post, ownerId, { ask, show, isOwner })
    },

    concerns(message, botId) {
      const { channelId, author, system, mentions } = message
      if (author.bot || system || isQuiet(channelId)) return false
      return isAddressed(message, botId) || mentions.repliedUser?.id === botId
    },

    async read(message, botId) {
      const { id, channelId, guildId, author, mentions } = message
      const roles = rolesOf(message, botId)
      const toMe = isAddressed(message, botId)
      const words = wordsOf(message)
      const request = readMessage(words, [botId, ...roles], responder.commands)
      const toMyAnswer = mentions.repliedUser?.id === botId
      if (!toMe && !(toMyAnswer && request.text !== '')) return false
      const from = originOf(
        {
          ...{ user: author, guildId, channelId, channel: message.channel },
          memberPermissions: message.member?.permissions ?? null,
        },
        isOwner,
      )
      // The answer stands below the question, in reply to it: no need to repeat it.
      const { question, ...answer } =
        roles.length > 0 && words === ''
          ? notice('invalid', localeOf(message.guild?.preferredLocale), 'roleMentioned')
          : await ask({ ...request, ...(toMyAnswer && (await findBefore(message))), from })
      const { audience = 'everybody' } = answer
      // A message in a channel is seen by all.
      if (audience === 'nobody' || (audience === 'asker' && !from.isPrivate)) return false
      const sound = audience === 'quietly' ? MessageFlags.SuppressNotifications : 0
      try {
        // With a nonce of its own, an answer that Discord took but did not confirm is not sent twice.
        for (const [index, { flags, ...body }] of show(author.id)(answer).entries())
          await sendWithPictures({ ...body, flags: flags | sound }, (shown) =>
            message.reply({
              ...shown,
              nonce: `${id}-${index}`,
              enforceNonce: true,
            }),
          )
        return true
      } catch (error) {
        if (explainError(error).kind === 'refused')
          quiet.set(channelId, performance.now() + REFUSAL_LASTS)
        throw error
      }
    },
  }
}

/** The roles that a message mentions and that the bot has as a bot. */
const rolesOf = ({ mentions }: IncomingMessage, botId: string): readonly string[] =>
  mentions.roles.map((role) => (role.tags?.botId === botId ? role.id : '')).filter(Boolean)

const isAddressed = (message: IncomingMessage, botId: string): boolean =>
  message.guildId === null ||
  message.mentions.users.has(botId) ||
  rolesOf(message, botId).length > 0
