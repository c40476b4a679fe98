import type { Span } from '../types.ts'

export interface StopWordTests {
  /** Whether the dictionary has a Chinese word. */
  readonly isWord: (word: string) => boolean
  /** Whether the material has a word. */
  readonly isKnown: (word: string) => boolean
  /** Whether the text is made of snippets that end within words, so that no word has limits. */
  readonly inSnippets: boolean
}

/** What things are sold by: 多少钱一罐. */
const MEASURE =
  '小时|分钟|公[斤里]|[个位人只条件张份本套双台辆间顶瓶罐杯盒包袋碗斤克两米次节天日晚周月年]'

/** Words that ask, and name nothing that a passage could hold. Longer ones first. Folded. */
const ASKING = new RegExp(
  [
    // The price, the weekday: what such a question asks for is no word of the answer.
    '(?:多少|几)(?:天|日|小时|个?月|年)[之以]?内',
    `(?:一(?:${MEASURE}))?[要是]?(?:多少|几多|几块)钱(?:一(?:${MEASURE}))?|多少元|几钱|什么价(?:格|钱|位)?|贵不贵|贵吗|便宜吗|(?:星期|礼拜|周)[几哪]`,
    // What is said of a thing, whatever it is.
    '(?:规定|说|讲|写|提到|包括|包含)了?些?什么|有(?:什么|哪些)(?:变化|改动|更新|内容)',
    '什么时[候间后後]|什么地方|什么样|什么意思|是什么|为什么|怎么样|怎么办|怎么回事|怎么着|哪一[个年些种位步天月家所国边项篇]',
    '哪[两几三]?[些个里儿年位种所家]|是不是|有没有|能不能|会不会|要不要|可不可以|对不对|好不好|行不行|可以|什么',
    '甚么|为何|何[时年地人种处日]|为啥|凭啥|图啥|凭什么|怎么|怎样|如何|咋[样整办]?|多少[号个名位]?',
    '多[久大高长远]|几个(?:百分)?点|几(?=[本册支枝把套台部艘枚颗粒份顿圈遍回场局轮幅扇株棵朵首道盒包箱罐盏])|几成|几[个年点号天次位岁]|几(?=[月日号块件层楼路节班门台辆张页项条款种家间座米斤公毛分秒小周趟碗杯瓶袋双只匹根片步课级度名])|是否|哪|谁|啥|干嘛|吗|呢|啊|吧|呀|嘛|啦|呗|咯|哦',
    // What people say around a question.
    '请问|请教|想问|想?咨询一?下|打听一?下|问一?下|我?想知道|告诉|说说|讲讲|聊聊|介绍一?下|解释一?下|帮我?查一?下|麻烦|听说|据说',
    '我们|咱们?|你们|俺们?|大家|人家|[这那]边|这会儿|那会儿|那时候|这回|那帮|这帮|这个|那个|这些|那些',
    '这么|那么|这样|那样|一共|总共|到底|究竟|其实|的话|来着|好像|大概|差不多|算是|说是|听上去|是说',
    '特别|非常|十分|确实|居然|竟然|毕竟|反正|干脆|根本|简直|恐怕|也许|当然|果然|甚至|几乎|终于|总是',
    '老是|已经|只是|就是|都是|真的|里头|里边|如果|虽然|而且|或者|以及',
  ].join('|'),
  'gu',
)

/**
 * Words that frame what is asked and hardly ever stand in the passage that answers: what a thing is
 * for or about, that something happens, how clauses hang together. They ask for nothing where the
 * material has them not. Folded.
 */
