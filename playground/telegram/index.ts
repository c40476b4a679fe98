import type { AddressInfo } from 'node:net'
import { createFaults } from './faults.ts'
import type { BotApiState } from './methods.ts'
import { createPeople } from './people.ts'
import { startBotApi } from './server.ts'
import type { StandInEvent, StandInOptions, TelegramStandIn } from './types.ts'
import { createUpdates } from './updates.ts'
import { createWorld } from './world.ts'

export { FAULTS, type Fault } from './faults.ts'
export type * from './types.ts'

const TOKEN = '123456789:AAAA-the_local_telegrams_own_token0'

export async function startTelegramStandIn({
  username = 'chuchu_bot',
  privacyMode = true,
  inlineMode = true,
  arrange,
}: StandInOptions = {}): Promise<TelegramStandIn> {
  const events: StandInEvent[] = []
  const listeners = new Set<(event: StandInEvent) => void>()
  const emit = (event: StandInEvent) => {
    events.push(event)
    for (const listener of [...listeners]) listener(event)
  }
  const world = createWorld()
  const updates = createUpdates(
    (problem) => emit({ type: 'problem', problem }),
    (update) => emit({ type: 'update', update }),
    arrange,
  )
  const faults = createFaults()
  const profile = world.addUser({ first_name: 'Chuchu', username, is_bot: true })
  const bot = {
    ...profile,
    can_read_all_group_messages: !privacyMode,
    supports_inline_queries: inlineMode,
  }
  const state: BotApiState = {
    ...{ world, updates, bot, emit },
    ...{ menus: new Map(), descriptions: new Map(), open: new Set<string>(), files: new Map() },
    ...{ forbidden: new Map(), migrated: new Map(), administrators: new Set<string>() },
  }
  const server = await startBotApi(TOKEN, state, faults)

  const next: TelegramStandIn['next'] = (type, fits = () => true) =>
    new Promise((resolve) => {
      const listener = (event: StandInEvent) => {
        if (event.type !== type || !fits(event as never)) return
        listeners.delete(listener)
        resolve(event as never)
      }
      listeners.add(listener)
    })
  const people = createPeople(state, profile, next)
  return {
    ...people,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: TOKEN,
    bot,
    addUser: (user) => world.addUser(user),
    addGroup: (title, type = 'supergroup', isForum = false) =>
      world.addChat({ type, title, ...(isForum && { is_forum: true }) }),
    addTopic: (forum) => world.addTopic(forum),
    appoint: (user, group) => void state.administrators.add(`${group.id} ${user.id}`),
    fileOf: ({ document, photo, animation }) =>
      state.files.get((document ?? animation ?? photo?.[0])?.file_id ?? '')?.bytes,
    setForbidden(chat, reason) {
      if (reason) state.forbidden.set(chat.id, reason)
      else state.forbidden.delete(chat.id)
    },
    expireQueries: () => state.open.clear(),
    fail: faults.add,
    deliver: updates.pushRaw,
    messagesIn: world.messagesIn,
    menus: state.menus,
    events,
    problems: () => events.flatMap((event) => (event.type === 'problem' ? [event.problem] : [])),
    isConfirmed: updates.isConfirmed,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    next,
    async close() {
      updates.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
