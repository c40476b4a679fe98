/** A part of a numbered text that a question names: 第四条第二项, Article 4(2). */
export interface Provision {
  /** The name of its article as it was typed: 第四条, Article 4. */
  readonly article: string
  /** From the article downwards; at least one. */
  readonly steps: readonly Step[]
  /** The question without what follows the article: 第四条是什么. */
  readonly question: string
  /** The question without all of it. */
  readonly rest: string
}

export interface Step {
  /** 款, 项 or 目; absent where a bracket or an English word says it. */
  readonly name?: string
  /** As it was typed: 二, 2, b. */
  readonly number: string
}

const HAN = '[\\d０-９一二三四五六七八九十百零〇]{1,5}'
const LABEL = '(?:\\d{1,3}|[ivx]{1,5}|[a-z])'
const ARTICLE = '(?:art(?:icle|\\.)?|sect(?:ion|\\.)?|sec\\.?|§|clause|rule|regulation|bylaw)'
const NUMBER = '\\d{1,4}[a-z]?(?:\\.\\d{1,3}){0,3}'
const PART = '(?:sub-?paragraph|paragraph|para\\.?|sub-?section|point|item|letter|number|no\\.)'

/** 第四条第二项, 第四條的第二款, 第四条（二）. */
const IN_CHINESE = new RegExp(
  `(第 ?${HAN} ?[条條])((?:[的,， ]{0,2}第? ?${HAN} ?[款项項目]){1,3}| ?[（(]${HAN}[）)])`,
  'u',
)
const CHINESE_STEP = new RegExp(`(${HAN}) ?([款项項目]?)`, 'gu')
/** Article 4(2), Section 4.2 (b)(i), Article 4, paragraph 2. */
const BEHIND = new RegExp(
  `\\b(${ARTICLE} ?${NUMBER})((?: ?\\(${LABEL}\\)){1,3}|(?:,? ${PART} \\(?${LABEL}\\)?){1,3})(?![\\w])`,
  'iu',
)
/** paragraph 2 of Article 4. */
const BEFORE = new RegExp(
  `\\b(${PART} \\(?${LABEL}\\)?) (?:of|in) (${ARTICLE} ?${NUMBER})\\b`,
  'iu',
)
const ENGLISH_STEP = new RegExp(`(?:^|[\\s(])(${LABEL})(?=\\)|,|\\s|$)`, 'giu')

/** What a question names of a numbered text; nothing if it names an article at most. */
export const readProvision = (typed: string): Provision | undefined => {
  const chinese = IN_CHINESE.exec(typed)
  if (chinese) {
    const [whole, article = '', steps = ''] = chinese
    return toProvision(typed, whole, article, readSteps(steps, CHINESE_STEP))
  }
  const behind = BEHIND.exec(typed)
  if (behind) {
    const [whole, article = '', steps = ''] = behind
    return toProvision(typed, whole, article, readSteps(steps, ENGLISH_STEP))
  }
  const before = BEFORE.exec(typed)
  if (!before) return undefined
  const [whole, step = '', article = ''] = before
  return toProvision(typed, whole, article, readSteps(step, ENGLISH_STEP))
}

const readSteps = (words: string, step: RegExp): Step[] =>
  [...words.matchAll(step)].map(([, number = '', name]) => ({ number, ...(name && { name }) }))

const toProvision = (
  typed: string,
  whole: string,
  article: string,
  steps: readonly Step[],
): Provision | undefined =>
  steps.length === 0
    ? undefined
    : { article, steps, question: typed.replace(whole, article), rest: typed.replace(whole, '') }
