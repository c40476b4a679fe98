// Libraries were looked at: sharp decodes with native code what needs only to be told apart and
// measured; image-size never ends on some files made for it (GHSA-5p2g-fcmc-qvqq, GHSA-w3rx-r6r6-pgpr).

interface PictureFormat {
  readonly kind: 'png' | 'jpg' | 'gif' | 'webp'
  /** Pixels, at least 1. */
  readonly width: number
  readonly height: number
}

/**
 * What kind of picture these bytes are, by themselves and never by a name. Undefined for anything
 * else, and for a picture whose end is missing.
 */
export function inspectPicture(bytes: Buffer): PictureFormat | undefined {
  try {
    const found = readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes)
    return found && found.width > 0 && found.height > 0 ? found : undefined
  } catch (error) {
    // A number was to be read behind the end.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const startsWith = (bytes: Buffer, words: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + words.length) === words

/** https://www.w3.org/TR/png-3/ */
function readPng(bytes: Buffer): PictureFormat | undefined {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n') || !startsWith(bytes, 'IHDR', 12)) return undefined
  // Behind its name stands a checksum, and sometimes what a program has appended.
  const end = bytes.lastIndexOf('IEND', undefined, 'latin1')
  if (end < 0 || end + 8 > bytes.length) return undefined
  return { kind: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function readGif(bytes: Buffer): PictureFormat | undefined {
  if (!startsWith(bytes, 'GIF87a') && !startsWith(bytes, 'GIF89a')) return undefined
  if (bytes.at(-1) !== 0x3b) return undefined
  return { kind: 'gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function readWebp(bytes: Buffer): PictureFormat | undefined {
  if (!startsWith(bytes, 'RIFF') || !startsWith(bytes, 'WEBP', 8)) return undefined
  if (bytes.readUInt32LE(4) + 8 > bytes.length) return undefined
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return {
        kind: 'webp',
        width: bytes.readUIntLE(24, 3) + 1,
        height: bytes.readUIntLE(27, 3) + 1,
      }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return {
        kind: 'webp',
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
      }
    default:
      return undefined
  }
}

/** Markers of a JPEG that begin a frame, which tells its size: https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.3 */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Cameras append things behind the end. */
const END = Buffer.from([0xff, 0xd9])

function readJpeg(bytes: Buffer): PictureFormat | undefined {
  if (!startsWith(bytes, '\xff\xd8\xff')) return undefined
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return undefined
    const marker = bytes.readUInt8(at + 1)
    if (isFrame(marker)) {
      if (bytes.lastIndexOf(END) < at) return undefined
      return { kind: 'jpg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
    // A byte that fills up; else the marker's length, which counts itself.
    at += marker === 0xff ? 1 : 2 + Math.max(2, bytes.readUInt16BE(at + 2))
  }
}
