// What a heading says that people ask for: `Opening hours: nine to six`, `押金（两百元）`, `3.4.0 (2025-02-11)`.

/** `Opening hours: nine to six`, but no `Chapter 1: …`. */
const LABEL =
  /^(?!第.{1,5}[章节節部课課步条條篇]|(?:step|chapter|part|section|lesson|appendix)\s)[^:：]{0,30}[^\s:：][:：]\s*[^\s:：/]/iu
/** `Parking — two euros` and `押金（两百元）`: what stands behind the dash, or in the brackets. */
const BEHIND =
  /^[^—–]{1,40}?(?:\s?[—–]{1,2}\s?|\s-\s)(\S.{0,60})$|^[^（(]{1,40}[（(]([^（()）]{1,60})[）)]$/u
/** A number, in digits or in words, or that there is none. */
const AMOUNT =
  /\d|[一二三四五六七八九十百千万两半][个個]?(?:元|块|塊|角|折|成|点|點|时|時|天|日|月|年|岁|歲|人|位|次|分|号|號|楼|樓|层|層|米|里|斤|克|倍|小时|小時|公里|公斤)|免费|免費|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|hundred|thousand|percent|noon|midnight|free)\b/iu
/** A date, a time of day, a telephone number, an amount. */
const VALUE =
  /\d{4}[-/.年]\s?\d{1,2}|\d{1,2}[:：]\d\d(?!\d)|\d{3,4}[- ]\d{3,}|[$€£¥￥]\s?\d|\d\s?(?:元|块|塊|%|％|€|岁|歲|天|小时|小時|分钟|分鐘|公里|公斤|(?:euros?|dollars?|yuan|km|kg|[GM]B|[ap]\.?m)\b)/iu
/** A heading that is only a release: what is below it says what that brought. */
const RELEASE = /^\W*(?:v(?:ersion)?|release|版本)?\s?\d+(?:\.\d+)+/iu

const DATE = /\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}/u
/** What a changelog does not say, since its form does: the date behind a release. */
const RELEASED = ['发布日期', 'released on', 'release date']

/** Whether a text is the name of a release, perhaps with its date. */
export const namesRelease = (text: string): boolean => RELEASE.test(text) && !text.includes('\n')

/** Other words for what a heading says by its form alone. */
export const wordingsOf = (heading: string): readonly string[] =>
  RELEASE.test(heading) && DATE.test(heading) ? RELEASED : []

/** Whether a heading says something that people ask for. */
export const holdsValue = (heading: string): boolean =>
  LABEL.test(heading) || VALUE.test(heading) || hasAmount(heading)

/** Whether a heading names something and says what it is, so that it answers by itself. */
export const isLabelled = (heading: string): boolean =>
  LABEL.test(heading) || (hasAmount(heading) && !RELEASE.test(heading))

function hasAmount(heading: string): boolean {
  const [, dashed, bracketed] = heading.match(BEHIND) ?? []
  return AMOUNT.test(dashed ?? bracketed ?? '')
}
