import { crc32, deflateSync } from 'node:zlib'

/** A whole PNG of one colour. */
export function makePng(width = 8, height = 8): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0], 8)
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    makeChunk('IHDR', header),
    makeChunk('IDAT', deflateSync(rows)),
    makeChunk('IEND', Buffer.alloc(0)),
  ])
}

function makeChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A GIF, a JPEG and a WebP, as far as their size and their end tell what they are. */
export const makeGif = (width = 8, height = 8): Buffer =>
  Buffer.from([...Buffer.from('GIF89a'), width, 0, height, 0, 0, 0, 0, 0x3b])

export const makeJpeg = (width = 8, height = 8): Buffer =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0xff, 0xc0],
    ...[0xff, 0xff, 0xc2, 0, 11, 8, 0, height, 0, width, 1, 1, 0x11, 0],
    ...[0xff, 0xd9],
  ])

export const makeWebp = (width = 8, height = 8): Buffer =>
  Buffer.from([
    ...Buffer.from('RIFF'),
    ...[18, 0, 0, 0],
    ...Buffer.from('WEBPVP8X'),
    ...[10, 0, 0, 0, 0, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0],
  ])

/** A page whose three passages show a file, several of them, and an address. */
export const PICTURE_PAGE = [
  '# Harbour',
  'The lighthouse is painted red. ![The lighthouse from the sea](img/lighthouse.png)',
  'The fish market has three halls. ![Hall one](img/one.jpg) ![](img/broken.png) ![Hall two](img/two.png) ![Hall three](https://pictures.example.org/three.png) ![Hall four](img/one.jpg) ![Hall five](img/five.png)',
  'The museum is in a former granary. ![The granary](https://pictures.example.org/granary.png)',
  'The sauna is heated with birch. ![](img/broken.png)',
].join('\n\n')

export const PICTURE_FILES = {
  'harbour.md': PICTURE_PAGE,
  'img/lighthouse.png': makePng(),
  'img/one.jpg': makeJpeg(),
  'img/two.png': makePng(9, 9),
  'img/five.png': makePng(),
  'img/broken.png': makePng().subarray(0, 40),
}
