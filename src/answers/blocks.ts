import type { Answer, Block, ChatRequest, Inline } from './types.ts'

// Short names for the nodes of an answer, so that a command reads like the message it makes.

export const text = (words: string): Inline => ({ type: 'text', text: words })
export const strong = (words: string): Inline => ({ type: 'strong', text: words })
export const link = (words: string, url: string | undefined): Inline =>
  url === undefined ? text(words) : { type: 'link', text: words, url }
export const command = (name: string, argument?: string): Inline => ({
  type: 'command',
  name,
  ...(argument && { argument }),
})
export const heading = (words: string): Block => ({ type: 'heading', inlines: [text(words)] })
export const paragraph = (...inlines: readonly Inline[]): Block => ({ type: 'paragraph', inlines })
export const note = (words: string): Block => ({ type: 'note', inlines: [text(words)] })
export const list = (items: readonly (readonly Inline[])[]): Block => ({ type: 'list', items })

/**
 * Whom an answer is for that only its asker needs: them alone where the platform can do that, else
 * everybody without a sound. In a private chat nobody else is there.
 */
export const forAsker = ({ from }: Pick<ChatRequest, 'from'>): Pick<Answer, 'audience'> =>
  from && !from.isPrivate ? { audience: 'quietly' } : {}

/** A whole answer of one sentence. */
export const say = (
  outcome: Answer['outcome'],
  { locale }: Pick<ChatRequest, 'locale'>,
  words: string,
): Answer => ({ outcome, locale, blocks: [paragraph(text(words))], citations: [], actions: [] })
