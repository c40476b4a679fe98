import type { Picture } from '../corpus/types.ts'
import { withTimeout } from '../shared/timeouts.ts'
import type { Answer, AnswerFile, AnswerPicture } from './types.ts'

/**
 * Reads a picture of the material.
 *
 * @param path relative to the content folder
 * @returns its bytes and the ending of a name for it; undefined if it cannot be shown
 */
export type ReadPicture = (
  path: string,
) => Promise<{ readonly bytes: Uint8Array; readonly kind: string } | undefined>

/** Bytes of the files that come with one answer: a slow line takes ten seconds for them. */
const MAX_BYTES = 5 * 2 ** 20
/** Milliseconds for a file; from a disk that is away the answer comes without. */
const READ_TIMEOUT = 500

/**
 * An answer with the pictures of what it quotes. A list of passages, or one with its neighbours, has
 * none.
 *
 * @param read without it files do not come along
 */
export function withPictures(answer: Answer, read?: ReadPicture): Answer {
  if (answer.outcome !== 'found') return answer
  const all = answer.citations.flatMap(({ passage }) => passage.pictures ?? [])
  const shown = all.filter(
    (picture, index) => all.findIndex((other) => keyOf(other) === keyOf(picture)) === index,
  )
  const pictures = shown.flatMap((picture) => toAnswerPicture(picture, read))
  return pictures.length > 0 ? { ...answer, pictures } : answer
}

const keyOf = (picture: Picture): string => ('url' in picture ? picture.url : picture.path)

function toAnswerPicture(
  picture: Picture,
  read: ReadPicture | undefined,
): readonly AnswerPicture[] {
  if ('url' in picture) return [picture]
  const { path, alt } = picture
  return read ? [{ alt, read: () => read(path) }] : []
}

/**
 * The answer with the bytes of its pictures, for a platform that is about to send it. What cannot be
 * read, takes too long or no longer fits is left out. Never rejects.
 *
 * @param most pictures
 */
export async function loadPictures(answer: Answer, most: number): Promise<Answer> {
  const { pictures = [], ...rest } = answer
  const loaded: AnswerPicture[] = []
  let bytes = 0
  for (const picture of pictures) {
    if (loaded.length >= most) break
    if (!('read' in picture)) loaded.push(picture)
    else {
      const name = `picture-${loaded.length + 1}`
      const file = await load(picture, name)
      if (!file || bytes + file.bytes.length > MAX_BYTES) continue
      bytes += file.bytes.length
      loaded.push(file)
    }
  }
  return loaded.length > 0 ? { ...rest, pictures: loaded } : rest
}

async function load(
  { alt, read }: Extract<AnswerPicture, { read: unknown }>,
  name: string,
): Promise<AnswerFile | undefined> {
  const picture = await withTimeout(READ_TIMEOUT, read()).catch(() => undefined)
  return picture && { name: `${name}.${picture.kind}`, bytes: picture.bytes, alt }
}
