import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'

/** Milliseconds that a client may take; the defaults of Node are one and five minutes. */
interface ClientTimeouts {
  /** Until the head of a request is there, counted from the connection. */
  readonly headers: number
  /** Until all of a request is there. */
  readonly request: number
  /** How often connections are looked at. */
  readonly interval: number
}

const CLIENT_TIMEOUTS: ClientTimeouts = { headers: 5_000, request: 10_000, interval: 1_000 }
/** More at the same time are closed as they come: Telegram opens at most 100 to a webhook. */
const MAX_CONNECTIONS = 256
/** Bytes of a request's head. */
const HEAD_LIMIT = 8 * 1024

/**
 * An HTTP server that slow clients cannot keep busy: it cuts those who do not finish their
 * request in time, and takes so many connections and no more.
 */
export function createBoundedServer(
  listener: RequestListener,
  { headers, request, interval }: ClientTimeouts = CLIENT_TIMEOUTS,
): Server {
  const server = createServer(
    {
      headersTimeout: headers,
      requestTimeout: request,
      connectionsCheckingInterval: interval,
      maxHeaderSize: HEAD_LIMIT,
    },
    listener,
  )
  server.maxConnections = MAX_CONNECTIONS
  return server
}

/**
 * The body of a request; undefined if it has more bytes than `most`, however long it says to be.
 * What is too long is not read to its end: close the connection after the answer.
 *
 * @throws when the connection ends first
 */
export const readBody = async (
  request: IncomingMessage,
  most: number,
): Promise<string | undefined> => (await readBytes(request, most))?.toString()

/** The same as bytes. */
export async function readBytes(
  request: IncomingMessage,
  most: number,
): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > most) return undefined
  const chunks: Buffer[] = []
  let size = 0
  // Left open, so that an answer can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
