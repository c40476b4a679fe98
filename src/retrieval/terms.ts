const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
const HAN = /^\p{Script=Han}/u

/** Words that ask and bind but name nothing. */
const STOP =
  /什么时候|为什么|为啥|怎么样|怎么|怎样|如何|什么|哪些|哪个|哪里|哪年|多少|几个|是否|是不是|有没有|请问|谁|吗|呢|啊|吧|的|了|是|在|有|和/g
const STOP_WORDS = new Set(
  'a an the of in on at to for is are was were be do does did what who whom which when where why how many much and or s i my me you it there'.split(
    ' ',
  ),
)

/** Han runs as pairs of characters, other runs as they are; folded text in, terms out. */
export const termsOf = (folded: string): string[] =>
  [...folded.matchAll(RUN)].flatMap(([run]) => {
    if (!HAN.test(run)) return [run]
    const characters = [...run]
    if (characters.length === 1) return characters
    return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
  })

/** The terms of a question, without the words that only ask; all of them where nothing else is left. */
export const questionTerms = (folded: string): string[] => {
  const kept = termsOf(folded.replace(STOP, ' ')).filter((term) => !STOP_WORDS.has(term))
  return [...new Set(kept)]
}
