import type { Locale } from '../../protocol/index.ts'

/** https://docs.discord.com/developers/reference#locales */
const TAGS: Readonly<Record<Locale, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  en: 'en-US',
}

type Localisable = {
  readonly [Key in 'name' | 'description' | `${'name' | 'description'}_localizations`]?:
    | (Key extends `${string}_localizations` ? Readonly<Record<string, string | null>> : string)
    | null
}

/** A name or a description as an app in this language shows it. */
export const localised = (
  thing: Localisable,
  part: 'name' | 'description',
  locale: Locale,
): string => thing[`${part}_localizations`]?.[TAGS[locale]] ?? thing[part] ?? ''
