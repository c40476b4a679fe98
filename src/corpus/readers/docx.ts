import { zipSync } from 'fflate'
import mammoth from 'mammoth'
import { decodeEntities } from '../../shared/xml-entities.ts'
import { type ReadDocument, UnreadableError } from '../document.ts'
import { readFragment } from './html/index.ts'
import { unzip } from './zip.ts'

/** Names of the styles for a title, which have no level. */
const STYLES = ['Title', 'title', '标题', '標題', '文档标题'].map(
  (name) => `p[style-name='${name}'] => h1:fresh`,
)
/** Larger than a title page needs; older programs put the whole text into it. */
const MAX_TITLE = 200

/**
 * Reads a Word document: headings by their styles, lists and tables. Pictures, comments and what was
 * deleted under change tracking are left out.
 *
 * @throws {UnreadableError} if it is damaged, too large or has no text
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const parts = unzip(bytes, (name) => !name.startsWith('word/media/'))
  if (!parts['word/document.xml'])
    throw new UnreadableError('is not a Word document', 'save it again as .docx')
  const { value } = await mammoth
    .convertToHtml(
      // Packed again without compression, so that nobody unpacks more than was counted.
      { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
      {
        styleMap: STYLES,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    )
    .catch((): never => {
      throw new UnreadableError('is damaged', 'open it in Word or LibreOffice, and save it again')
    })
  const tree = readFragment(value)
  if (tree.children.length === 0)
    throw new UnreadableError('has no text', 'write some, or delete the file')
  return { tree, header: readProperties(parts['docProps/core.xml']) }
}

function readProperties(part: Uint8Array | undefined): ReadDocument['header'] {
  const xml = part ? new TextDecoder().decode(part.subarray(0, 65_536)) : ''
  const field = (name: string) =>
    decodeEntities(xml.match(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`))?.[1] ?? '')
      .trim()
      .slice(0, MAX_TITLE)
  const title = field('dc:title')
  const author = field('dc:creator')
  return { ...(title && { title }), ...(author && { author }) }
}
