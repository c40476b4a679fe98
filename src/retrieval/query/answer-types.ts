/** What a question wants to know, told from its asking words, and what such a value looks like. */
interface Kind {
  readonly asks: RegExp
  /** A text that has this surely has such a value. */
  readonly sure: RegExp
  /** A text that has this may have one. */
  readonly perhaps?: RegExp
  /** Whether nothing else answers: an age, a sum of money. */
  readonly particular?: true
}

const NUMERAL = '(?:\\d|[〇一二三四五六七八九十百千万亿两半数])'
const MEASURE =
  '[个名人位家所座次种条岁年天日月秒米里吨元万亿倍层间章集部篇票支队度%成届号县省区艘架辆枚张]|小时|分钟|公[里尺斤]|美元|平方|世纪'
const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december'

/** More particular kinds first: the first that fits is taken. Texts are folded. */
const KINDS: readonly Kind[] = [
  {
    asks: /多大(?:了|年纪|岁数|年龄)|多少岁|几岁|年纪多大|岁数多大/,
    sure: new RegExp(`${NUMERAL}[多余几来]? ?岁|出生|生于`),
    particular: true,
  },
  {
    asks: /多少钱|[几多]少?块钱?|什么价|how much (?:money|(?:does|do|did|is|are|was|were) .*(?:cost|worth|pay|paid))|what .*price/,
    sure: new RegExp(
      `${NUMERAL}[多余几]? ?(?:[元块圆角毛]|美元|人民币|欧元|日元|港币)|免费|不收费|[$¥€£]|dollars?|yuan|euros?|\\bfree\\b`,
    ),
    particular: true,
  },
  {
    asks: /什么时[候间后]|何时|[何哪几][一个]{0,2}[年月天日号]|哪[一个]{0,2}(?:年代|世纪|时期|朝代|时候)|when\b|what (?:year|month|day|time)|(?:which|what) year|since what/,
    sure: new RegExp(`\\d ?[年月]|${NUMERAL}世纪|年代|\\b(?:1\\d|20)\\d\\d\\b|\\b(?:${MONTH})\\b`),
    perhaps: /年间|时期|[朝年日]|今天/,
  },
  {
    asks: /多少|几[个名人位家所座次种条岁天小分秒米元倍层间章集部篇票支队度届号县成]|第几|多[久长高大重远快宽深]|比例|占比|百分之|how (?:many|much|long|old|far|large|big|tall)|what (?:share|percentage|proportion|fraction|number)|percentage/,
    sure: new RegExp(
      `${NUMERAL}(?:${MEASURE})|percent|\\b(?:dozen|hundred|thousand|million|billion)\\b`,
    ),
    perhaps: /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most)\b/,
  },
  {
    asks: /为什么|为何|为啥|凭[啥什]|什么原因|原因是|何以|why\b|what causes|reason/,
    sure: /因为|由于|因此|因而|所以|原因|导致|致使|缘于|鉴于|出于|答案|because|due to|reason|therefore|thus|owing|answer/,
    perhaps: /使|为了|以便|从而|故|since|so that|in order/,
  },
  {
    asks: /谁|哪[一]?位|哪[一]?个人|何人|什么人|who\b|whom\b|whose\b/,
    sure: /[\p{Script=Han}a-z]·[\p{Script=Han}a-z]/u,
    perhaps: /[总主校部局队市省县]长|总[统理]|主席|先生|[王公帝宗祖皇后者家员师人]|博士|教授|将军/,
  },
  {
    asks: /哪里|哪儿|何处|何地|什么地方|哪[一个]{0,2}[国省市县州地城岛洲区镇村]|哪[一个]{0,2}(?:国家|地区|地方|城市)|where\b|which (?:country|city|place|province)/,
    sure: /位于|坐落/,
    perhaps: /[国省市县州城镇村岛洲区路街港湾山河湖海洋]|在|地/,
  },
]

/**
 * How well a text answers with a value of the kind that is asked for: 2 with the very thing that is
 * counted, 1 surely, 0.5 perhaps, 0 not.
 */
export interface AnswerTypeTest {
  (text: string): number
  /** Whether a text without such a value cannot answer. */
  readonly particular?: boolean
}

/** What is counted, straight after the asking word: people, years, tons. */
const COUNTED =
  /(?:多少|几)(?:[个名位家所种条座])?(?:号)?([人年月天岁次倍元吨米亩层票度分小公美英平家所座种国城])/

/** A thing that is counted at the end of the question: 有几个孩子, 多少研究人员. */
const COUNTED_NOUN =
  /(?:多少|几)[个名位家所种条座辆]?(?![个名位家所种条座辆岁年月天])[\p{Script=Han}a-z ]{0,6}?(\p{Script=Han}{2})[呢吗啊呀]?[?？]?\s*$/u

/** Tells values of the kind that a folded question asks for; undefined where it asks for no special kind. */
export const answerTypeOf = (question: string): AnswerTypeTest | undefined => {
  const kind = KINDS.find(({ asks }) => asks.test(question))
  if (!kind) return undefined
  const counted = kind.particular ? undefined : COUNTED.exec(question)?.[1]
  if (counted) {
    const exact = new RegExp(`${NUMERAL}[多余几来]?[个名位]?${counted}`)
    return (text) => (exact.test(text) ? 2 : kind.sure.test(text) ? 0.5 : 0)
  }
  const noun = kind.particular ? undefined : COUNTED_NOUN.exec(question)?.[1]
  if (noun) {
    const near = new RegExp(`${NUMERAL}[^，。；,;]{0,6}${noun}|${noun}[^，。；,;]{0,8}${NUMERAL}`)
    return (text) => (near.test(text) ? 2 : kind.sure.test(text) ? 0.25 : 0)
  }
  const test = (text: string) => (kind.sure.test(text) ? 1 : kind.perhaps?.test(text) ? 0.5 : 0)
  return Object.assign(test, { particular: kind.particular === true })
}
