import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })

/** What two spellings of one thing have in common: compatibility forms, case and script. */
export const fold = (text: string): string =>
  toSimplified(text.replace(/\p{Surrogate}/gu, ' ').normalize('NFKC')).toLowerCase()
