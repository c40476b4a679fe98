import type { Block } from './block.ts'
import { readBlocks } from './blocks.ts'
import type { ReadDocument } from './document.ts'
import { holdsValue, isLabelled, wordingsOf } from './heading-values.ts'
import { joinRich, type Rich } from './rich.ts'
import type { Passage, Picture } from './types.ts'

/** A passage before it has a source and a number. */
export type Cut = Omit<Passage, 'id' | 'source' | 'paragraphs' | 'translations'>

/** UTF-16 units of a list that is one passage; of a longer one, every item is. */
const MAX_LIST = 400
/** Of a paragraph that introduces the code below it. */
const MAX_BEFORE_CODE = 300

/**
 * Cuts passages from a tree, in reading order. A passage is a paragraph, a short list or an item of
 * a long one, a row of a table, or a block of code, with what introduces it. A heading belongs to
 * all that stands below it; it is part of a passage's text only where it holds a value.
 */
export function cutPassages({ tree }: ReadDocument): readonly Cut[] {
  const cuts: Cut[] = []
  const headings: string[] = []
  let below: Pick<Cut, 'anchor' | 'wordings'> = {}
  /** What introduces the next block. */
  let leads: readonly Block[] = []

  /** Pictures above the first passage of a heading. */
  let above: readonly Picture[] = []
  /** Whether a passage stands below the last heading, for the pictures that follow it. */
  let isBelow = false

  const put = (body: Rich, { page, wordings, pictures = [] }: Block) => {
    const heading = headings.filter(Boolean).join(' › ')
    const all = [...above, ...leads.flatMap((lead) => lead.pictures ?? []), ...pictures]
    above = []
    isBelow = true
    cuts.push({
      ...toCut(leads, body),
      ...below,
      ...(all.length > 0 && { pictures: all }),
      ...(wordings && { wordings }),
      ...(heading && { heading }),
      ...(page !== undefined && { page }),
    })
  }
  /** What introduces nothing is a passage itself. */
  const putLeads = () => {
    const last = leads.at(-1)
    leads = leads.slice(0, -1)
    if (last) put(last.rich, last)
    leads = []
  }

  /** A picture that stands alone belongs to what is above it, else to what is below. */
  const putPictures = (pictures: readonly Picture[]) => {
    const last = cuts.at(-1)
    if (!isBelow || leads.length > 0 || !last) above = [...above, ...pictures]
    else cuts[cuts.length - 1] = { ...last, pictures: [...(last.pictures ?? []), ...pictures] }
  }

  const blocks = readBlocks(tree.children).filter(
    ({ rich, items, pictures }) => rich.text || items || pictures,
  )
  blocks.forEach((block, index) => {
    const { type, rich, depth = 1 } = block
    const next = blocks[index + 1]
    const article = type === 'text' ? rich.text.match(ARTICLE)?.[0] : undefined
    if (type === 'text' && CHAPTER.test(rich.text)) headings.splice(MAX_HEADING_DEPTH)
    else if (article) {
      if (!leads.every(isHeading)) putLeads()
      headings[MAX_HEADING_DEPTH] = article
    }
    if (!rich.text && !block.items && block.pictures) putPictures(block.pictures)
    else if (type === 'heading') {
      putLeads()
      above = []
      isBelow = false
      headings.length = depth - 1
      headings[depth - 1] = rich.text
      const { anchor } = block
      const wordings = [...(block.wordings ?? []), ...wordingsOf(rich.text)]
      below = { ...(anchor && { anchor }), ...(wordings.length > 0 && { wordings }) }
      if (holdsValue(rich.text)) leads = [block]
    } else if (block.items) {
      const isShort = type === 'list' && rich.text.length <= MAX_LIST
      const { pictures = [] } = block
      for (const item of isShort ? [{ rich, pictures }] : block.items)
        if (item.rich.text) put(item.rich, { ...block, pictures: item.pictures })
      leads = []
    } else if (block.isLead || (next?.type === 'code' && isBeforeCode(block))) {
      if (block.isQuestion) {
        if (!leads.every(isHeading)) putLeads()
        headings[MAX_HEADING_DEPTH] = rich.text
      }
      leads = [...leads, block]
    } else {
      put(rich, block)
      // The tabs of a code group are ways to do the same.
      if (type !== 'code' || next?.type !== 'code') leads = []
    }
  })
  putLeads()
  return cuts
}

/** An article of a statute: its number is the name of it and of its items. */
const ARTICLE = /^第[\d一二三四五六七八九十百千零〇]{1,7}[条條](?=[\s:：])/u
const CHAPTER = /^第[\d一二三四五六七八九十百]{1,5}[编編章节節](?=[\s:：])/u
/** A question, or an article, stands below every heading. */
const MAX_HEADING_DEPTH = 6

const isHeading = ({ type }: Block): boolean => type === 'heading'

const isBeforeCode = ({ type, rich }: Block): boolean =>
  type === 'text' && rich.text.length <= MAX_BEFORE_CODE

function toCut(
  leads: readonly Block[],
  body: Rich,
): Pick<Cut, 'text' | 'slices' | 'styles' | 'lead'> {
  const introduction = joinRich(
    leads.map(({ rich }) => rich),
    '\n',
  )
  const { text, slices, styles } = joinRich([introduction, body], '\n')
  const answersItself = leads.some(({ type, rich }) => type === 'heading' && isLabelled(rich.text))
  const lead = introduction.text && body.text && !answersItself ? introduction.text.length + 1 : 0
  return {
    text,
    ...(slices.length > 0 && { slices }),
    ...(styles.length > 0 && { styles }),
    ...(lead > 0 && { lead }),
  }
}
