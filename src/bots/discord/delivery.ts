import { MessageFlags } from 'discord-api-types/v10'
import type { Answer } from '../../answers/index.ts'
import { within } from '../../shared/timeouts.ts'
import type { Outgoing, RepliableInteraction } from './events.ts'
import { bytesOf, sendWithPictures } from './pictures.ts'
import type { DiscordMessage } from './render.ts'
import type { ReplyMode } from './reply-mode.ts'

/** Milliseconds after which Discord is told that the answer will take longer; it waits 3,000. */
const QUICK_REPLY_TIMEOUT = 1000
/** Bytes of files that a first reply may carry: a slow line takes two seconds for them. */
const QUICK_REPLY_BYTES = 2 ** 18

/**
 * The one place that replies to interactions. A quick answer is the reply itself: nobody sees
 * "thinking…". Before three seconds are over the reply is deferred and then edited.
 */
export async function deliver(
  interaction: RepliableInteraction,
  answering: Promise<Answer>,
  render: (answer: Answer) => readonly DiscordMessage[],
  mode: ReplyMode,
): Promise<void> {
  const quick = await within(QUICK_REPLY_TIMEOUT, answering)
  const isHeavy = quick !== undefined && bytesOf(quick) > QUICK_REPLY_BYTES
  if (!quick || isHeavy) {
    const isHidden = mode === 'ephemeral' || (quick?.audience ?? 'everybody') !== 'everybody'
    if (mode === 'update') await interaction.deferUpdate?.()
    else await interaction.deferReply(isHidden ? { flags: MessageFlags.Ephemeral } : {})
  }
  const answer = quick ?? (await answering)
  const { audience = 'everybody', outcome } = answer
  // Without a reply Discord shows that the bot failed. A click is confirmed without a word; a
  // command takes a reply, which the asker alone sees.
  if (audience === 'nobody' && quick && interaction.deferUpdate) {
    await interaction.deferUpdate()
    return
  }
  const turns =
    mode === 'update' &&
    !['asker', 'nobody'].includes(audience) &&
    outcome !== 'failed' &&
    outcome !== 'invalid'
  const hidden = mode !== 'public' || audience !== 'everybody'
  const [first, ...rest] = render(answer)
  if (first && turns) await updateMessage(interaction, first)
  else if (first) {
    const deferredAs = isHeavy && hidden && mode === 'public' ? 'ephemeral' : mode
    await sendFirst(interaction, outgoing(first, hidden), deferredAs)
  }
  for (const message of rest) await interaction.followUp(outgoing(message, hidden && !turns))
}

async function updateMessage(
  interaction: RepliableInteraction,
  message: DiscordMessage,
): Promise<void> {
  // The pictures of the page before go.
  await sendWithPictures(message, async (shown) =>
    interaction.deferred
      ? interaction.editReply({ ...shown, attachments: [] })
      : interaction.update?.({ ...shown, attachments: [] }),
  )
}

/** A deferred update has no reply of its own that could be edited: what is said stands beside it. */
async function sendFirst(
  interaction: RepliableInteraction,
  message: Outgoing,
  mode: ReplyMode,
): Promise<void> {
  const isHidden = (message.flags & MessageFlags.Ephemeral) > 0
  const followUp = () => sendWithPictures(message, (shown) => interaction.followUp(shown))
  if (!interaction.deferred) await sendWithPictures(message, (shown) => interaction.reply(shown))
  else if (mode === 'public' && isHidden) {
    // What everybody sees as "thinking…" cannot become a message for one person.
    await interaction.deleteReply?.()
    await followUp()
  } else if (mode === 'update') await followUp()
  else
    await sendWithPictures(message, (shown) =>
      interaction.editReply({ ...shown, flags: MessageFlags.IsComponentsV2 }),
    )
}

const outgoing = ({ flags, ...message }: DiscordMessage, hidden: boolean): Outgoing => ({
  ...message,
  flags: hidden ? flags | MessageFlags.Ephemeral : flags,
})
