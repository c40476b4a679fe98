/**
 * Where a value stands that nothing else can stand for: in one clause with what it is of, as an age
 * or a sum of money does, or nearby, as opening hours may stand in a list below a heading.
 */
export type Required = 'in one clause' | 'nearby'

/** What a question wants to know, told from its asking words, and what such a value looks like. */
interface AnswerKind {
  readonly asks: RegExp
  /** A text that has this surely has such a value. */
  readonly sure: RegExp
  /** A text that has this may have one. */
  readonly perhaps?: RegExp
  /** Where such a value stands if nothing else answers. Default: other words may answer as well. */
  readonly required?: Required
  /** Whether it is a reason, a person or a place, which has no form of its own. Default: a value of a thing. */
  readonly isOpen?: true
  /** What stands below such a heading is the value of what the page is about. */
  readonly heading?: RegExp
}

export const NUMERAL = '(?:\\d|[〇一二三四五六七八九十百千万亿两半数])'
const MEASURE =
  '[个名人位家所座次种条岁年天日月秒米里吨元万亿倍层间章集部篇票支队度%成届号县省区艘架辆枚张]|小时|分钟|公[里尺斤]|美元|平方|世纪'
/** A column or a label that says the unit of the number behind it. */
const PRICE_LABEL =
  '(?:(?:价格?|费用?|租金|押金|元)[)）]? ?[:：]? ?|\\b(?:price|fee|cost|rate|rent)[^\\d]{0,12})\\d|(?:[价费金]|价格|price|fee|cost) · [^·:：]{0,20}[:：] ?\\d'
/** How other languages ask what a thing costs, and how they say that it costs nothing. */
const PRICE_ELSEWHERE =
  'いくら|얼마(?!나|동안)|сколько сто[ия]т|скильки кошту|cuanto cuesta|quanto c[ou]sta|combien coute|(?:was|wie viel) kost|berapa harga|bao nhieu tien|gia bao nhieu|kac para|كم سعر'
const MONEY_ELSEWHERE =
  '[\\d일이삼사오육칠팔구십백천만억] ?원|руб|гривен|\\d ?(?:vnd|d\\b)|\\b(?:dong|reais|liras?|rupiah)\\b|无料|무료|бесплатн|безкоштовн|مجان|\\b(?:gratis|gratuit[aeo]?s?|kostenlos|mien phi)\\b'
const WEEKDAY = 'mon|tues|wednes|thurs|fri|satur|sun'
const MONEY = new RegExp(
  `${NUMERAL}[多余几]? ?(?:[元块圆円角毛]|分钱|美元|人民币|欧元|日元|港币)|${PRICE_LABEL}|免费|不收费|[$¥€£]|\\b(?:dollars?|yuan|euros?|pounds?|pence|cents?|usd|eur|gbp|free)\\b|${MONEY_ELSEWHERE}`,
)
/** Digits of a number that can be dialled, or few of them behind a word that says so. */
const PHONE =
  /\d[\d -]{4,14}\d|(?<![\d.,])\d{4}(?![\d.,]| ?[年月日元人米册个件本天])|(?:电话|热线|分机|内线|拨打?|phone|call|dial|ext)[^\d。，,；;]{0,8}\d{3}/
/** A time of day in English; words for numbers are digits here. */
const CLOCK =
  "\\d:\\d\\d|\\b\\d{1,2} ?[ap]\\.?m\\b|o'clock|\\b(?:noon|midnight|dawn|dusk|sunrise|sunset)\\b|\\b(?:at|by|from|until|till|before|after|past|between) (?:half past |(?:a )?quarter (?:to|past) )?\\d{1,2}(?![\\d%.]| ?[a-z]+s\\b)|\\d in the (?:morning|afternoon|evening)|\\d at night"
const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december'

export const ASKS_REASON = /为什么|为何|为啥|凭[啥什]|什么原因|原因是|何以|why\b|what causes|reason/

