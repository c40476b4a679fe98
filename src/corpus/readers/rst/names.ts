import type { RstNode } from 'rst-compiler'
import { RstDirective, RstHyperlinkTarget, RstSection, RstSubstitutionDef } from 'rst-compiler'

/** What the names of a document stand for. */
export interface Names {
  /** Addresses by the names of links, in lower case. */
  readonly addresses: ReadonlyMap<string, string>
  /** Titles of sections by the labels above them. */
  readonly titles: ReadonlyMap<string, string>
  /** Words by the names between bars; empty for a picture. */
  readonly substitutions: ReadonlyMap<string, string>
}

/** Names are compared without case, and with any blanks for one. */
export const toKey = (name: string): string => name.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Collects the names that the text of a document refers to. */
export function readNames(nodes: readonly RstNode[]): Names {
  const addresses = new Map<string, string>()
  const titles = new Map<string, string>()
  const substitutions = new Map<string, string>()
  const collect = (children: readonly RstNode[]) => {
    children.forEach((node, n) => {
      if (node instanceof RstHyperlinkTarget) {
        if (!node.isTargetingNextNode) addresses.set(toKey(node.label), node.target)
        const next = children.slice(n + 1).find((other) => !(other instanceof RstHyperlinkTarget))
        if (next instanceof RstSection) titles.set(toKey(node.label), next.textContent)
      } else if (node instanceof RstSubstitutionDef) {
        const isText = node.directive === 'replace'
        const words = node.initContent.map((part) => part.textContent).join(' ')
        substitutions.set(node.needle, isText ? words || node.textContent : '')
      } else if (node instanceof RstDirective) collect(node.children)
    })
  }
  collect(nodes)
  return { addresses, titles, substitutions }
}
