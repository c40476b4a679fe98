import { PermissionFlagsBits } from 'discord-api-types/v10'
import type { Origin } from '../../answers/index.ts'
import type { InteractionContext } from './events.ts'

/**
 * Where something comes from. A thread belongs to its channel, so that what is chosen for a channel
 * holds in its threads.
 */
export function originOf(where: InteractionContext, isOwner: (userId: string) => boolean): Origin {
  const { user, guildId, channelId, channel, memberPermissions } = where
  const parentId = channel?.isThread() ? channel.parentId : undefined
  const id = parentId || channelId || user.id
  return {
    platform: 'discord',
    user: `discord:${user.id}`,
    channel: `discord:${id}`,
    scope: `discord:${guildId ?? id}`,
    isPrivate: guildId === null,
    isOwner: isOwner(user.id),
    roles: rolesOf(where).map((role) => `discord:${role}`),
    mayManage: async () =>
      guildId === null || (memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false),
  }
}

const rolesOf = ({ member }: InteractionContext): readonly string[] => {
  const roles = member?.roles ?? []
  return 'cache' in roles ? roles.cache.map(({ id }) => id) : roles
}
