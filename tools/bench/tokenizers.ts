const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words as ICU's dictionary finds them. */
export const segmenterWords = (text: string): string[] =>
  [...segmenter.segment(text)].flatMap(({ isWordLike, segment }) => (isWordLike ? [segment] : []))

/** Overlapping pairs of Han characters, a lone one as it is; words of other scripts whole. */
export const bigrams = (text: string): string[] =>
  [...text.matchAll(/\p{Script=Han}+|[^\p{Script=Han}\s\p{P}\p{S}]+/gu)].flatMap(([run]) => {
    const characters = [...run]
    if (characters.length === 1 || !/^\p{Script=Han}/u.test(run)) return [run]
    return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
  })
