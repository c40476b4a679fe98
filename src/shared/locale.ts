import { Converter } from 'opencc-js/t2cn'
import type { Locale } from '../corpus/types.ts'

const toSimplified = Converter({ from: 't', to: 'cn' })

/**
 * The interface language for somebody whose app speaks `tag`. Where the tag is missing, is just
 * `zh`, or names a language we do not speak, the words they typed decide; without Han characters
 * that is English.
 *
 * @param tag BCP 47, as platforms give it: `zh-CN`, `zh-hant`, `en-GB`, `ja`
 * @param text what they typed
 */
export function localeOf(tag: string | undefined, text = ''): Locale {
  const [language, ...rest] = (tag ?? '').toLowerCase().split(/[-_]/)
  if (language === 'en') return 'en'
  const chinese = language === 'zh'
  if (chinese && rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part))) return 'zh-Hant'
  if (chinese && rest.length > 0) return 'zh-Hans'
  const han = text.match(/\p{Script=Han}+/gu)?.join('') ?? ''
  if (!han) return chinese ? 'zh-Hans' : 'en'
  return toSimplified(han) === han ? 'zh-Hans' : 'zh-Hant'
}
