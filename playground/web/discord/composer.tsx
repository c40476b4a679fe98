import { useEffect, useRef, useState } from 'preact/hooks'
import type { DiscordCommand, DiscordMessage } from '../../protocol/index.ts'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'
import { Icon } from '../icon.tsx'
import { Avatar } from '../marks.tsx'
import { MenuList, useMenu } from '../menu.tsx'
import { MessageField } from '../message-field.tsx'
import { CommandForm } from './command-form.tsx'
import { localised } from './localised.ts'

interface ComposerProps {
  readonly page: PageContext
  readonly channel: string
  /** `#reading`, or a person. */
  readonly name: string
  readonly commands: readonly DiscordCommand[]
  readonly bot: { readonly id: string; readonly name: string }
  readonly isDirect: boolean
  readonly replyTo: DiscordMessage | undefined
  readonly stopReply: () => void
  /** A command that was tapped somewhere. */
  readonly command: DiscordCommand | undefined
  readonly setCommand: (command: DiscordCommand | undefined) => void
}

export function Composer(props: ComposerProps) {
  const { page, replyTo, stopReply, command, setCommand } = props
  const words = page.words.discord
  return (
    <div class="composer">
      {replyTo && (
        <p class="replying">
          {words.replyingTo(replyTo.author.name)}
          <button type="button" aria-label={page.words.close} onClick={stopReply}>
            <Icon name="close" size={16} />
          </button>
        </p>
      )}
      {command ? (
        <CommandForm
          {...props}
          key={command.name}
          command={command}
          leave={() => setCommand(undefined)}
        />
      ) : (
        <TextForm {...props} />
      )}
    </div>
  )
}

function TextForm({
  page,
  channel,
  name,
  commands,
  bot,
  isDirect,
  replyTo,
  stopReply,
  setCommand,
}: ComposerProps) {
  const words = page.words.discord
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (replyTo) input.current?.focus()
  }, [replyTo])
  const typed = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase()
  const mentioning = /(?:^|\s)@(\w*)$/.exec(text)?.[1]
  const slash =
    typed === undefined
      ? []
      : commands.filter(
          (one) =>
            one.type === 1 &&
            (one.name.startsWith(typed) || localised(one, 'name', page.locale).startsWith(typed)),
        )
  const mentions =
    mentioning !== undefined && bot.name.toLowerCase().startsWith(mentioning.toLowerCase())
      ? [bot]
      : []
  const slashMenu = useMenu(slash, text, setCommand)
  const mentionMenu = useMenu(mentions, text, () => setText(text.replace(/@\w*$/, `@${bot.name} `)))
  const unheard =
    !isDirect && !replyTo && text.trim() !== '' && !/^\//.test(text) && !text.includes('@')

  async function send(): Promise<void> {
    const words = text.trim().replaceAll(`@${bot.name}`, `<@${bot.id}>`)
    if (!words) return
    try {
      await act('discord/say', { channel, text: words, ...(replyTo && { replyTo: replyTo.id }) })
      setText('')
      stopReply()
    } catch (error) {
      page.complain(error)
    }
  }

  const open = slashMenu.items.length > 0 ? slashMenu : mentionMenu
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <MenuList menu={slashMenu} label={words.commands} className="popup">
        {(one) => (
          <>
            <Avatar name="" bot={true} />
            <span>
              <b>/{localised(one, 'name', page.locale)}</b>
              <small>{localised(one, 'description', page.locale)}</small>
            </span>
            <em>{bot.name}</em>
          </>
        )}
      </MenuList>
      <MenuList menu={mentionMenu} label="@" className="popup">
        {(one) => (
          <>
            <Avatar name={one.name} bot={true} /> <b>{one.name}</b>
          </>
        )}
      </MenuList>
      {unheard && <p class="hint">{words.unheard}</p>}
      <div class="field">
        <MessageField
          {...{ input, text, setText, stopReply }}
          placeholder={words.placeholder(name)}
          label={words.placeholder(name)}
          send={words.send}
          menu={open}
        />
      </div>
    </form>
  )
}
