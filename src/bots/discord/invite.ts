import { PermissionFlagsBits } from 'discord-api-types/v10'

/**
 * What answering takes, and no more. Slash commands need none of them; mentions do: the bot must
 * see the channel, may write in it and in its threads, a reply points at an older message, and
 * pictures of the material come as files.
 * Containers, unlike embeds, need no "Embed Links".
 */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory

/** The link that brings the bot into a server (https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow). */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(PERMISSIONS),
  })
  return `https://discord.com/oauth2/authorize?${query}`
}
