import type { Folded } from '../text/fold.ts'
import { isHanWritten, scanRuns } from '../text/terms.ts'
import type { Span } from '../types.ts'

const wordsOf = (list: string) => new Set(list.split(' '))

const ENGLISH_ASKING = wordsOf(
  'what who whom whose which when where why how wat hw whats whos hows wheres whens',
)
const ENGLISH_BINDING = wordsOf(
  'a an the of in on now so just then than also not no any some please thanks tell at to for from by with as is are was were be been am do does did has have had can could will would many much long and or s t re ve ll i me my you your it its he his she her they their we us our this that these those there about abt if dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wont wouldnt couldnt shouldnt cant im ive youre theyre u ur pls plz thx',
)
/** Whether a stem is one of a word that binds: having, where it stands for something, is no 得. */
export const isBinding = (root: string): boolean => ENGLISH_BINDING.has(root)

/** Asking words of more than one, and contractions whole: of isn’t, "isn" is no word. */
const ENGLISH_PHRASE = new RegExp(
  [
    '\\b(?:how (?:old|big|large|far|long|tall|high|often)|what time|(?:what|which) (?:week)?days?)\\b',
    "\\b(?:ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|sha|should|was|were|wo|would)n['’`]t\\b",
    "\\b(?:let['’`]s|y['’`]all)\\b",
    // It asks how long something is, and takes or lasts no more than that.
    '(?<=\\bhow long (?:do|does|did|will|would) [a-z ]{1,40})\\b(?:take|last)\\b',
    // What is left of I'm and of she'd, whose first words bind by themselves.
    "(?<=[a-z])['’`][dm]\\b",
  ].join('|'),
  'g',
)

/** Behind a word of a programming language. */
const KEYWORD_NOUN =
  /^['"`]?\s+(?:statement|loop|keyword|operator|clause|block|expression|command|function)s?\b/
/**
 * Words that only frame what is asked, where the material has them not: how long does it take, what
 * kind of, is it allowed. Where it has them, they count as little as a single character.
 */
const LIGHT = wordsOf(
  'take takes took taken last lasts get gets got getting give gives make makes go goes going come comes happen happens happened need needs needed want wants like use uses used work works find know see say says mean means keep put let way ways kind kinds type types sort sorts thing things day days date time times name info information detail details something anything someone anyone allowed permitted possible okay ok available exactly actually really currently usually generally',
)
const DETERMINER = wordsOf('a an the my your our this that these those what which whose')

const isHanAt = (text: string, at: number): boolean => /\p{Script=Han}/u.test(text.charAt(at))
const isQuoteAt = (text: string, at: number): boolean => /['"`‘’“”]/.test(text.charAt(at))
const isCapitalised = (word: string): boolean => /^[A-Z][a-z]+$/.test(word)
const isUpper = (word: string): boolean => /^[A-Z]+$/.test(word)

/** What asks by itself, so that an English word beside it is what it is about: where 怎么用. */
const HAN_ASKING = /什么|怎么|怎样|如何|干嘛|多少|几|哪|谁|吗|是否|何/

/** So many words with a capital, behind the first, mark a title, not names within a question. */
const MIN_TITLED = 3
/** What no name consists of alone. */
const ARTICLE = wordsOf('a an the of and or i')

interface EnglishTests {
  /** Whether the material has a word. */
  readonly isKnown: (word: string) => boolean
  /** Whether the text is made of snippets of the material. */
  readonly inSnippets: boolean
}

/** English words that bind or ask, but not where they are names, codes or keywords. */
export const englishStopWords = (
  { text, span }: Folded,
  typed: string,
  { isKnown, inSnippets }: EnglishTests,
): Span[] => {
  const found = Array.from(
    text.matchAll(ENGLISH_PHRASE),
    ({ 0: phrase, index }): Span => [index, index + phrase.length],
  )
  const words: Span[] = []
  scanRuns(text, (start, end, han) => {
    if (!han) words.push([start, end])
  })
  const written = words.map(([start, end]) => typed.slice(...span(start, end)))
  const letters = written.filter((word) => /^[A-Za-z]+$/.test(word))
  // Who writes all in capitals marks nothing by them.
  const isShouted = letters.length > 2 && letters.every(isUpper)
  const isTitled = letters.slice(1).filter(isCapitalised).length >= MIN_TITLED
  const hanWritten = isHanWritten(text)
  for (const [w, [start, end]] of words.entries()) {
    const word = text.slice(start, end)
    const asks = ENGLISH_ASKING.has(word)
    const isFrame = !inSnippets && LIGHT.has(word) && !isKnown(word)
    if (!asks && !isFrame && !ENGLISH_BINDING.has(word)) continue
    const own = written[w] as string
    const afterApostrophe = /[a-z]['’`]$/.test(text.slice(0, start))
    const isCapital = isUpper(own) && !isShouted && (own.length > 1 || (w > 0 && word !== 'i'))
    const beginsSentence = w === 0 || /[.!?。！？:：…]$/.test(text.slice(0, start).trimEnd())
    const isName =
      isCapitalised(own) &&
      !(isTitled || beginsSentence || asks || ARTICLE.has(word)) &&
      isKnown(word)
    const isQuoted = isQuoteAt(text, start - 1) && isQuoteAt(text, end)
    const isKeyword = !DETERMINER.has(word) && KEYWORD_NOUN.test(text.slice(end))
    const isGlued = isHanAt(text, start - 1) || isHanAt(text, end)
    const isAlone = hanWritten && !hasLatinNeighbour(text, start, end)
    const isLabel =
      isAlone &&
      (asks
        ? (isGlued || HAN_ASKING.test(text)) && isKnown(word)
        : word.length === 1
          ? isGlued
          : isKnown(word))
    if (afterApostrophe || !(isCapital || isName || isQuoted || isKeyword || isLabel))
      found.push([start, end])
  }
  return found
}

const hasLatinNeighbour = (text: string, start: number, end: number): boolean =>
  /[a-z0-9]['"`\s]*$/.test(text.slice(0, start)) || /^['"`\s]*[a-z0-9]/.test(text.slice(end))
