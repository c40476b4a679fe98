import { MessageFlags } from 'discord-api-types/v10'
import type { ChatRequest } from '../../answers/index.ts'
import { localeOf } from '../../shared/locale.ts'
import { withTimeout } from '../../shared/timeouts.ts'
import type { Answering } from './answering.ts'
import type { IncomingMessage } from './events.ts'
import { notice } from './messages.ts'
import { originOf } from './origin.ts'
import { sendWithPictures } from './pictures.ts'
import { questionAnsweredBy, readMessage, wordsOf } from './request.ts'

/** Milliseconds for the message that was replied to; without it the question stands alone. */
const REFERENCE_TIMEOUT = 1_000

/** Whether a message may be for the bot; most are not. */
export const concerns = (message: IncomingMessage, botId: string): boolean =>
  !message.author.bot &&
  !message.system &&
  (isAddressed(message, botId) || isReplyTo(message, botId))

/**
 * Answers a message that mentions the bot, replies to it, or is written to it in private.
 *
 * @returns whether it was answered
 */
export async function answerMessage(
  message: IncomingMessage,
  botId: string,
  { ask, show, isOwner, responder }: Answering,
): Promise<boolean> {
  const { id, channelId, guildId, author } = message
  const roles = rolesOf(message, botId)
  const words = wordsOf(message)
  const request = readMessage(words, [botId, ...roles], responder.commands)
  const toMyAnswer = isReplyTo(message, botId)
  if (!isAddressed(message, botId) && !(toMyAnswer && request.text !== '')) return false
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
}

/** The question that the message replied to has answered; none if that message is gone. */
async function findBefore(message: IncomingMessage): Promise<Pick<ChatRequest, 'before'>> {
  const before = await withTimeout(REFERENCE_TIMEOUT, message.fetchReference()).then(
    ({ components }) => questionAnsweredBy(components),
    () => undefined,
  )
  return before ? { before } : {}
}

/** The roles that a message mentions and that the bot has as a bot. */
const rolesOf = ({ mentions }: IncomingMessage, botId: string): readonly string[] =>
  mentions.roles.map((role) => (role.tags?.botId === botId ? role.id : '')).filter(Boolean)

const isAddressed = (message: IncomingMessage, botId: string): boolean =>
  message.guildId === null ||
  message.mentions.users.has(botId) ||
  rolesOf(message, botId).length > 0

const isReplyTo = ({ mentions }: IncomingMessage, botId: string): boolean =>
  mentions.repliedUser?.id === botId
