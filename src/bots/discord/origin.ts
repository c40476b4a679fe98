import { PermissionFlagsBits } from 'discord-api-types/v10'
import type { Origin } from '../../answers/index.ts'
import type { Whereabouts } from './events.ts'

/**
 * Where something comes from. A thread belongs to its channel, so that what is chosen for a channel
 * holds in its threads.
 */
export function originOf(where: Whereabouts, isOwner: (userId: string) => boolean): Origin {
  const { user, guildId, channelId, channel, memberPermissions } = where
  const room = (channel?.isThread() && channel.parentId) || channelId || user.id
  return {
    platform: 'discord',
    user: `discord:${user.id}`,
    room: `discord:${room}`,
    place: `discord:${guildId ?? room}`,
    isPrivate: guildId === null,
    isOwner: isOwner(user.id),
    mayManage: async () =>
      guildId === null || (memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false),
  }
}
