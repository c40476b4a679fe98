import {
  type APIFileComponent,
  type APIMediaGalleryComponent,
  ComponentType,
} from 'discord-api-types/v10'
import type { Answer, AnswerFile } from '../../answers/index.ts'
import { shortenLine } from '../../shared/shorten.ts'

/** https://docs.discord.com/developers/components/reference#media-gallery-media-gallery-item-structure */
const DESCRIPTION_LENGTH = 1024

/** Discord changes other names, and the component would not find its file. */
export const toAttachment = ({ name, bytes }: AnswerFile) => ({
  attachment: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  name: name.replaceAll(/[^\w.-]/g, '_'),
})

export function showFile(name: string, alt?: string): APIFileComponent | APIMediaGalleryComponent {
  const url = `attachment://${name}`
  if (!name.endsWith('.png')) return { type: ComponentType.File, file: { url } }
  const description = alt && shortenLine(alt, DESCRIPTION_LENGTH)
  const item = { media: { url }, ...(description && { description }) }
  return { type: ComponentType.MediaGallery, items: [item] }
}

/** Pictures of what is quoted. Discord fetches those with an address; one that it cannot get leaves the text alone. */
export function toGallery({ pictures = [] }: Answer): readonly APIMediaGalleryComponent[] {
  const items = pictures.flatMap((picture) => {
    if ('read' in picture) return []
    const url = 'url' in picture ? picture.url : addressOf(picture)
    const description = shortenLine(picture.alt ?? '', DESCRIPTION_LENGTH)
    return [{ media: { url }, ...(description && { description }) }]
  })
  return items.length > 0 ? [{ type: ComponentType.MediaGallery, items }] : []
}

const addressOf = (file: AnswerFile): string => `attachment://${toAttachment(file).name}`
