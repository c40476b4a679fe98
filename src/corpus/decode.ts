import type { Fault } from './problems.ts'

const UTF8: Fault = {
  message: 'is not UTF-8',
  cure: 'save it again with the encoding UTF-8',
}

/** The text of a file, without byte order mark and with `\n` for every line end; or why it is none. */
export function decodeText(bytes: Uint8Array): string | typeof UTF8 {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { ...UTF8, message: 'is UTF-16, which old editors of Windows call “Unicode”' }
  if (bytes.includes(0))
    return {
      message: 'is not a text file',
      cure: 'save it as plain text, or begin its name with _',
    }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch {
    return UTF8
  }
}