const FRAMING = new RegExp(
  [
    '关于|有关|相关|内容|作用|用途|用处|功能|含义|意思|定义|情况|事情|方面|详情|细节|具体|详细',
    '[这那][里儿]|开始|新增|发布|更新|出现|提示|显示|报错|报(?=[a-z\\d])|解决|处理|搞定|代表|是指|指的|意味着|用来|拿来|打算',
    '看一?下|看看|了解|知道|清楚|明白|说的|讲的|写的|做什么|干什么|咋弄|怎么弄',
    '(?:的)?时候|所以|但是|不过|可是|因为|由于|然后|并且|顺便|顺带|另外|刚刚|刚才|正好|比如|比方',
    // What is counted so in the question may be counted otherwise: 几本, 8册.
    '(?<=几|多少)[本册支枝把套台部艘枚颗粒份顿圈遍回趟场局轮幅扇株棵朵首道盒包箱瓶罐盏]',
    '需要|才能|可以|应该|必须|能够|还能|还要|还有|得要|是要|一般|通常|平时|大约|左右|最多|最少|至多|至少',
  ].join('|'),
  'gu',
)

/** What begins or ends so asks, whatever stands beside it: 多少钱, 怎么走, 规定了什么. */
const INTERROGATIVE = /^(?:什么|怎么|怎样|多少|几|为什么|哪[儿里些个位]|谁)|什么$/

/** Characters that words are bound with; what a word has beside them makes it one of its own. */
const FUNCTION = /[的地得了着过是在有就都也还只好最很不没要会能去来到说吗呢吧啊呀嘛啦]/gu

const SEGMENTER = new Intl.Segmenter('zh', { granularity: 'word' })

/** The longest word of the dictionary that is looked for around an asking word. */
const MAX_WORD = 6
/** The most characters that such a word has before an asking word that it overlaps. */
const MAX_BEFORE = 3

/**
 * Asking words of Han text that are words there. They are none within a longer word of the
 * dictionary (酒吧, 大家庭), or where the segmenter cuts through them (预算 | 是, 首都 | 是).
 */
export const hanStopWords = (
  text: string,
  { isWord, isKnown, inSnippets }: StopWordTests,
): Span[] => {
  const found: Span[] = []
  let segments: readonly Intl.SegmentData[] | undefined
  const isPartOf = (word: string, outside: string): boolean =>
    !INTERROGATIVE.test(word) && outside.replace(FUNCTION, '') !== ''
  const isCut = (start: number, end: number): boolean => {
    segments ??= [...SEGMENTER.segment(text)]
    return segments.some(({ segment, index }) => {
      const stop = index + segment.length
      const crosses = (edge: number) => index < edge && edge < stop
      if (!crosses(start) && !crosses(end)) return false
      // The segmenter joins to longer words what is none: 一下寄.
      if (segment.length > 2 && !isWord(segment)) return false
      const outside =
        text.slice(index, Math.max(index, start)) + text.slice(Math.min(stop, end), stop)
      return isPartOf(segment, outside)
    })
  }
  const isWithin = (start: number, end: number): boolean => {
    for (let from = Math.max(0, end - MAX_WORD); from <= start; from++)
      for (let to = end; to <= Math.min(text.length, from + MAX_WORD); to++) {
        if (from === start && to === end) continue
        const word = text.slice(from, to)
        if (isPartOf(word, text.slice(from, start) + text.slice(end, to)) && isWord(word))
          return true
      }
    return false
  }
  /** 元老 | 是, where 老是 is a word as well. */
  const isBegun = (start: number, end: number): boolean => {
    if (INTERROGATIVE.test(text.slice(start, end))) return false
    for (let from = Math.max(0, start - MAX_BEFORE); from < start; from++)
      for (let to = start + 1; to < end; to++)
        if (isPartOf(text.slice(from, to), text.slice(from, start)) && isWord(text.slice(from, to)))
          return true
    return false
  }
  const look = (pattern: RegExp, isStopWord: (word: string) => boolean): void => {
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const isOther = () => isCut(start, end) || isWithin(start, end) || isBegun(start, end)
      if (!isStopWord(match[0]) || (!inSnippets && isOther())) pattern.lastIndex = start + 1
      else found.push([start, end])
    }
  }
  look(ASKING, () => true)
  if (!inSnippets) look(FRAMING, (word) => !isKnown(word))
  return found
}
