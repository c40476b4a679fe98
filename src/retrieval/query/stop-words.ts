/** Words that ask, and name nothing that a passage could hold. Longer ones first. Folded. */
const ASKING = new RegExp(
  [
    '什么时[候间后後]|什么地方|什么样|是什么|为什么|怎么样|怎么办|怎么回事|怎么着|哪一[个年些种位步天月家所国边项篇]',
    '哪[两几三]?[些个里儿年位种所家]|是不是|有没有|能不能|会不会|要不要|可不可以|对不对|好不好|行不行|什么',
    '甚么|为何|何[时年地人种处日]|为啥|凭啥|图啥|凭什么|怎么|怎样|如何|咋[样整办]?|多少[号个名位]?',
    '多[久大高长远]|几个(?:百分)?点|几成|几[个年点号天次位岁]|是否|哪|谁|啥|干嘛|吗|呢|啊|吧|呀|嘛|啦|呗|咯|哦',
    // What people say around a question.
    '请问|请教|想问|问一?下|我?想知道|告诉|说说|讲讲|聊聊|介绍一?下|解释一?下|帮我?查一?下|麻烦|听说|据说',
    '我们|咱们?|你们|俺们?|大家|人家|这边|那边|这会儿|那会儿|那时候|这回|那帮|这帮|这个|那个|这些|那些',
    '这么|那么|这样|那样|一共|总共|到底|究竟|其实|的话|来着|好像|大概|差不多|算是|说是|听上去|是说',
    '特别|非常|十分|确实|居然|竟然|毕竟|反正|干脆|根本|简直|恐怕|也许|当然|果然|甚至|几乎|终于|总是',
    '老是|已经|只是|就是|都是|真的|里头|里边|如果|虽然|而且|或者|以及',
  ].join('|'),
  'gu',
)

const ENGLISH_ASKING = new Set(
  'a an the of in on now so just then than also not no any some please tell at to for from by with as is are was were be been do does did has have had can could will would what who whom whose which when where why how many much long and or s t i me my you your it its he his she her they their we our this that these those there about'.split(
    ' ',
  ),
)

/** A folded question with the words that only ask or bind blanked out: places stay the same. */
export const withoutStopWords = (folded: string): string =>
  folded
    .replace(ASKING, (asking) => ' '.repeat(asking.length))
    .replace(/how (?:old|big|large|far|long|tall|high|often)\b|what time\b/g, (asking) =>
      ' '.repeat(asking.length),
    )
    .replace(/[a-z]+/g, (word) => (ENGLISH_ASKING.has(word) ? ' '.repeat(word.length) : word))
