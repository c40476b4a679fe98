import type { ShownPicture } from '../server/protocol.ts'

/** Its place is there before it is loaded, so that nothing jumps. */
export const Picture = ({ picture, alt }: { picture: ShownPicture; alt: string }) => (
  <img class="picture" src={picture.url} width={picture.width} height={picture.height} alt={alt} />
)
