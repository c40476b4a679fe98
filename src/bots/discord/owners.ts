import type { Client } from 'discord.js'
import type { Answer } from '../../answers/index.ts'
import { markAsker } from './button-data.ts'
import { renderAnswer } from './render.ts'

/** The owner of the application, a person or a team, hosts the bot. */
export function createOwners(client: Client, report: (error: unknown) => void) {
  const owners = new Set<string>()
  return {
    has: (id: string): boolean => owners.has(id),
    areKnown: (): boolean => owners.size > 0,
    async learn(): Promise<void> {
      const { owner } = (await client.application?.fetch()) ?? {}
      if (owner && 'members' in owner) for (const id of owner.members.keys()) owners.add(id)
      else if (owner) owners.add(owner.id)
    },
    async tell(answer: Answer): Promise<void> {
      for (const id of owners)
        for (const message of renderAnswer(answer, { asker: markAsker(id) }))
          await client.users.send(id, message).catch(report)
    },
  }
}
