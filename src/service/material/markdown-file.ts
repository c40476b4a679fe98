/**
 * Words from a chat as a file like those of the content folder. JSON strings are YAML, too.
 *
 * @param fields of its front matter; each becomes one line
 */
export function toMarkdownFile(fields: Readonly<Record<string, string>>, words: string): Buffer {
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${JSON.stringify(oneLine(value))}`,
  )
  return Buffer.from(`---\n${lines.join('\n')}\n---\n\n${words.trim()}\n`)
}

const oneLine = (words: string): string => words.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
