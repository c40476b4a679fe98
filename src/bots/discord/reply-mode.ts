import { type Click, markAsker } from './button-data.ts'

/**
 * `say` answers in the channel, `whisper` to the person alone, `turn` in place of the message that
 * the button stands under. What was to be turned and failed is whispered, and the page stays.
 */
export type ReplyMode = 'public' | 'ephemeral' | 'update'

/**
 * Reading on is for everybody, each to themselves, so that a channel stays calm; there, pages turn in
 * place. Asking anew is for the person who asked. What began in private stays there.
 */
export function chooseReplyMode(
  { kind, asker }: Click,
  userId: string,
  hidden: boolean,
): ReplyMode {
  // Whom it was asked of decides, whoever asked.
  if (kind === 'consent') return 'update'
  if (asker !== markAsker(userId)) return 'ephemeral'
  if (kind === 'setting' || (kind === 'more' && hidden)) return 'update'
  return !hidden && (kind === 'question' || kind === 'topic') ? 'public' : 'ephemeral'
}
