import { connect } from 'node:net'

/**
 * Writes bytes to a port as they are and resolves with all that comes back until the connection
 * ends, whichever side ends it.
 */
export function talk(
  port: number,
  words: string | Uint8Array,
  onOpen: (socket: ReturnType<typeof connect>) => void = () => {},
): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(words)
      onOpen(socket)
    })
    socket.setEncoding('utf8')
    socket.on('data', (more) => {
      heard += more
    })
    // Being cut off while still writing is one of the ends that are expected.
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}

/** `[200, 404]`: what the answers begin with. */
export const statusesIn = (heard: string): readonly number[] =>
  [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
