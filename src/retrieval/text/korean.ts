/**
 * Inflection of Korean words, by rules over their letters (NFD), since an ending often melts into
 * the last syllable of a stem: 바꾸 + 어 is 바꿔, 가 + ㅂ니다 is 갑니다.
 */

/** Endings that stand behind a stem whole. */
const WHOLE_ENDING = new RegExp(
  `(?<=.)(?:${[
    '해주세요|하였습니다|습니다|습니까|입니다|입니까|인가요|이에요|예요|이다|으세요|세요|나요|까요|는다|한다|된다',
    '으려면|으려고|려면|려고|으면서|면서|지만|하면|되면|(?:아|어|여)(?:요|서|야)|다',
  ].join('|')})$`,
)
/** Endings of letters that melt into an open syllable: 바꿉니다, 바꿀까요, 바꿨어요. */
const MELTED_ENDING =
  /(?<=[\u1161-\u1175])(?:\u11b8\u1102\u1175\u1103\u1161|\u11b8\u1102\u1175\u1101\u1161|\u11af\u1101\u1161\u110b\u116d|\u11af\u1100\u1166(?:\u110b\u116d)?|\u11af\u1105\u1162\u110b\u116d)$/
/** Of the past, but for 있 and 겠: what it stands behind has melted with 아 or 어. */
const PAST_ENDING =
  /(?<=[\u1161-\u1175])(?<!\u110b\u1175|\u1100\u1166)\u11bb(?:\u110b\u1165\u110b\u116d|\u1109\u1173\u11b8\u1102\u1175[\u1101\u1103]\u1161|\u1103\u1161|\u1102\u1173\u11ab\u1103\u1166|\u110b\u1165)$/

/** 요, 서 and 야 behind 아 or 어 that has melted into a syllable: no noun ends so before them. */
const BEHIND_MELTED =
  /(?<=[\u116f\u116a\u1167\u116b]|\u1112\u1162|\u11af\u1105[\u1161\u1165]|[\u1101\u1104\u110a\u110f]\u1165)(?:\u110b\u116d|\u1109\u1165|\u110b\u1163)$/
/** The same without anything behind it; but 워 ends foreign nouns (샤워). */
const MELTED_ALONE = /[\u1100-\u110a\u110c-\u1112][\u116f\u116b]$/

/** What was there before: 해 from 하, 몰라 from 모르, 써 from 쓰, 바꿔, 와, 마셔 and 돼 by their vowels. */
const MELTED: readonly (readonly [RegExp, string])[] = [
  [/\u1112\u1162$/, '\u1112\u1161'],
  [/(?<=[\u1161-\u1175])\u11af\u1105[\u1161\u1165]$/, '\u1105\u1173'],
  [/(?<=[\u1101\u1104\u110a\u110f])\u1165$/, '\u1173'],
  [/\u116f$/, '\u116e'],
  [/\u116a$/, '\u1169'],
  [/\u1167$/, '\u1175'],
  [/\u116b$/, '\u116c'],
]

/** What makes a verb of a noun. */
const VERBALIZER = /(?<=.)[하되]$/
const PARTICLE =
  /(?<=.)(?:에서는|에서|에게|으로|까지|부터|보다|처럼|마다|이나|이랑|한테|와|과|은|는|이|가|을|를|에|의|도|로|만|나|랑)$/

const unmelted = (letters: string): string => {
  const rule = MELTED.find(([pattern]) => pattern.test(letters))
  return rule ? letters.replace(...rule) : letters
}

/** The stem of a verb; undefined of a word that has no ending of one. */
const verbStem = (word: string): string | undefined => {
  const letters = word.normalize('NFD')
  for (const ending of [PAST_ENDING, BEHIND_MELTED]) {
    const stem = letters.replace(ending, '')
    if (stem !== letters) return unmelted(stem).normalize('NFC').replace(VERBALIZER, '')
  }
  const stem = letters.replace(MELTED_ENDING, '')
  if (stem !== letters) return stem.normalize('NFC').replace(VERBALIZER, '')
  if (MELTED_ALONE.test(letters)) return unmelted(letters).normalize('NFC')
  const whole = word.replace(WHOLE_ENDING, '')
  return whole === word ? undefined : whole.replace(VERBALIZER, '')
}

/** A Korean word without the endings of verbs and particles; at least a syllable of it stays. */
export const stemKorean = (word: string): string => {
  const root = verbStem(word) ?? word.replace(PARTICLE, '')
  return root === word ? word : stemKorean(root)
}

const JOINED: Readonly<Record<string, string>> = {
  '\u116e': '\u116f',
  '\u1169': '\u116a',
  '\u1175': '\u1167',
  '\u116c': '\u116b',
}
/** Last letters of a syllable that begin an ending: 바꿉니다, 바꿀, 바꾼. */
const LAST_LETTERS = ['\u11b8', '\u11af', '\u11ab']

/** A shorter stem is a part of too many words. */
const MIN_STEM = 2

/** How the stem of a Korean verb begins in a text where endings have melted into it; none of nouns. */
export const meltedForms = (word: string): readonly string[] => {
  const root = verbStem(word) ?? ''
  const letters = root.normalize('NFD')
  const vowel = letters.slice(-1)
  if (root.length < MIN_STEM || !/[\u1161-\u1175]/.test(vowel)) return []
  const melted = letters.slice(0, -1) + (JOINED[vowel] ?? vowel)
  const forms = [melted, `${melted}\u11bb`, ...LAST_LETTERS.map((last) => letters + last)]
  return forms.map((form) => form.normalize('NFC')).filter((form) => form !== root)
}
