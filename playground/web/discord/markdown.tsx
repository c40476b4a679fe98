import { parse } from 'discord-markdown-parser'
import type { ComponentChildren } from 'preact'
import type { CitedPassage } from '../../protocol/index.ts'
import { CitedText } from '../cited-text.tsx'
import type { PageContext } from '../context.ts'
import { safeUrl } from '../format.ts'

/** Nodes of discord-markdown-parser, which follows Discord's own rules. */
interface Node {
  readonly type: string
  readonly content?: readonly Node[] | Node | string
  readonly [key: string]: unknown
}

export interface MarkdownContext {
  readonly page: PageContext
  readonly citations: readonly CitedPassage[]
  readonly nameOf: (userId: string) => string
  /** Puts a command that was tapped into the composer. */
  readonly useCommand: (name: string) => void
  /** Whether masked links and headings are markup, as in what bots send. */
  readonly extended: boolean
}

/** Discord's Markdown, made of elements: nothing that is said becomes HTML. */
export function Markdown({ text, context }: { text: string; context: MarkdownContext }) {
  return (
    <div class="markdown">
      {splitLists(text).map((part, index) =>
        'items' in part ? (
          <ul key={`${index}`}>
            {part.items.map((item, at) => (
              <li key={`${at}`}>{renderAll(read(item, context), context)}</li>
            ))}
          </ul>
        ) : (
          <div key={`${index}`}>{renderAll(read(part.text, context), context)}</div>
        ),
      )}
    </div>
  )
}

const read = (text: string, { extended }: MarkdownContext): readonly Node[] =>
  parse(text, extended ? 'extended' : 'normal') as unknown as Node[]

type Part = { readonly text: string } | { readonly items: readonly string[] }

/** Lists, which the parser does not know: `- ` and lines indented under it. */
function splitLists(text: string): readonly Part[] {
  const parts: ({ text: string } | { items: string[] })[] = []
  for (const line of text.split('\n')) {
    const last = parts.at(-1)
    const item = /^[-*] (.*)$/s.exec(line)?.[1]
    if (item !== undefined) {
      if (last && 'items' in last) last.items.push(item)
      else parts.push({ items: [item] })
    } else if (last && 'items' in last && line.startsWith('  '))
      last.items.push(`${last.items.pop()}\n${line.slice(2)}`)
    else if (last && 'text' in last) last.text += `\n${line}`
    else parts.push({ text: line })
  }
  return parts.filter((part) => 'items' in part || part.text.trim() !== '')
}

/** Neighbouring texts belong together: the parser cuts between characters. */
function joinTexts(nodes: readonly Node[]): readonly Node[] {
  const joined: Node[] = []
  for (const node of nodes) {
    const words = node.type === 'twemoji' ? String(node.name) : textOf(node)
    const last = joined.at(-1)
    if (words === undefined) joined.push(node)
    else if (last?.type === 'text')
      joined.splice(-1, 1, { type: 'text', content: String(last.content) + words })
    else joined.push({ type: 'text', content: words })
  }
  return joined
}

const textOf = ({ type, content }: Node): string | undefined =>
  (type === 'text' || type === 'emoticon') && typeof content === 'string' ? content : undefined

const childrenOf = ({ content }: Node): readonly Node[] => {
  if (content === undefined || typeof content === 'string') return []
  return Array.isArray(content) ? content : [content as Node]
}

const renderAll = (nodes: readonly Node[], context: MarkdownContext): ComponentChildren =>
  joinTexts(dropLastBreak(nodes)).map((node) => render(node, context))

/** A break at the end of a block says nothing: the block ends its line itself. */
function dropLastBreak(nodes: readonly Node[]): readonly Node[] {
  const last = nodes.at(-1)?.type
  return last === 'br' || last === 'newline' ? nodes.slice(0, -1) : nodes
}

function render(node: Node, context: MarkdownContext): ComponentChildren {
  const { page, citations } = context
  const inner = () => renderAll(childrenOf(node), context)
  switch (node.type) {
    case 'text':
      return <CitedText text={String(node.content)} {...{ page, citations }} />
    case 'strong':
      return <strong>{inner()}</strong>
    case 'em':
      return <em>{inner()}</em>
    case 'underline':
      return <u>{inner()}</u>
    case 'strikethrough':
      return <s>{inner()}</s>
    case 'spoiler':
      return <span class="spoiler">{inner()}</span>
    case 'inlineCode':
      return <code>{String(node.content)}</code>
    case 'codeBlock':
      return <pre>{String(node.content)}</pre>
    case 'blockQuote':
      return <blockquote>{inner()}</blockquote>
    case 'heading':
      return <h4 data-level={node.level}>{inner()}</h4>
    case 'subtext':
      return <small>{inner()}</small>
    case 'br':
    case 'newline':
      return <br />
    case 'link':
    case 'url':
    case 'autolink':
      return (
        <a href={safeUrl(String(node.target))} target="_blank" rel="noopener noreferrer">
          {inner()}
        </a>
      )
    case 'slashCommand':
      return (
        <button type="button" class="mention" onClick={() => context.useCommand(String(node.name))}>
          /{String(node.fullName)}
        </button>
      )
    case 'user':
      return <span class="mention">@{context.nameOf(String(node.id))}</span>
    case 'everyone':
    case 'here':
      return <span class="mention">@{node.type}</span>
    default:
      return <span class="mention">{`<${node.type} ${String(node.id ?? '')}>`}</span>
  }
}
