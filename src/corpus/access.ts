import { z } from 'zod'
import type { Report } from './problems.ts'
import { readYaml } from './yaml.ts'

/** `hiking/collection.yaml`: who may read the folder. */
const ACCESS_FILE = /^[^/]+\/collection\.ya?ml$/i

/** A file of this name that cannot be read is an error: without it the folder would be open. */
export const isAccessFile = (path: string): boolean => ACCESS_FILE.test(path)

const NO_ROLE = 'is not the id of a role → write it in quotation marks: "1234567890123456789"'
const NO_CHAT = 'is not the number of a chat → write for example "-1001234567890"'
const SCHEMA = z.strictObject({
  access: z
    .strictObject(
      {
        discordRoles: z
          .array(z.string(NO_ROLE).regex(/^\d{15,20}$/, NO_ROLE), 'must be a list of role ids')
          .default([]),
        telegramChats: z
          .array(z.string(NO_CHAT).regex(/^-?\d{1,16}$/, NO_CHAT), 'must be a list of chats')
          .default([]),
      },
      'must name who may read the folder → write discordRoles: [...] or telegramChats: [...]',
    )
    .optional(),
})

/** The keys of the chats and roles that alone may read the folder; undefined for everybody. */
export function readAccess(
  { path, text }: { readonly path: string; readonly text: string },
  report: Report,
): readonly string[] | undefined {
  const read = readYaml(path, text, SCHEMA, report)
  // Until the mistake is corrected, nobody may.
  if (!read) return []
  const { access } = read.value
  return (
    access && [
      ...access.discordRoles.map((id) => `discord:${id}`),
      ...access.telegramChats.map((id) => `telegram:${id}`),
    ]
  )
}
