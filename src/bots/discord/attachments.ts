import type { ChatRequest } from '../../answers/index.ts'
import { download } from '../../shared/download.ts'

/** Where Discord keeps attachments: https://docs.discord.com/developers/reference#signed-attachment-cdn-urls */
const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net']

/** https://docs.discord.com/developers/resources/message#attachment-object */
export interface Attachment {
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly url: string
}

/**
 * The file of a command, to be fetched from Discord's own hosts alone.
 *
 * @param apiUrl a proxy or another server in place of Discord's, which keeps the files then
 */
export function offerFile(
  attachment: Attachment | undefined,
  apiUrl: string | undefined,
): Pick<ChatRequest, 'file'> {
  if (!attachment) return {}
  const { name, size, url } = attachment
  return {
    file: {
      name,
      bytes: size,
      async read(most) {
        if (!isFromDiscord(url, apiUrl)) throw new Error('an attachment lies on another host')
        return download(url, most)
      },
    },
  }
}

function isFromDiscord(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  if (apiUrl !== undefined && URL.canParse(apiUrl) && new URL(apiUrl).origin === origin) return true
  return protocol === 'https:' && HOSTS.includes(hostname)
}
