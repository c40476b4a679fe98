import { once } from 'node:events'
import { createApplicationRoutes } from './application-routes.ts'
import { createChannelRoutes } from './channel-routes.ts'
import type { Trouble } from './errors.ts'
import { createEvents, type Events } from './events.ts'
import { addressOf, createGateway, type Gateway } from './gateway.ts'
import { createInteractionRoutes } from './interaction-routes.ts'
import { channelPayload, guildPayload } from './payloads.ts'
import { createPeople, type People } from './people.ts'
import { createRest } from './rest.ts'

import type { Channel, Guild, HandledRequest, Message, RegisteredCommand, User } from './types.ts'
import { createWorld } from './world.ts'

export type * from './types.ts'
export { buttonsOf, emphasisOf, linksOf, parseMarkdown, pingsOf, visibleText } from './view.ts'

/**
 * A Discord of one's own on 127.0.0.1, REST and gateway, for the real discord.js: for tests, and
 * for people who try the bot without a token. It checks every request against Discord's own
 * document and against the limits that the document leaves out, and refuses what it does not know.
 */
export interface LocalDiscord extends People, Pick<Events, 'past' | 'listen' | 'until'> {
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string
  /** For `DISCORD_TOKEN`. */
  readonly token: string
  readonly bot: User
  readonly gateway: Omit<Gateway, 'close'>
  /** A server that the bot is in; one made by hand is a server where only people have it installed. */
  addGuild(name: string): Guild
  /** @param parent of a thread */
  addChannel(kind: Channel['kind'], name: string, guild?: Guild, parent?: Channel): Channel
  /** @param manages whether they manage servers; default true */
  addUser(name: string, locale?: string, manages?: boolean): User
  /** Gives the bot's application to somebody. */
  giveTo(owner: User): void
  /** What this person sees in a channel, oldest first. */
  readMessages(channel: Channel, viewer: User): readonly Message[]
  /** Deletes a message. */
  forget(message: Message): void
  /** What is registered: in a server, or globally. */
  registered(guild?: Guild): readonly RegisteredCommand[]
  /** Makes the next requests of a kind fail. */
  fail(trouble: Trouble): void
  /** Lets time pass: three seconds for an answer, fifteen minutes for a token. */
  advance(milliseconds: number): void
  requests(method: string, path: RegExp): readonly HandledRequest[]
  /** What the bot sent and Discord would never take; empty if all is well. */
  problems(): readonly string[]
  close(): Promise<void>
}

/** @param clock milliseconds since 1970 */
export async function startDiscord(clock: () => number = Date.now): Promise<LocalDiscord> {
  const world = createWorld(clock)
  const events = createEvents()
  const address = { url: () => addressOf(server), shards: () => gateway.shards.recommended }
  const routes = [
    ...createApplicationRoutes(world, events, address),
    ...createInteractionRoutes(world, events),
    ...createChannelRoutes(world, events),
  ]
  const { server, fail } = createRest(world, routes, events)
  const gateway = createGateway(server, world, events)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { past, listen, until } = events
  const home = addressOf(server).replace('ws:', 'http:')
  const fileUrl = (id: string) => `${home}/attachments/${id}`
  return {
    ...createPeople(world, gateway, fileUrl),
    ...{ past, listen, until, fail, gateway },
    apiUrl: `${home}/api`,
    token: world.token,
    bot: world.bot,
    addGuild(name) {
      const guild = { id: world.createId(), name }
      world.guilds.set(guild.id, guild)
      gateway.dispatch('GUILD_CREATE', guildPayload(world, guild), guild.id)
      return guild
    },
    addChannel(kind, name, guild, parent) {
      const channel: Channel = {
        ...{ id: world.createId(), name, kind },
        ...(guild && { guild }),
        ...(parent && { parent }),
      }
      world.channels.set(channel.id, channel)
      const created = kind === 'thread' ? 'THREAD_CREATE' : 'CHANNEL_CREATE'
      if (guild && world.guilds.has(guild.id))
        gateway.dispatch(created, channelPayload(channel), guild.id)
      return channel
    },
    addUser(name, locale = 'en-US', manages = true) {
      const user: User = { id: world.createId(), name, bot: false, locale, manages }
      world.users.set(user.id, user)
      return user
    },
    giveTo(owner) {
      world.owner = owner
    },
    readMessages: (channel, viewer) =>
      [...world.messages.values()].filter(
        ({ channel: where, visibleTo }) =>
          where.id === channel.id && (visibleTo ?? viewer).id === viewer.id,
      ),
    forget: ({ id }) => void world.messages.delete(id),
    registered: (guild) => world.commands.get(guild?.id ?? '') ?? [],
    advance: world.advance,
    requests: (method, path) =>
      past.flatMap((event) =>
        event.type === 'request' && event.request.method === method && path.test(event.request.path)
          ? [event.request]
          : [],
      ),
    problems: () => past.flatMap((event) => (event.type === 'problem' ? [event.problem] : [])),
    async close() {
      gateway.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
