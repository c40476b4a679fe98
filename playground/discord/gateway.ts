import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { isFromPage } from '../server/guard.ts'
import type { Events } from './events.ts'
import { guildPayload, userPayload } from './payloads.ts'
import type { World } from './world.ts'

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const
/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const DECODE_ERROR = 4002
/** Bytes: https://docs.discord.com/developers/events/gateway#sending-events */
const PAYLOAD_LIMIT = 4096
/** Server members, presences and message content. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15)

interface Session {
  readonly id: string
  readonly shard: readonly [index: number, count: number]
  /** Everything sent, for a replay; the sequence number is the place, from 1. */
  readonly sent: { readonly t: string; readonly d: unknown }[]
  socket?: WebSocket | undefined
}

interface Packet {
  readonly op: number
  readonly d?: unknown
}

/** The gateway: https://docs.discord.com/developers/events/gateway */
export interface Gateway {
  /** Tells the shard of this guild, or the first one. While nobody is connected it is kept for a resume. */
  dispatch(type: string, payload: unknown, guildId?: string): void
  /** Sends something that is no proper packet. */
  sendRaw(data: string): void
  /** Cuts every connection. */
  drop(code?: number): void
  /** Tells every connection that its session is over, or only that it must resume. */
  invalidate(resumable: boolean): void
  /** Whether it refuses every intent, as it does privileged ones that are not switched on. */
  refuseIntents: boolean
  heartbeatInterval: number
  readonly shards: { recommended: number }
  close(): void
}

export function createGateway(server: Server, world: World, { tell }: Events): Gateway {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: PAYLOAD_LIMIT })
  const sessions = new Map<string, Session>()
  const open = () => [...sessions.values()].flatMap(({ socket }) => (socket ? [socket] : []))

  server.on('upgrade', (request: IncomingMessage, stream, head) => {
    // Any page may open a socket to any address, and read what it says.
    if (isFromPage(request.headers)) return void stream.destroy()
    sockets.handleUpgrade(request, stream, head, (socket) => {
      send(socket, { op: OP.hello, d: { heartbeat_interval: gateway.heartbeatInterval } })
      socket.on('message', (data) => receive(socket, String(data)))
      // Followed by its end.
      socket.on('error', () => {})
      socket.on('close', () => {
        for (const session of sessions.values())
          if (session.socket === socket) session.socket = undefined
        tell({ type: 'gateway', what: 'closed' })
      })
    })
  })

  function receive(socket: WebSocket, words: string): void {
    const packet = readPacket(words)
    if (!packet) {
      socket.close(DECODE_ERROR)
      return
    }
    const { op, d } = packet
    if (op === OP.heartbeat) {
      send(socket, { op: OP.heartbeatAck })
      tell({ type: 'gateway', what: 'heartbeat' })
    } else if (op === OP.identify) identify(socket, d as Identify)
    else if (op === OP.resume) resume(socket, d as Resume)
  }

  function identify(socket: WebSocket, { token, intents, shard = [0, 1] }: Identify): void {
    if (token !== world.token) {
      socket.close(4004, 'Authentication failed.')
      return
    }
    if (gateway.refuseIntents || intents & PRIVILEGED_INTENTS) {
      socket.close(4014, 'Disallowed intent(s).')
      return
    }
    const session: Session = { id: world.createId(), shard, sent: [], socket }
    sessions.set(session.id, session)
    const guilds = [...world.guilds.values()].filter(({ id }) => isOf(session, id))
    sendTo(session, 'READY', {
      v: 10,
      user: userPayload(world.bot),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: addressOf(server),
      shard,
      application: { id: world.bot.id, flags: 0 },
    })
    for (const guild of guilds) sendTo(session, 'GUILD_CREATE', guildPayload(world, guild))
    tell({ type: 'gateway', what: 'identified' })
  }

  function resume(socket: WebSocket, { token, session_id: id, seq }: Resume): void {
    const session = token === world.token ? sessions.get(id) : undefined
    if (!session) {
      send(socket, { op: OP.invalidSession, d: false })
      return
    }
    session.socket = socket
    session.sent.slice(seq).forEach(({ t, d }, index) => {
      send(socket, { op: OP.dispatch, t, d, s: seq + index + 1 })
    })
    sendTo(session, 'RESUMED', {})
    tell({ type: 'gateway', what: 'resumed' })
  }

  const gateway: Gateway = {
    refuseIntents: false,
    heartbeatInterval: 41_250,
    shards: { recommended: 1 },
    dispatch(type, payload, guildId) {
      tell({ type: 'dispatch', name: type, payload })
      for (const session of sessions.values())
        if (isOf(session, guildId)) sendTo(session, type, payload)
    },
    sendRaw(data) {
      for (const socket of open()) socket.send(data)
    },
    drop(code) {
      for (const socket of open()) code ? socket.close(code) : socket.terminate()
    },
    invalidate(resumable) {
      const sockets = open()
      if (!resumable) sessions.clear()
      for (const socket of sockets)
        send(socket, resumable ? { op: OP.reconnect } : { op: OP.invalidSession, d: false })
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
  return gateway
}

interface Identify {
  readonly token: string
  readonly intents: number
  readonly shard?: readonly [number, number]
}

interface Resume {
  readonly token: string
  readonly session_id: string
  readonly seq: number
}

const send = (socket: WebSocket, packet: object): void => socket.send(JSON.stringify(packet))

/** Undefined for what is none: anybody on this machine may send anything. */
function readPacket(words: string): Packet | undefined {
  try {
    const packet = JSON.parse(words)
    const isGreeting = packet.op === OP.identify || packet.op === OP.resume
    return isGreeting && !packet.d ? undefined : packet
  } catch {
    return undefined
  }
}

function sendTo(session: Session, t: string, d: unknown): void {
  session.sent.push({ t, d })
  if (session.socket) send(session.socket, { op: OP.dispatch, t, d, s: session.sent.length })
}

/** https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
function isOf({ shard: [index, count] }: Session, guildId?: string): boolean {
  return index === (guildId ? Number((BigInt(guildId) >> 22n) % BigInt(count)) : 0)
}

export function addressOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server is not listening')
  return `ws://127.0.0.1:${address.port}`
}
