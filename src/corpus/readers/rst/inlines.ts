import type { PhrasingContent } from 'mdast'
import type { RstNode } from 'rst-compiler'
import { RstHyperlinkRef, RstInterpretedText } from 'rst-compiler'
import { type Names, toKey } from './names.ts'

/** Roles whose words are names in a program, or typed. */
const CODE =
  /(?:^|:)(?:func|meth|class|mod|attr|data|const|exc|obj|type|macro|member|enum|file|samp|command|option|program|envvar|code|literal|kbd|makevar|regexp|confval|setting)$/
/** Roles that name a place, by a label or a path, where they say nothing else. */
const PLACE = /(?:^|:)(?:ref|numref|doc|any|term|download)$/
/** Roles of the builder, and what only a browser can show. */
const HIDDEN = /^(?:raw.{0,20}|index|cite.{0,20}|footcite.{0,20})$/

/** The words of a line. Signs of footnotes are no words, nor are the blanks before them. */
export const toInlines = (nodes: readonly RstNode[], names: Names): PhrasingContent[] =>
  nodes.flatMap((node, n) => {
    const inlines = toInline(node, names)
    const [first] = inlines
    if (first?.type === 'text' && nodes[n + 1] && SIGN.test(nodes[n + 1]?.nodeType ?? ''))
      first.value = first.value.trimEnd()
    return inlines
  })

const SIGN = /^(?:Footnote|Citation)Ref$/

function toInline(node: RstNode, names: Names): PhrasingContent[] {
  const value = node.textContent
  switch (node.nodeType) {
    case 'Emphasis':
      return [{ type: 'emphasis', children: [{ type: 'text', value }] }]
    case 'StrongEmphasis':
      return [{ type: 'strong', children: [{ type: 'text', value }] }]
    case 'InlineLiteral':
      return [{ type: 'inlineCode', value }]
    case 'HyperlinkRef':
      return node instanceof RstHyperlinkRef ? [toLink(node, names)] : []
    case 'InterpretedText':
      return node instanceof RstInterpretedText ? toRole(node, names) : []
    case 'SubstitutionRef':
      return [{ type: 'text', value: names.substitutions.get(value) ?? value }]
    case 'FootnoteRef':
    case 'CitationRef':
      return []
    default:
      return [{ type: 'text', value }]
  }
}

function toLink(link: RstHyperlinkRef, { addresses }: Names): PhrasingContent {
  const children: PhrasingContent[] = [{ type: 'text', value: link.label }]
  const known = addresses.get(toKey(link.target.replace(/_$/, '')))
  const url = known ?? (link.isAlias ? '' : link.target)
  return { type: 'link', url, children }
}

/** A role as people see it: its label, else the title of what it names. */
function toRole({ role, textContent }: RstInterpretedText, { titles }: Names): PhrasingContent[] {
  if (HIDDEN.test(role)) return []
  const labelled = textContent.match(/^([^<]+)<[^<>]*>$/)?.[1]?.trim()
  if (PLACE.test(role)) {
    const target = textContent.replace(/^[!~/]+/, '')
    const value = labelled ?? titles.get(toKey(textContent)) ?? target
    return [{ type: 'text', value }]
  }
  const name = textContent.startsWith('~') ? textContent.split('.').at(-1) : undefined
  const value = labelled ?? name ?? textContent.replace(/^[!~]/, '')
  if (CODE.test(role)) return [{ type: 'inlineCode', value }]
  if (/^(?:pep|rfc)$/.test(role))
    return [{ type: 'text', value: labelled ?? `${role.toUpperCase()} ${textContent}` }]
  if (/^(?:guilabel|menuselection)$/.test(role))
    return [{ type: 'text', value: value.replaceAll(/&(?=\S)/g, '').replaceAll('-->', '→') }]
  return [{ type: role === 'strong' ? 'strong' : 'emphasis', children: [{ type: 'text', value }] }]
}
