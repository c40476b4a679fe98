// What server and page tell each other. The page keeps what it is told: a log of news, from which
// everything on it follows; the server keeps the log, so that a page that comes later catches up.

export type { InlineCard, MenuItem, Message as TelegramMessage } from '../telegram/types.ts'
export type * from './actions.ts'
export type * from './common.ts'
export type * from './discord.ts'
export type * from './explanation.ts'
export type * from './material.ts'
export type * from './news.ts'
