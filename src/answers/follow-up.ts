import { fold } from '../retrieval/index.ts'
import type { Span, Subject } from '../retrieval/types.ts'
import { firstSlot, putInto, replaceSlot } from './replace-slot.ts'

/** How a question leans on the one before it. */
interface FollowUp {
  /** `item`: 那美国呢？ `bare`: 为什么？ `more`: 还有呢？ `pronoun`: 他多大了？ */
  readonly kind: 'item' | 'bare' | 'more' | 'pronoun'
  /** What is asked of, without the words around it: 美国. */
  readonly item: string
  /** Whether it may also be a question of its own: it leans only where something was asked before. */
  readonly maybe: boolean
}

const leaning = (kind: FollowUp['kind'], item = '', maybe = false): FollowUp => ({
  ...{ kind, item, maybe },
})

const LEAD = '(?:那么?|然后|而且?|还有|所以|但是?|不过|以及|另外)?[,，\\s]*'
/** UTF-16 units of what a question of a thing alone asks of, and of a question that has a pronoun for its subject. */
const MAX_ITEM = 16
const MAX_PRONOUN = 24

/** Words that ask: with one of them a question is more than the name of a thing. */
const ASKS =
  /什么|甚么|为何|为啥|怎[么样]|如何|谁|哪|几|多[少大久长高远重]|啥|咋|是否|吗|有没有|能不能|会不会|是不是/
const BARE = new RegExp(
  `^${LEAD}(?:(?:这|那)?(?:是)?(?:因?为)?(?:什么|甚么|何|啥)(?:原因|缘故)?|为何|(?:这|那|又)?是?(?:怎么|怎样|如何|咋)(?:会)?(?:回事|样|办|做|说|这样)?(?:的)?|(?:从|到|在)?(?:什么时候|几时|何时|哪年|哪一年|哪天|几点)(?:的)?|谁|是谁|(?:在)?(?:哪里|哪儿|什么地方)|哪个|哪些|(?:总共|一共|大概|大约)?(?:多少|几)[p{Script=Han}]{0,2}|多久|真的|是|后来|结果|具体(?:点|一点)?|详细(?:点|一点|说说)?|举个?例子?|所以|然后)(?:吗|呢|么|啊|呀|了)*$`,
)
/** Asks for a number of the thing before, unless nothing was asked before: 一共几针. */
const BARE_NUMBER =
  /^(?:那么?|要|得|需要|总共|一共|大概|大约){0,2}(?:多少|几)\p{Script=Han}{1,2}(?:一\p{Script=Han})?$/u
const MORE =
  /^(?:那|那么)?(?:还有(?:没有)?)?(?:(?:别|其[他它])的?(?:原因|办法|方面|说法)?|更多|什么)?(?:还有)?(?:吗|呢|么)?$|^(?:接着|继续)(?:说|讲)?(?:吧|呢)?$|^多说点$/
const MORE_ENGLISH =
  /^(?:and |so |then )?(?:what else|anything else|any(?:thing)? more|any other(?:s| reasons?)?|(?:tell me |say )?more(?: about (?:it|that))?|go on|continue|else|and)$/
const BARE_ENGLISH =
  /^(?:and |but |so |then )?(?:why(?: not| so| is that| is this)?|how(?: so| come| much| many| long| often| far| old)?|when(?: exactly| was that)?|where(?: exactly| is that)?|who(?: exactly| is that)?|which(?: one)?|what(?: then)?|(?:for|since|until) (?:how long|when)|really|details|for example|such as|so|then)$/
const PRONOUN = new RegExp(`^${LEAD}(?:他|她|它|佢|其(?!他|它|实|中|余))`)
/** What a question says beside words that ask or bind; with more than two characters it may stand alone. */
const NOTHING_SAID =
  /什么时候|什么|为什么|怎[么样]|如何|谁|哪[里儿个年天]?|几|多[少大久长高远重]|[的了是在有都也还吗呢吧啊呀过着会能要就和与跟年月人个们,，]/g
