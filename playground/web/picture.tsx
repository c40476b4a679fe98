import type { ShownPicture } from '../protocol/index.ts'

/** Pixels, so that a picture leaves room for the words. */
const MAX_HEIGHT = 320

interface PictureProps {
  readonly picture: ShownPicture
  readonly alt: string
}

/** Its place is there before it is loaded, so that nothing jumps. */
export function Picture({ picture: { url, width, height }, alt }: PictureProps) {
  const scale = Math.min(1, MAX_HEIGHT / height)
  return (
    <img
      class="picture"
      src={url}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
      alt={alt}
    />
  )
}
