import { MessageFlags } from 'discord-api-types/v10'
import { localeOf } from '../../shared/locale.ts'
import { retry } from '../../shared/retry.ts'
import type { Answering } from './answering.ts'
import type { ForumPost } from './events.ts'
import { originOf } from './origin.ts'
import { sendWithPictures } from './pictures.ts'

/** Discord announces a post before its first message is there; until then nobody can write below it. */
const NO_FIRST_MESSAGE = 40058
/** Milliseconds until a post without a first message is given up. */
const POST_TIMEOUT = 10_000
const POST_PAUSES = {
  firstPause: 500,
  maxPause: 4_000,
  isTransient: (error: unknown) => (error as { code?: unknown }).code === NO_FIRST_MESSAGE,
}

/**
 * Answers the title of a post below it, where the server has chosen that and the material holds a
 * sure answer.
 *
 * @param ownerId who wrote the post
 * @returns whether it was answered
 */
export async function answerPost(
  post: ForumPost,
  ownerId: string,
  { ask, show, isOwner }: Answering,
): Promise<boolean> {
  const { id, name, guildId, guild } = post
  const from = originOf(
    { user: { id: ownerId }, guildId, channelId: id, channel: post, memberPermissions: null },
    isOwner,
  )
  const locale = localeOf(guild.preferredLocale, name)
  // Like a draft it is not counted: nobody asked the bot.
  const answer = await ask({
    ...{ command: 'ask', text: name, locale, from },
    ...{ draft: true, unasked: true },
  })
  if (answer.outcome !== 'found' || answer.audience === 'nobody') return false
  for (const [index, { flags, ...body }] of show(ownerId)(answer).entries()) {
    const message = {
      ...body,
      flags: flags | MessageFlags.SuppressNotifications,
      ...{ nonce: `${id}-${index}`, enforceNonce: true as const },
    }
    await sendWithPictures(message, (shown) =>
      retry(() => post.send(shown), {
        ...POST_PAUSES,
        signal: AbortSignal.timeout(POST_TIMEOUT),
      }),
    )
  }
  return true
}