/** More particular kinds first: the first that fits is taken. Texts are folded. */
export const ANSWER_KINDS: readonly AnswerKind[] = [
  {
    asks: /多大(?:了|年纪|岁数|年龄)|多少岁|几岁|年纪多大|岁数多大/,
    sure: new RegExp(`${NUMERAL}[多余几来]? ?岁|出生|生于`),
    required: 'in one clause',
  },
  {
    asks: new RegExp(
      `多少钱|[几多]少?块钱?|几钱|多少元|什么价|贵不贵|贵吗|便宜吗|how much (?:money|(?:is|are) (?:an?|the|one|your|it)\\b|(?:does|do|did|is|are|was|were) .*(?:cost|worth|pay|paid))|what .*price|${PRICE_ELSEWHERE}`,
    ),
    sure: MONEY,
    required: 'in one clause',
  },
  {
    // What cannot be counted is asked for in the same words: how much is stored.
    asks: /how much (?:is|are)\b/,
    sure: MONEY,
    perhaps: /\d/,
  },
  {
    asks: /多久|多长时间|(?<!哪)几(?:天|小时|分钟|个月|年)|how long (?:does|do|did|will|can|should|must|may|is it|until|before|after)/,
    sure: new RegExp(
      `${NUMERAL}[多余几个半]{0,2} ?(?:秒|分钟|刻钟|小时|天|日|周|星期|月|年|季|工作日)|每[天日周月年季]|[当次隔]天|[当次隔]日|随时|立即|永久|长期|\\b(?:second|minute|hour|day|week|month|year|night)s?\\b`,
    ),
    required: 'nearby',
  },
  {
    asks: /(?:星期|礼拜|周)[几哪]|哪几天|(?:what|which) (?:day|weekday)s?\b/,
    sure: new RegExp(
      `周[一二三四五六日末1-6]|工作日|每天|\\d[日号]|\\b(?:(?:${WEEKDAY})days?|daily|weekends?)\\b`,
    ),
    required: 'nearby',
  },
  {
    asks: /几[点时](?!候)|what time/,
    heading: /时[间段刻]$|^(?:(?:opening )?hours|times?)$/,
    sure: new RegExp(`${NUMERAL}[点时]|24小时|全天|${CLOCK}`),
    required: 'nearby',
  },
  {
    // Where somebody comes from is not where a thing is.
    asks: /(?:哪里|哪儿|哪国|哪个国家|哪个?[省市县州]|什么地方|何处)(?:的)?人(?![数口员])|籍贯|老家在|where (?:is|are|was|were|does|do|did) .{1,40} (?:come )?from\b/,
    sure: /来自|生于|出生|[原祖]?籍|[故家]乡|老家|\p{Script=Han}{2}人(?![员口们民物工数类才心家均为机体身文力事])|\b(?:from|born|native|grew up)\b/u,
    required: 'nearby',
  },
  {
    asks: /几月|哪一?天|什么日期|(?:what|which) date\b/,
    sure: new RegExp(
      `\\d ?[月日号]|周[一二三四五六日末1-6]|每[天日周月年]|[今明后当次]天|初[一二三四五六七八九十]|\\b(?:${MONTH}|(?:${WEEKDAY})days?)\\b|\\d[/.-]\\d`,
    ),
    required: 'nearby',
  },
  {
    asks: /(?<!时间)多[长宽重](?!时间|要)|how (?:tall|heavy|wide)\b/,
    sure: new RegExp(
      `${NUMERAL}[多余几来]? ?(?:[米尺丈寸里码吨克斤磅亩]|公[里尺分斤顷]|[千厘毫分海英]米|平|立方|[年月天周分小秒日]|(?:mm|cm|km|kg|m|g|t|l|lbs?|oz|ft|in|mi|pounds?|inch(?:es)?|feet|foot|met(?:er|re)s?|miles?|kilo\\p{L}*|grams?|yards?)\\b)`,
      'u',
    ),
    required: 'nearby',
  },
  {
    asks: /几[楼层]|哪一?[楼层]|(?:what|which) floor/,
    sure: new RegExp(`${NUMERAL}[楼层]|地下|[顶底首][楼层]|floor|basement|\\b[bfl]\\d`),
    required: 'nearby',
  },
  {
    asks: /哪一?[个条]?(?:街|路|巷|弄|胡同)|(?:what|which) (?:street|road)/,
    sure: /[街路巷弄道]|胡同|\b(?:street|road|lane|avenue)\b/,
    required: 'nearby',
  },
  {
    asks: /(?:电话|手机号|热线)(?:号码?)?(?:是|有|打)?(?:多少|几|什么|哪)|(?:phone|telephone) (?:number|nr|no|num)\b/,
    sure: PHONE,
    required: 'nearby',
  },
  {
    asks: /(?:邮箱|电子邮件)(?:地址)?(?:是|有)?(?:多少|什么|哪)|e-?mail address/,
    sure: /@/,
    required: 'nearby',
  },
  {
    asks: /哪一?年|何年|几几年|(?:what|which) year/,
    sure: /\d ?年|世纪|年代|\b(?:1\d|20)\d\d\b/,
    perhaps: /年间|时期|年号|[朝年]/,
    required: 'nearby',
  },
  {
    asks: /^[^\p{Script=Han}]*\bwhen\b(?! (?:did|was|were)\b)/u,
    sure: new RegExp(
      `\\d ?[年月]|周[一二三四五六日]|\\b(?:1\\d|20)\\d\\d\\b|\\b(?:${MONTH}|daily|weekends?|weekly|monthly|yearly|(?:every|each) (?:day|week|month|year|quarter))\\b|${CLOCK}`,
    ),
  },
  {
    asks: /\b(?:what|which) colou?rs?\b/,
    sure: /\b(?:black|white|gr[ae]y|red|green|blue|yellow|orange|brown|purple|pink|violet|amber|gold|silver|beige|turquoise)\b/,
  },
  {
    asks: /什么时[候间后]|何时|[何哪几][一个]{0,2}[年月天日号]|哪[一个]{0,2}(?:年代|世纪|时期|朝代|时候)|when\b|what (?:year|month|day|time)|(?:which|what) year|since what/,
    sure: new RegExp(`\\d ?[年月]|${NUMERAL}世纪|年代|\\b(?:1\\d|20)\\d\\d\\b|\\b(?:${MONTH})\\b`),
    perhaps: /年间|时期|[朝年日]|今天/,
  },
  {
    asks: /多少|几[个名人位家所座次种条岁天小分秒米元倍层间章集部篇票支队度届号县成辆台艘架本块件张只间]|第几|多[久长高大重远快宽深]|比例|占比|百分之|how (?:many|much|long|old|far|large|big|tall)|what (?:share|percentage|proportion|fraction|number)|percentage/,
    sure: new RegExp(
      `${NUMERAL}(?:${MEASURE})|percent|\\b(?:dozen|hundred|thousand|million|billion)\\b`,
    ),
    perhaps: /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most)\b/,
  },
  {
    asks: ASKS_REASON,
    sure: /因为|由于|因此|因而|所以|原因|导致|致使|缘于|鉴于|出于|答案|because|due to|reason|therefore|thus|owing|answer/,
    isOpen: true,
    heading: /(?:原因|理由|缘由|起因|事由)$|^(?:why\b.*|reasons?|causes?)$/,
    perhaps: /使|为了|以便|从而|故|since|so that|in order/,
  },
  {
    asks: /谁|哪[一]?位|哪[一]?个人|何人|什么人|who\b|whom\b|whose\b/,
    sure: /[\p{Script=Han}a-z]·[\p{Script=Han}a-z]/u,
    isOpen: true,
    perhaps: /[总主校部局队市省县]长|总[统理]|主席|先生|[王公帝宗祖皇后者家员师人]|博士|教授|将军/,
  },
  {
    asks: /哪里|哪儿|何处|何地|什么地方|哪[一个]{0,2}[国省市县州地城岛洲区镇村]|哪[一个]{0,2}(?:国家|地区|地方|城市)|where\b|which (?:country|city|place|province)/,
    sure: /位于|坐落|\b(?:located|situated|found|kept|stored|placed|stands?|sits?|hangs?|lies?|lives?|next to|opposite|behind|beneath|beside|inside|underneath)\b/,
    isOpen: true,
    heading: /(?:地点|地址|位置|场地)$|^(?:where|location|address|venue)$/,
    perhaps:
      /\b(?:in|on|at|under|above|below|near|by|between|from|into|to) (?:the|your|our|each|every|an?)\b|[国省市县州城镇村岛洲区路街港湾山河湖海洋]|在|地/,
  },
]
