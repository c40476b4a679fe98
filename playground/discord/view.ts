import { parse } from 'discord-markdown-parser'
import type { Json } from './faults.ts'
import { flatten } from './message-limits.ts'

/** The parts of a message that people can see or touch. */
interface Shown {
  readonly content?: string
  readonly components?: readonly object[]
}

/** Nodes of discord-markdown-parser, which follows Discord's own rules. */
interface Node {
  readonly type: string
  readonly content?: readonly Node[] | Node | string
  readonly target?: string
  readonly [key: string]: unknown
}

/** Discord's Markdown as a tree; small lists, which the parser does not know, are lines. */
export const parseMarkdown = (text: string): readonly Node[] =>
  parse(text, 'extended') as unknown as Node[]

/** What a reader sees, markup interpreted: texts and buttons, a line each. */
export function visibleText(message: Shown): string {
  return textsOf(message)
    .map((text) => readNodes(parseMarkdown(text.replaceAll(/^( *)- /gm, '$1• '))))
    .concat(buttonsOf(message).map(({ label }) => String(label)))
    .join('\n')
}

/** What stands out in bold, in order. */
export const emphasisOf = (message: Shown): readonly string[] =>
  findNodes(message, 'strong').map((node) => readNodes([node]))

/** Addresses that can be followed: links in the text, and buttons. */
export const linksOf = (message: Shown): readonly string[] => [
  ...findNodes(message, 'link', 'url', 'autolink').map(({ target }) => String(target)),
  ...buttonsOf(message).flatMap(({ url }) => (typeof url === 'string' ? [url] : [])),
]

/** Everything that became live: mentions, channels, commands, times, custom emoji. */
const LIVE = [
  'user',
  'role',
  'channel',
  'everyone',
  'here',
  'slashCommand',
  'timestamp',
  'emoji',
  'guildNavigation',
]

export const pingsOf = (message: Shown): readonly string[] =>
  findNodes(message, ...LIVE).map((node) => `${node.type} ${String(node.id ?? node.name ?? '')}`)

interface Mention {
  readonly kind: 'everyone' | 'users' | 'roles'
  readonly id: string
}

/** Mentions as the server finds them: in the raw words, whatever is escaped. */
export const findMentions = (message: Shown): readonly Mention[] =>
  textsOf(message).flatMap((text) =>
    [...text.matchAll(/@(everyone|here)|<@!?(\d+)>|<@&(\d+)>/g)].map(
      ([, all, user, role]): Mention => {
        if (all) return { kind: 'everyone', id: all }
        return user ? { kind: 'users', id: user } : { kind: 'roles', id: role ?? '' }
      },
    ),
  )

export const buttonsOf = (message: Shown): readonly Json[] =>
  flatten((message.components ?? []) as Json[]).filter(({ type }) => type === 2)

const textsOf = ({ content, components = [] }: Shown): readonly string[] => [
  ...(content ? [content] : []),
  ...flatten(components as Json[])
    .filter(({ type }) => type === 10)
    .map((component) => String(component.content)),
]

const findNodes = (message: Shown, ...types: readonly string[]): readonly Node[] =>
  textsOf(message)
    .flatMap((text) => parseMarkdown(text).flatMap((node) => walk(node)))
    .filter(({ type }) => types.includes(type))

const walk = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(walk)]

function childrenOf({ content }: Node): readonly Node[] {
  if (typeof content === 'string' || content === undefined) return []
  return 'type' in content ? [content as Node] : (content as readonly Node[])
}

const BREAKS = ['br', 'newline']
const OWN_LINE = ['heading', 'subtext', 'blockQuote']

function readNodes(nodes: readonly Node[]): string {
  return nodes.map(readNode).join('')
}

function readNode(node: Node): string {
  if (BREAKS.includes(node.type)) return '\n'
  if (node.type === 'slashCommand') return `/${String(node.fullName ?? node.name)}`
  if (node.type === 'twemoji') return String(node.name)
  if (typeof node.content === 'string') return node.content
  const inner = readNodes(childrenOf(node))
  return OWN_LINE.includes(node.type) ? `${inner}\n` : inner
}
