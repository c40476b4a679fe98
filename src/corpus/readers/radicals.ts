/**
 * Radicals of the block U+2E80, each followed by the character it stands for.
 * Source: Unicode, EquivalentUnifiedIdeograph.txt.
 */
const PAIRS =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄' +
  '⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻' +
  '⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀' +
  '⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦' +
  '⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜' +
  '⻰龙⻱龜⻲亀⻳龟'
const CHARACTERS = new Map(
  [...PAIRS.matchAll(/(.)(.)/gu)].map(([, radical = '', character = '']) => [radical, character]),
)

/** Where NFKC names a character that hardly anybody writes, and where scripts differ. */
const SIMPLIFIED = new Map([...CHARACTERS, ['⾭', '青'], ['⼾', '户']])
const TRADITIONAL = new Map([...CHARACTERS, ['⾭', '青'], ['⼾', '戶']])
const ONLY_TRADITIONAL = /[們這來個國時會為對說學發過後還沒與開關車門見]/g
const ONLY_SIMPLIFIED = /[们这来个国时会为对说学发过后还没与开关车门见]/g

/**
 * Characters for radicals. Fonts share a glyph between 人 (U+4EBA) and the radical ⼈ (U+2F08), so a
 * PDF may name the radical where the author wrote the character. NFKC knows the block U+2F00 only.
 *
 * @param context more of the text, to tell the script
 */
export function replaceRadicals(text: string, context = text): string {
  const count = (pattern: RegExp) => context.match(pattern)?.length ?? 0
  return text.replaceAll(RADICAL, (radical) => {
    const isTraditional = count(ONLY_TRADITIONAL) > count(ONLY_SIMPLIFIED)
    const characters = isTraditional ? TRADITIONAL : SIMPLIFIED
    return characters.get(radical) ?? radical.normalize('NFKC')
  })
}

const RADICAL = /[\u2e80-\u2fd5]/g
