import type { Nodes } from 'mdast'
import type { Definitions } from './inlines.ts'
import type { Picture } from './types.ts'

/** Discord's limit of an address: https://docs.discord.com/developers/components/reference#unfurled-media-item */
const MAX_ADDRESS = 2048

/** The pictures of a line that a chat can show: those with a public address of their own. */
export function readPictures(node: Nodes, definitions: Definitions): readonly Picture[] {
  if (node.type === 'image') return toPictures(node.url, node.alt)
  if (node.type === 'imageReference')
    return toPictures(definitions.get(node.identifier)?.url ?? '', node.alt)
  return 'children' in node
    ? node.children.flatMap((child) => readPictures(child, definitions))
    : []
}

function toPictures(address: string, alt: string | null | undefined): readonly Picture[] {
  if (!URL.canParse(address)) return []
  const url = new URL(address)
  const isPublic =
    url.protocol === 'https:' &&
    !url.username &&
    !url.password &&
    PUBLIC_NAME.test(url.hostname) &&
    !LOCAL_NAME.test(url.hostname)
  // Badges and diagrams: no platform shows them.
  const isDrawing = /\.svg$/i.test(url.pathname)
  return isPublic && !isDrawing && url.href.length <= MAX_ADDRESS
    ? [{ url: url.href, alt: alt?.trim() ?? '' }]
    : []
}

/** A name with a domain: no number, which could be an address of the host's own network. */
const PUBLIC_NAME = /^(?:[a-z\d_-]+\.)+[a-z][a-z\d-]*$/i
const LOCAL_NAME = /\.(?:localhost|local|internal|lan|home|corp|test|invalid)$/i
