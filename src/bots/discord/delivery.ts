import { MessageFlags } from 'discord-api-types/v10'
import type { Answer } from '../../answers/index.ts'
import type { Outgoing, RepliableInteraction } from './events.ts'
import { within } from './queue.ts'
import type { DiscordMessage } from './render.ts'
import type { ReplyMode } from './request.ts'

/** Milliseconds after which Discord is told that the answer will take longer; it waits 3,000. */
const QUICK_REPLY_TIMEOUT = 1000

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
  if (!quick) {
    if (mode === 'update') await interaction.deferUpdate?.()
    else await interaction.deferReply(mode === 'ephemeral' ? { flags: MessageFlags.Ephemeral } : {})
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
  else if (first) await sendFirst(interaction, outgoing(first, hidden), mode)
  for (const message of rest) await interaction.followUp(outgoing(message, hidden && !turns))
}

async function updateMessage(
  interaction: RepliableInteraction,
  message: DiscordMessage,
): Promise<void> {
  if (interaction.deferred) await interaction.editReply(message)
  else await interaction.update?.(message)
}

/** A deferred update has no reply of its own that could be edited: what is said stands beside it. */
async function sendFirst(
  interaction: RepliableInteraction,
  message: Outgoing,
  mode: ReplyMode,
): Promise<void> {
  const isHidden = (message.flags & MessageFlags.Ephemeral) > 0
  if (!interaction.deferred) await interaction.reply(message)
  else if (mode === 'public' && isHidden) {
    // What everybody sees as "thinking…" cannot become a message for one person.
    await interaction.deleteReply?.()
    await interaction.followUp(message)
  } else if (mode === 'update') await interaction.followUp(message)
  else await interaction.editReply({ ...message, flags: MessageFlags.IsComponentsV2 })
}

const outgoing = ({ flags, ...message }: DiscordMessage, hidden: boolean): Outgoing => ({
  ...message,
  flags: hidden ? flags | MessageFlags.Ephemeral : flags,
})
