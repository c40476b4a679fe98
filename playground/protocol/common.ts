import type { ChatRequest } from '../../src/answers/types.ts'

export type Locale = ChatRequest['locale']
export type ByLocale<T = string> = Readonly<Record<Locale, T>>

export type PlatformName = 'discord' | 'telegram'
