import { namesOf } from './command-names.ts'
import type { Command } from './types.ts'

/** A command as somebody typed it. */
interface TypedCommand {
  /** The command's own name; of one that does not exist, what was typed, in lower case. */
  readonly name: string
  /** Undefined for one that does not exist. */
  readonly command: Command | undefined
  /** The bot it is addressed to, in lower case: /ask@bot. */
  readonly bot: string | undefined
  readonly text: string
}

const TYPED = /^[/／]([^\s@/／]{1,64})(?:@(\w{1,64}))?/u
/** What may stand between a command and its words beside a space, as Chinese has none. */
const MARKS = /^[\s，,：:；;、。]{1,9}/u

/**
 * Reads `/ask words` and what people type instead: `／ask`, `/问DeepSeek有多少人`, `/ask：…`,
 * `/ask@bot，…`. Undefined for a message that is no command.
 */
export function readCommand(
  message: string,
  commands: readonly Command[],
): TypedCommand | undefined {
  const [typed, word, bot] = TYPED.exec(message) ?? []
  if (!typed || !word) return undefined
  const lower = word.normalize('NFKC').toLowerCase()
  const rest = message.slice(typed.length)
  const found = bot ? exactly(lower, commands) : glued(lower, commands)
  const name = found?.command.name ?? lower
  const text = `${word.slice(found?.length ?? word.length)}${rest}`.replace(MARKS, '').trim()
  return { name, command: found?.command, bot: bot?.toLowerCase(), text }
}

interface Found {
  readonly command: Command
  /** UTF-16 units of the name. */
  readonly length: number
}

function exactly(word: string, commands: readonly Command[]): Found | undefined {
  const command = commands.find((candidate) => namesOf(candidate).includes(word))
  return command && { command, length: word.length }
}

/** The longest name that the word begins with, where something shows that the name ends there. */
function glued(word: string, commands: readonly Command[]): Found | undefined {
  const prefixes = commands.flatMap((command) =>
    namesOf(command)
      .filter((name) => word.startsWith(name) && endsAt(word, name.length))
      .map((name) => ({ command, length: name.length })),
  )
  return prefixes.sort((a, b) => b.length - a.length)[0]
}

/** Between letters of two scripts, after Han characters, or before a mark; /askDeepSeek有多少人 has Han later. */
function endsAt(word: string, length: number): boolean {
  const [before = '', after = ''] = [word[length - 1], word[length]]
  if (after === '' || !/[\w-]/.test(after) || !/\w/.test(before)) return true
  return /\p{Script=Han}/u.test(word.slice(length))
}
