/** Milliseconds for a file to arrive whole. */
const DOWNLOAD_TIMEOUT = 30_000

/**
 * Gets a file. Redirects are not followed, so that nothing leads to another host.
 *
 * @param most bytes
 * @throws when it does not come whole in time, or is larger. The message does not hold the address,
 *   which may hold a token.
 */
export async function download(url: string, most: number): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT)
  const response = await fetch(url, { redirect: 'error', signal }).catch(() => undefined)
  if (!response?.ok || !response.body)
    throw new Error(`a file was not handed over (${response?.status ?? 'no answer'})`)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.length
    if (bytes > most) throw new Error(`a file has more than ${most} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
