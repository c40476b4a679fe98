import { type Click, markAsker } from './button-data.ts'

/**
 * `public` answers in the channel, `ephemeral` shows the answer to the person alone, `update` puts it
 * in place of the message with the button. An update that fails is said ephemerally, and the message
 * stays as it was.
 */
export type ReplyMode = 'public' | 'ephemeral' | 'update'

/**
 * How to answer a click. Anybody may read on below an answer, but only they see it, so that a channel
 * stays calm; their next pages replace it. A new question of the person who asked first is answered
 * in the channel. What began ephemerally stays so.
 *
 * @param hidden whether the message with the button is ephemeral
 */
export function chooseReplyMode(
  { kind, asker }: Click,
  userId: string,
  hidden: boolean,
): ReplyMode {
  // The person asked for consent clicks, who is seldom the one who asked for it.
  if (kind === 'consent') return 'update'
  if (asker !== markAsker(userId)) return 'ephemeral'
  if (kind === 'setting' || (kind === 'more' && hidden)) return 'update'
  return !hidden && (kind === 'question' || kind === 'topic') ? 'public' : 'ephemeral'
}
