import {
  type APIButtonComponent,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10'
import {
  type Answer,
  type Block,
  type Citation,
  citationLines,
  type Inline,
  type Outcome,
} from '../../answers/index.ts'
import { shortenLine } from '../../shared/shorten.ts'
import { packBlocks } from '../pack.ts'
import { renderBlocks } from './blocks.ts'
import { toRows } from './buttons.ts'
import { escapeMarkdown, linkTo, smallPrint } from './markdown.ts'
import { showFile, toAttachment, toGallery } from './media.ts'

/** Characters of all texts of a message: https://docs.discord.com/developers/components/reference#text-display */
const MESSAGE_LENGTH = 4000
/** Of a citation's label and address, so that even three of them leave room for their quotes. */
const TITLE_LENGTH = 200
const URL_LENGTH = 800

/**
 * An answer is one container of components, not an embed: on a phone its text has the width and
 * size of the conversation, an embed's is narrow and small; embeds are hidden from people who
 * switched previews off and need a permission of their own; links in a container unfold into no
 * preview; and the buttons stand inside, next to what they belong to.
 */
export interface DiscordMessage {
  readonly flags: typeof MessageFlags.IsComponentsV2
  readonly components: [APIContainerComponent]
  /** Shown by a component of the container. */
  readonly files?: readonly { readonly attachment: Buffer; readonly name: string }[]
  /** Files that an edited message keeps; default all. */
  readonly attachments?: []
  /** Who is notified; default nobody, even if somebody is mentioned. */
  readonly allowedMentions?: { readonly users: readonly string[] }
}

/** What the look of an answer depends on, beside the answer. */
interface Look {
  /** Short mark of who asked, for the buttons. */
  readonly asker: string
  /** Id that a command is registered under: with it, its name can be tapped. */
  readonly commandId?: (name: string) => string | undefined
}

/**
 * Outcomes differ in their words and in a sign before them as well, for people who do not see colours.
 * A further page has no colour: it is no answer.
 */
const TONES: Readonly<Record<Outcome, { color?: number; sign: string }>> = {
  found: { color: 0x23a55a, sign: '' },
  near: { color: 0xf0b232, sign: '≈ ' },
  none: { sign: '∅ ' },
  page: { sign: '' },
  invalid: { sign: '' },
  failed: { color: 0xf23f43, sign: '⚠️ ' },
}

/** Question in small print, blocks, citations in small print, buttons; in as few messages as fit. */
export function renderAnswer(answer: Answer, look: Look): readonly DiscordMessage[] {
  const { question, citations, blocks, outcome, addressee } = answer
  const style = {
    ...(look.commandId && { commandId: look.commandId }),
    isNumbered: citations.length > 1,
    isBold: outcome === 'found',
  }
  const user = addressee?.replace(/^discord:/, '')
  const file = answer.file && toAttachment(answer.file)
  const shown = answer.file && file && showFile(file.name, answer.file.alt)
  const pictures = (answer.pictures ?? []).flatMap((picture) =>
    'bytes' in picture ? [toAttachment(picture)] : [],
  )
  const asked = user ? `<@${user}>` : question ? smallPrint(question) : ''
  const sign = TONES[answer.outcome].sign
  const writeBody = (group: readonly Block[], first: boolean) =>
    (first && group[0]?.type === 'paragraph' ? sign : '') + renderBlocks(group, style)
  const writeCitations = (group: readonly Block[]) =>
    citationLines(citations.filter(({ number }) => isCitedIn(group, number)))
      .map(renderLine)
      .join('\n')
  const groups = packBlocks(
    blocks,
    (group) =>
      asked.length + writeBody(group, true).length + writeCitations(group).length <= MESSAGE_LENGTH,
  )
  const last = Math.max(0, groups.length - 1)
  return (groups.length > 0 ? groups : [[]]).map((group, index) => ({
    ...toMessage(answer.outcome, {
      asked: index === 0 ? asked : '',
      body: writeBody(group, index === 0),
      gallery: index === 0 ? toGallery(answer) : [],
      citations: writeCitations(group),
      rows: index === last ? toRows(answer.actions, look.asker) : [],
      ...(shown && index === last && { file: shown }),
    }),
    ...(user && index === 0 && { allowedMentions: { users: [user] } }),
    ...withFiles([...(index === 0 ? pictures : []), ...(file && index === last ? [file] : [])]),
  }))
}

const withFiles = (files: NonNullable<DiscordMessage['files']>) => files.length > 0 && { files }

function isCitedIn(group: readonly Block[], number: number): boolean {
  const refersIn = (inlines: readonly Inline[]) =>
    inlines.some((inline) => inline.type === 'reference' && inline.number === number)
  return group.some((block) => {
    if (block.type === 'quote') return block.citation === number
    return block.type === 'list' ? block.items.some(refersIn) : refersIn(block.inlines)
  })
}

function renderLine(citations: readonly Citation[]): string {
  const parts = citations.map(({ number, title, locator, url }, index) => {
    const address = url && url.length <= URL_LENGTH ? url : undefined
    const label = index > 0 ? locator : `${title} ${locator}`
    return `${escapeMarkdown(`[${number}]`)} ${linkTo(shortenLine(label, TITLE_LENGTH), address)}`
  })
  return `-# ${parts.join(' · ')}`
}

interface Parts {
  readonly gallery: readonly APIMediaGalleryComponent[]
  readonly asked: string
  readonly body: string
  readonly citations: string
  readonly rows: readonly (readonly APIButtonComponent[])[]
  /** Shows a file that comes with it. */
  readonly file?: APIFileComponent | APIMediaGalleryComponent
}

function toMessage(
  outcome: Outcome,
  { asked, body, gallery, citations, rows, file }: Parts,
): DiscordMessage {
  const texts = [asked, body].filter((content) => content.trim())
  const { color } = TONES[outcome]
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    ...(color !== undefined && { accent_color: color }),
    components: [
      ...(texts.length > 0 ? texts : ['…']).map(toText),
      ...gallery,
      ...(citations ? [{ type: ComponentType.Separator } as const, toText(citations)] : []),
      ...(file ? [file] : []),
      ...rows.map((buttons) => ({
        type: ComponentType.ActionRow as const,
        components: [...buttons],
      })),
    ],
  }
  return { flags: MessageFlags.IsComponentsV2, components: [container] }
}

const toText = (content: string) => ({ type: ComponentType.TextDisplay as const, content })
