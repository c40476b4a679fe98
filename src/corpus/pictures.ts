import type { Nodes } from 'mdast'
import type { Definitions } from './inlines.ts'
import type { Picture } from './types.ts'

/** Discord's limit of an address: https://docs.discord.com/developers/components/reference#unfurled-media-item */
const MAX_ADDRESS = 2048
/** Names of the files that both platforms show. */
const PICTURE_NAME = /\.(?:png|jpe?g|gif|webp)$/i

/**
 * The pictures of a line that a chat can show: those with a public address of their own, and those
 * that may be files of the material, whose path is still as it is written.
 */
export function readPictures(node: Nodes, definitions: Definitions): readonly Picture[] {
  if (node.type === 'image') return toPictures(node.url, node.alt)
  if (node.type === 'imageReference')
    return toPictures(definitions.get(node.identifier)?.url ?? '', node.alt)
  return 'children' in node
    ? node.children.flatMap((child) => readPictures(child, definitions))
    : []
}

function toPictures(address: string, words: string | null | undefined): readonly Picture[] {
  const alt = words?.replace(SIZE, '').trim() ?? ''
  if (!URL.canParse(address)) return toFilePictures(address, alt)
  const url = new URL(address)
  const isPublic =
    url.protocol === 'https:' &&
    !url.username &&
    !url.password &&
    PUBLIC_NAME.test(url.hostname) &&
    !LOCAL_NAME.test(url.hostname)
  // Badges and diagrams: no platform shows them.
  const isDrawing = /\.svg$/i.test(url.pathname) || BADGES.test(url.hostname)
  return isPublic && !isDrawing && url.href.length <= MAX_ADDRESS ? [{ url: url.href, alt }] : []
}

/** They draw, whatever the address ends in. */
const BADGES = /^(?:img\.shields\.io|badgen\.net|badge\.fury\.io|badges\.gitter\.im)$/

/** `![plan|300](plan.png)`, as Obsidian writes how wide it is shown. */
const SIZE = /\|\d{1,5}(?:x\d{1,5})?$/

/** `//host/a.png` has the protocol of its page: no file. */
function toFilePictures(address: string, alt: string): readonly Picture[] {
  const path = decode(address.split(/[?#]/)[0] ?? '')
  const isFile = PICTURE_NAME.test(path) && !/^[/\\]{2}/.test(path) && !/[\\\p{Cc}]/u.test(path)
  return isFile && path.length <= MAX_ADDRESS ? [{ path, alt }] : []
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** A name with a domain: no number, which could be an address of the host's own network. */
const PUBLIC_NAME = /^(?:[a-z\d_-]+\.)+[a-z][a-z\d-]*$/i
const LOCAL_NAME = /\.(?:localhost|local|internal|lan|home|corp|test|invalid)$/i
