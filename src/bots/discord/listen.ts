import { ChannelType, type Client, Events, type Interaction } from 'discord.js'
import type { Responder } from '../../answers/index.ts'
import type { Once } from '../../shared/claims.ts'
import { withQuestionId } from '../../shared/question-id.ts'
import { createSparseLog } from '../../shared/sparse-log.ts'
import type { Log, Meter } from '../../shared/types.ts'
import type { AnsweringOptions } from './answering.ts'
import { guardPackets } from './client.ts'
import { type Conversation, createConversation } from './conversation.ts'
import type { Deadlines } from './deadlines.ts'
import { toCloseError } from './errors.ts'
import type { TaskQueue } from './queue.ts'

/** Channels whose threads are posts with a title. */
const FORUMS: readonly ChannelType[] = [ChannelType.GuildForum, ChannelType.GuildMedia]

interface ListenOptions extends Pick<AnsweringOptions, 'commandId' | 'isOwner' | 'report'> {
  readonly client: Client
  /** Answers under way. */
  readonly queue: TaskQueue
  readonly once: Once
  readonly log: Log
  readonly meter: Meter | undefined
  readonly apiUrl: string | undefined
  readonly deadlines: Deadlines
  readonly isStopping: () => boolean
  /** The connection is lost for good. */
  readonly giveUp: (reason: Error) => void
  readonly stop: () => Promise<void>
}

/** Answers the events of a client, each once among all copies, until the bot stops. */
export function listen(
  responder: Responder,
  { client, queue, once, log, meter, apiUrl, deadlines, ...options }: ListenOptions,
): void {
  const { commandId, isOwner, report, isStopping, giveUp, stop } = options
  const conversation = createConversation({ responder, commandId, isOwner, report, apiUrl })
  const drops = createSparseLog((dropped) =>
    log.warn('Discord: too many questions at once; some are dropped', { dropped }),
  )
  /**
   * Two sessions of one shard, as while a copy takes over from another, are both told of an event.
   *
   * @param task resolves to whether something was to be answered
   */
  const run = (id: string, task: () => Promise<boolean>) => {
    if (isStopping()) return
    const received = performance.now()
    const answer = async () => {
      if (await task()) meter?.delivered('discord', performance.now() - received)
    }
    if (withQuestionId(() => queue.run(() => once(`discord ${id}`, answer)))) return
    meter?.undelivered('discord', 'queue_full')
    drops.note()
  }
  guardPackets(client, report)
  client.on(Events.InteractionCreate, (interaction) => {
    deadlines.begin(interaction.id)
    run(interaction.id, () => takePart(conversation, interaction))
  })
  client.on(Events.MessageCreate, (message) => {
    const self = message.client.user.id
    if (conversation.concerns(message, self))
      run(message.id, () => conversation.read(message, self))
  })
  client.on(Events.ThreadCreate, (thread, isNew) => {
    const isPost = FORUMS.includes(thread.parent?.type as ChannelType)
    if (isNew && isPost) run(thread.id, () => conversation.openPost(thread, thread.client.user.id))
  })
  // After the end, discord.js says in its own words once more why.
  const reportWhileUp = (error: unknown) => {
    if (!isStopping()) report(error)
  }
  client.on(Events.Error, reportWhileUp)
  // Before the bot is ready, `start` rejects with the same.
  client.on(Events.ShardError, (error) => client.isReady() && reportWhileUp(error))
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (client.isReady()) giveUp(toCloseError(code))
    else void stop()
  })
}

/** @returns whether it was a question: what is still being typed is none */
async function takePart(conversation: Conversation, interaction: Interaction): Promise<boolean> {
  if (interaction.isAutocomplete()) await conversation.complete(interaction)
  else if (interaction.isButton()) await conversation.click(interaction)
  else if (interaction.isModalSubmit()) await conversation.submit(interaction)
  else if (interaction.isChatInputCommand()) await conversation.run(interaction)
  else if (interaction.isMessageContextMenuCommand()) await conversation.runOnMessage(interaction)
  return !interaction.isAutocomplete()
}
