import type {
  DiscordCommand,
  DiscordMessage,
  Explanation,
  MenuItem,
  News,
  ShownPicture,
  TelegramMessage,
  Traffic,
  Welcome,
} from '../protocol/index.ts'

/** Exchanges that are kept for the eye. */
const MAX_TRAFFIC = 200

interface TelegramEntry {
  readonly message: TelegramMessage
  readonly answer?: number
  readonly picture?: ShownPicture
}

/** All that the page was told. */
export interface Store {
  readonly welcome?: Welcome
  readonly discord: ReadonlyMap<string, DiscordMessage>
  readonly telegram: ReadonlyMap<number, TelegramEntry>
  readonly commands: readonly DiscordCommand[]
  readonly menus: ReadonlyMap<string, readonly MenuItem[]>
  readonly descriptions: ReadonlyMap<string, string>
  readonly answers: ReadonlyMap<number, Explanation>
  readonly traffic: readonly Traffic[]
  readonly material: {
    readonly version: number
    readonly at: number
    readonly problem?: string
  }
}

export function createStore() {
  const discord = new Map<string, DiscordMessage>()
  const telegram = new Map<number, TelegramEntry>()
  const menus = new Map<string, readonly MenuItem[]>()
  const descriptions = new Map<string, string>()
  const answers = new Map<number, Explanation>()
  const traffic: Traffic[] = []
  let welcome: Welcome | undefined
  let commands: readonly DiscordCommand[] = []
  let material: Store['material'] = { version: 0, at: 0 }

  function forget(): void {
    for (const map of [discord, telegram, menus, descriptions, answers]) map.clear()
    traffic.length = 0
    material = { version: 0, at: 0 }
  }
  /** Takes in one piece of news. */
  function learn(news: News): void {
    switch (news.type) {
      case 'welcome':
        if (welcome && welcome.run !== news.run) forget()
        welcome = news
        break
      case 'discord':
        discord.set(news.message.id, news.message)
        break
      case 'commands':
        commands = news.commands
        break
      case 'telegram':
        telegram.set(news.message.message_id, news)
        break
      case 'menu':
        menus.set(news.language, news.items)
        break
      case 'description':
        descriptions.set(news.language, news.text)
        break
      case 'answer':
        answers.set(news.answer.id, news.answer)
        break
      case 'traffic':
        traffic.push(news.traffic)
        if (traffic.length > MAX_TRAFFIC) traffic.shift()
        break
      case 'material':
        material = news
    }
  }
  const read = (): Store => ({
    ...(welcome && { welcome }),
    ...{ discord, telegram, commands, menus, descriptions, answers, traffic, material },
  })
  /** Takes away what only one person saw and does not want to see any more. */
  const dismiss = (id: string) => discord.delete(id)
  return { learn, read, dismiss }
}
