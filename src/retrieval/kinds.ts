/** What a question wants to know, told from its asking words, and what such a value looks like. */
interface Kind {
  readonly asks: RegExp
  readonly value: RegExp
}

const NUMERAL = '(?:\\d|[〇一二三四五六七八九十百千万亿两半数])'
const UNIT =
  '(?:个|名|人|位|家|所|座|次|种|条|岁|年|天|日|月|小时|分钟|秒|米|公里|千米|公尺|英里|公斤|吨|元|美元|万|亿|倍|层|间|章|集|部|篇|票|支|队|度|%|平方|成|分之|届|世纪|世|号|县|省|区|艘|架|辆|枚|张|座)'

/** More particular kinds first: the first that fits is taken. Texts are folded. */
const KINDS: readonly Kind[] = [
  {
    asks: /什么时候|什么时间|什么时后|何时|何年|哪[一个]{0,2}[年天日月]|几[年月号日]|哪[一个]{0,2}(?:年代|世纪|时期|朝代|时候)|when\b|what year|which year|since what/,
    value:
      /\d ?[年月]|世纪|年代|年间|时期|朝|同年|当天|今年|去年|\b1\d{3}\b|\b20\d\d\b|january|february|march|april|may|june|july|august|september|october|november|december/,
  },
  {
    asks: /多少|几[个名人位家所座次种条岁天小分秒米元倍层间章集部篇票支队度届号县]|第几|多[久长高大重远快宽深]|比例|占比|百分之|how (?:many|much|long|old|far|large|big|tall)|what (?:share|percentage|proportion|fraction|number)|percentage/,
    value: new RegExp(
      `\\d|${NUMERAL}${UNIT}|percent|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|dozen|hundred|thousand|million|billion)\\b`,
    ),
  },
  {
    asks: /为什么|为何|为啥|什么原因|原因是|何以|凭什么|why\b|what causes|reason/,
    value:
      /因为|由于|因此|因而|所以|原因|导致|致使|使得|为了|以便|从而|缘于|鉴于|出于|故|because|due to|since|so that|in order|reason|therefore|thus|owing/,
  },
  {
    asks: /谁|哪[一]?位|哪[一]?个人|何人|什么人|who\b|whom\b|whose\b/,
    value:
      /[\p{Script=Han}a-z]·[\p{Script=Han}a-z]|[总主校部局队市省县]长|总统|总理|主席|皇帝|国王|女王|博士|教授|先生|将军|[王公帝宗祖皇后]|[者家员师人]|[赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁马方俞任袁柳史唐费薛雷贺汤罗郝安常乐于傅卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛米贝明计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江童颜郭梅林徐邱骆高夏蔡田樊胡凌霍万柯卢莫房缪解应宗丁邓郁单洪包左石崔吉龚程邢裴陆荣翁荀惠曲封储段侯宁仇甘厉祖武符刘景詹龙叶司黎白蒲池乔闻党翟谭劳姬申冉桂牛边燕尚温庄晏柴瞿阎慕连习艾容向古易廖终步耿满匡文寇广东欧沃利师巩聂晁敖融冷辛阚简饶曾沙丰关查红游竺权益公][\p{Script=Han}]{1,2}/u,
  },
  {
    asks: /哪里|哪儿|何处|何地|什么地方|哪[一个]{0,2}[国省市县州地城岛洲区镇村]|哪[一个]{0,2}(?:国家|地区|地方|城市)|where\b|which (?:country|city|place|province)/,
    value: /[国省市县州城镇村岛洲区路街港湾山河湖海洋]|位于|在|地/,
  },
]

/** How well a text answers with a value of the kind that is asked for: 1 surely, 0.5 perhaps, 0 not. */
export type ValueTest = (text: string) => number

const COUNTED =
  /(?:多少|几)(?:[个名位家所种条座])?(?:号)?([人年月天岁次倍元吨米亩层票度分小公美英平家所座种国城])/

/** Tells values of the kind that a folded question asks for; undefined where it asks for no special kind. */
export const valueAskedFor = (question: string): ValueTest | undefined => {
  const kind = KINDS.find(({ asks }) => asks.test(question))
  if (!kind) return undefined
  const counted = COUNTED.exec(question)?.[1]
  const exact = counted ? new RegExp(`${NUMERAL}[多余几来]?[个名位]?${counted}`) : kind.value
  return (text) =>
    counted && exact.test(text) ? 1 : kind.value.test(text) ? (counted ? 0.2 : 0.5) : 0
}
