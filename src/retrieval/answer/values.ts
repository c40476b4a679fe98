/**
 * What the value that is asked for looks like inside a clause, where that is more than
 * `query/answer-types.ts` tells of a whole sentence. All texts are folded.
 */

export const asksWho = (question: string): boolean =>
  /谁|哪一?[位个]人|哪一?位|何人|\bwho(?:m|se)?\b/.test(question)

export const asksWhy = (question: string): boolean =>
  /为什么|为何|为啥|原因|缘故|何以|\bwhy\b/.test(question)

/** A question of no other kind may ask for something that bears a name. */
export const asksForTitle = (question: string, hasKind: boolean): boolean =>
  !hasKind && /\p{Script=Han}/u.test(question)

const ENCLOSED =
  /《([^《》]{1,80})》|「([^「」]{1,80})」|“([^“”]{1,80})”|『([^『』]{1,80})』|"([^"]{1,80})"/g

/** What stands in quotation marks or title marks. */
export const titlesIn = (clause: string): string[] =>
  Array.from(clause.matchAll(ENCLOSED), (match) => match.slice(1).find(Boolean) ?? '')

const CAUSE =
  /因为|由于|为了|因[^此而]|原因|基于|鉴于|出于|缘于|源于|使|以便|以免|避免|because|due to|owing to|in order to/
/** A clause before one that begins so says the cause. */
const EFFECT = /^(?:因此|所以|故|于是|从而|导致|致使|因而|使|令|therefore|thus|so )/

export const isCause = (clause: string, next: string): number =>
  CAUSE.test(clause) || EFFECT.test(next) ? 1 : 0

/** What a question for yes or no is answered with. */
const VERDICT =
  /没|不|未|无法|难以|并非|绝非|仍|依然|已经|成功|有效|都是|确实|\b(?:not?|never|cannot|without|still|already|indeed)\b|n't\b/

export const verdictIn = (clause: string): number => (VERDICT.test(clause) ? 0.5 : 0)

/** The surnames of the Hundred Family Surnames that are still common. */
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯卢莫经房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀惠曲家封储段巫焦牧谷车侯全班秋仲伊宫宁仇武符刘景詹束龙叶司黎薄印白怀蒲鄂索赖卓蔺屠蒙乔阴闻莘党翟谭贡劳逄姬冉宰郦桑桂牛寿通边燕冀尚农温别庄晏柴瞿阎连习宦艾鱼容向古易慎戈廖庾衡步耿满弘匡国文寇广禄欧沃利蔚越师巩聂晁勾敖融冷辛阚那简饶空曾沙养丰关查游竺权盖益桓'
const PERSON = new RegExp(
  `[${SURNAMES}]\\p{Script=Han}{1,2}(?=$|[,。、;:()（）\\s的是在为于与和从之因所曾则亦也将被把对])`,
  'u',
)
const TRANSCRIBED = /[\p{Script=Han}a-z]·[\p{Script=Han}a-z]/u

/** Characters that foreign names are written with: such a run is nearly always one. */
const TRANSCRIBING =
  '阿埃艾奥巴贝本比波伯勃布查达戴丹德登蒂迪杜厄恩尔菲费芬佛弗盖甘戈格哈赫亨霍基吉加贾杰卡凯坎科克肯库拉莱兰劳勒雷里利莉丽卢鲁伦罗洛玛迈麦曼梅蒙米密姆穆纳娜内尼涅诺帕佩皮普奇齐恰乔切琼萨塞桑瑟森莎史斯丝苏索塔泰坦汤特图托瓦威韦维温沃乌伍西希谢辛雅亚扬耶伊尤约泽詹兹佐朗拜'
const FOREIGN = new RegExp(`[${TRANSCRIBING}]{3,}`)

/** How surely a clause names a person: a transcribed name, or a surname with one or two characters. */
export const personIn = (clause: string): number =>
  TRANSCRIBED.test(clause) ? 1 : PERSON.test(clause) || FOREIGN.test(clause) ? 0.7 : 0
