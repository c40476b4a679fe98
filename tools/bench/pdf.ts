/** How text is written in a PDF that names a Chinese font and brings none: by one of Adobe's tables. */
export interface PdfEncoding {
  readonly cmap: 'UniGB-UCS2-H' | 'GBK-EUC-H' | 'ETen-B5-H'
  readonly ordering: 'GB1' | 'CNS1'
  /** Hexadecimal. */
  encode(text: string): string
}

export const UCS2: PdfEncoding = {
  cmap: 'UniGB-UCS2-H',
  ordering: 'GB1',
  encode: (text) => Buffer.from(text, 'utf16le').swap16().toString('hex'),
}

export interface PdfLine {
  readonly text: string
  /** In points from the left and from below; a page is 420 by 595 (A5). */
  readonly x: number
  readonly y: number
  readonly size: number
}

/** A PDF of lines on pages, as small as it can be. */
export function makePdf(pages: readonly (readonly PdfLine[])[], encoding = UCS2): Uint8Array {
  const { cmap, ordering } = encoding
  const info = `/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 4>>`
  const descriptor =
    '/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 800/StemV 80>>'
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')}]>>`,
    `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${cmap}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun${info}${descriptor}/DW 1000>>]>>`,
    ...pages.flatMap((lines, index) => {
      const text = lines
        .map(
          ({ text, x, y, size }) =>
            `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${encoding.encode(text)}> Tj`,
        )
        .join('\n')
      const content = `BT\n${text}\nET`
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + index * 2} 0 R>>`,
        `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  let file = '%PDF-1.5\n'
  const offsets = objects.map((object, index) => {
    const at = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = file.length
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}