const MAX_SAID = 2
const PLACE = new RegExp(`^${LEAD}(?:[这那](?:里|儿|边|家|个|次|时|位|款|种)|该)`)
const ENGLISH_ITEM =
  /^(?:(?:and|but|or|so|also|then|ok|okay) ){0,3}(?:what|how) about (.{1,60})$|^(?:and|or) (?!what|how|who|where|when|why|which|is|are|was|were|do|does|did|can|could|will|would|has|have)(.{1,60})$|^(the (?:second|third|first|last|other|next) (?:one|ones))$/
/** “on Sundays too?”: what no verb goes with. */
const ENGLISH_CASE =
  /^((?:on|in|at|for|from|to|by|with|without|after|before|during|until) (?:[a-z\d'-]+ ){0,2}[a-z\d'-]+?)(?: too| as well)?$/
const ENGLISH_ASKS =
  /\b(?:what|who|where|when|why|which|how|is|are|was|were|do|does|did|can|could|will|would|has|have)\b/
const ENGLISH_PRONOUN = /\b(?:he|she|him|her|his|hers)\b/
/** “Is there a bus?” and “there are” name no place, and “it rains” no thing. */
const ENGLISH_THING =
  /\b(?:it(?! (?:rain|snow|hail|storm|thunder)(?:s|ed)?\b| (?:is|was|gets) (?:raining|snowing|stormy|windy|foggy|icy|wet|dark|hot|cold|late)\b)|its|they|them|their|theirs|(?<!\b(?:is|are|was|were|isn't|aren't|will|would) )there(?! (?:is|are|was|were|will)\b))\b/
const MAX_WORDS = 6
const MAX_THING_WORDS = 4
const MAX_MAYBE_WORDS = 9

/** How a message leans on what was said before; undefined where it asks for itself. */
export function followUpOf(message: string): FollowUp | undefined {
  const typed = message.replace(/[?？!！。.…~～\s]{1,9}$/u, '').trim()
  const folded = fold(typed)
  if (!/\p{Script=Han}/u.test(typed)) return followUpInEnglish(typed)
  if (/[\p{L}]/u.test(folded) && MORE.test(folded)) return leaning('more')
  if (BARE.test(folded)) return leaning('bare')
  if (BARE_NUMBER.test(folded)) return leaning('bare', '', true)
  // 那美国呢：the name of a thing, and nothing that asks.
  const item = new RegExp(`^${LEAD}(.+?)的?呢$`, 'u').exec(typed)?.[1]
  if (item && item.length <= MAX_ITEM && !ASKS.test(fold(item))) return leaning('item', item)
  if (folded.length <= MAX_PRONOUN && PRONOUN.test(folded)) {
    const said = folded.replace(PRONOUN, '').replaceAll(NOTHING_SAID, '')
    return leaning('pronoun', '', said.length > MAX_SAID)
  }
  if (folded.length <= MAX_PRONOUN && PLACE.test(folded)) return leaning('pronoun', '', true)
  return undefined
}

function followUpInEnglish(typed: string): FollowUp | undefined {
  const words = typed.replaceAll('’', "'").replaceAll(',', ' ').replaceAll(/\s+/g, ' ')
  const lower = words.toLowerCase()
  if (MORE_ENGLISH.test(lower)) return leaning('more')
  if (BARE_ENGLISH.test(lower)) return leaning('bare')
  const count = words.split(' ').length
  const item = ENGLISH_ITEM.exec(lower)
    ?.slice(1)
    .find((group) => group !== undefined)
  if (item && item.split(' ').length <= MAX_WORDS) {
    const isPronoun = /^(?:him|her|it|them|that|this|those|these)$/.test(item)
    return isPronoun ? leaning('bare') : leaning('item', words.slice(words.length - item.length))
  }
  const within = ENGLISH_CASE.exec(lower)?.[1]
  if (within && !ENGLISH_ASKS.test(within))
    return leaning('item', words.slice(0, within.length), true)
  const isNamed = /(?<!^)\b[A-Z]/.test(words.replaceAll(/\bI\b/g, ''))
  if (isNamed || count > MAX_MAYBE_WORDS) return undefined
  if (ENGLISH_PRONOUN.test(lower)) return leaning('pronoun', '', count > MAX_WORDS)
  return ENGLISH_THING.test(lower) ? leaning('pronoun', '', count > MAX_THING_WORDS) : undefined
}

/** A question that leans on another, as a question of its own. */
export interface Reading {
  readonly whole: string
  /** What of it was said now. */
  readonly said: string
}

/**
 * What a question that leans on another may mean, the likeliest first: with one thing in the place
 * of another, or with the thing that the question before is about.
 *
 * @param subject what the question before is about
 * @param names groups of names, each for one thing
 */
export function readingsOf(
  message: string,
  followUp: FollowUp | undefined,
  before: string,
  subject: Subject | undefined,
  names: readonly (readonly string[])[],
): readonly Reading[] {
  const owner = subject && ownerIn(before, subject)
  // Who is asked for stands in the answer.
  const person = firstName(before, names) ?? (ASKS_WHO.test(before) ? undefined : owner)
  if (followUp?.kind === 'item') {
    const said = followUp.item.replace(PRONOUN_TYPED, '')
    const isOfPerson = said !== followUp.item
    if (isOfPerson && !person) return []
    const item = isOfPerson ? person + said : said
    const swapped = replaceSlot(before, item, names, subject)
    if (swapped) return [{ whole: swapped, said }]
    const places = subject ? placesFor(item, before, subject, /的呢/.test(message)) : []
    return places.map((place) => ({ whole: putInto(before, place, item), said }))
  }
  if (!HAN.test(message) || ASKS_REASON.test(message)) return []
  const isPronoun = followUp?.kind === 'pronoun'
  const said = isPronoun ? message.replace(PRONOUN_TYPED, '') : message
  const first = isPronoun ? person : owner
  return first === undefined ? [] : [{ whole: first + said, said }]
}

/** The thing without what is measured of it. */
const ownerIn = (question: string, { thing, part, isMeasured }: Subject): string =>
  question.slice(thing[0], isMeasured && part ? part[0] : thing[1]).replace(/的$/, '')

/** Where an item may stand in a question about a thing, the likeliest place first. */
function placesFor(
  item: string,
  question: string,
  { thing, part, isMeasured }: Subject,
  isKind: boolean,
): readonly Span[] {
  const [start, end] = thing
  // Another time is asked of the same thing.
  if (WHEN.test(item)) return [[end, end]]
  const kind: readonly Span[] =
    item.length < end - start && HAN_ALONE.test(question.slice(start, end))
      ? [[start, start + item.length]]
      : []
  const ofOwner: readonly Span[] =
    part && (isMeasured || OWNS.test(question.slice(start, part[0]))) ? [part] : []
  return isKind ? [...kind, thing, ...ofOwner] : [...ofOwner, thing, ...kind]
}

const HAN_ALONE = /^\p{Script=Han}+$/u
/** What stands before a part of something. */
const OWNS = /(?:[a-z\d]|的)$/iu
const WHEN =
  /^(?:第|周|星期|礼拜|禮拜|节假日|節假日|\d|提前|今|明|后天|後天|上午|下午|晚上|早上|夏|冬|春|秋)/

const ASKS_WHO = /[谁誰]|哪(?:一?[位个個]|些)/
const HAN = /\p{Script=Han}/u
const ASKS_REASON = /^(?:那|那么)?[为為](?:什[么麼]|啥|何)/
/** The pronoun as it is typed, in either script. */
const PRONOUN_TYPED = new RegExp(
  `^${LEAD}(?:[他她它佢其][们們]?|[这那這](?:里|裡|裏|儿|兒|边|邊|家|个|個|次|时|時|位|款|种|種)|该|該)`,
)

function firstName(text: string, names: readonly (readonly string[])[]): string | undefined {
  const slot = firstSlot(text, names.flat())
  return slot && text.slice(...slot)
}
