import { fold } from '../text/fold.ts'

const ASKING = '谁|什么|啥|多少|几[个名位家年岁]|哪|何[时处地]|怎么?样|如何|多[大高长重久宽远]'

/** What stands behind the property that is asked for: 妻子是谁, 市值多少, 结婚了吗. */
const BEFORE_ASKING = new RegExp(
  `^ ?(?:一共|总共|大[概约]|现在|目前|今年)?[是为叫有在住要卖于了]{0,2}(?:${ASKING})|^[了过的]?(?:吗|没有?|么)[？?。!！ ]*$`,
)
/** What stands before it where it is counted: 几个孩子, 多少学生. */
const COUNTS = /(?:几|多少)[个名位家所辆]?$/

/** What stands before a word that says of which kind the answer is, and is no property: 什么关系. */
const ASKS_FOR_KIND = /(?:什么|啥|哪[个些种类家]?|怎样的|多[大高长久])$/

/** “What is the (market) value of”, “how many children does”. */
const AFTER_ASKING =
  /(?:(?:what|who|which)(?: is|'s| are| was| were) (?:the|his|her|its|their) (?:[a-z-]+ )?|how many )$/

/**
 * Whether one of these words is what a question asks of its subject: a name alone, whatever else a
 * passage says of it, does not answer then.
 *
 * @param folded the question
 * @param words of it, as they were typed
 */
export const asksForOneOf = (folded: string, words: readonly string[]): boolean =>
  words.some((word) => {
    const name = fold(word)
    const at = folded.indexOf(name)
    if (at < 0) return false
    const [before, after] = [folded.slice(0, at), folded.slice(at + name.length)]
    return /^[a-z]/.test(name)
      ? AFTER_ASKING.test(before) || BEFORE_ASKING.test(after)
      : COUNTS.test(before) || (BEFORE_ASKING.test(after) && !ASKS_FOR_KIND.test(before))
  })

/** Words of time, of measure and of place: 一天, 以前, 星期天, 旁边. */
const WHEN_OR_HOW_MANY = /^[一二两三四五六七八九十几半每这那]|[前后时天年月日候]$|^.[边面]$/

/**
 * Whether one of these words is a thing that the question is about, or has a part in it: a price, a
 * time or a number beside another thing does not answer then.
 *
 * @param isThing whether a folded word names a thing
 */
export const lacksThing = (
  folded: string,
  words: readonly string[],
  isThing: (word: string) => boolean,
): boolean =>
  words.some((word) => {
    const name = fold(word)
    const before = folded.slice(0, folded.indexOf(name))
    return isThing(name) && !WHEN_OR_HOW_MANY.test(name) && !ASKS_FOR_KIND.test(before)
  })
