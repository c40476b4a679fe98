import { useEffect, useRef, useState } from 'preact/hooks'
import type { Choice, DiscordCommand, DiscordOption } from '../../protocol/index.ts'
import { act } from '../connection.ts'
import type { PageContext } from '../context.ts'
import { Icon } from '../icon.tsx'
import { MenuList, useMenu } from '../menu.tsx'
import { localised } from './localised.ts'

/** Milliseconds after a key in which another one may come, before completions are asked for. */
const TYPING_PAUSE = 120

interface CommandFormProps {
  readonly page: PageContext
  readonly channel: string
  readonly command: DiscordCommand
  readonly leave: () => void
}

type Values = Readonly<Record<string, string | boolean>>

/** A slash command being filled in: a field for each option. */
export function CommandForm({ page, channel, command, leave }: CommandFormProps) {
  const words = page.words.discord
  const options = command.options ?? []
  const [shown, setShown] = useState(
    options.filter((option, index) => option.required || (index === 0 && option.type === 3)),
  )
  const [values, setValues] = useState<Values>({})
  const [missing, setMissing] = useState<string>()
  const optional = options.filter((option) => !shown.includes(option))

  async function send(): Promise<void> {
    const lacking = options.find(({ required, name }) => required && !values[name])
    if (lacking) return setMissing(lacking.name)
    const given = Object.entries(values).filter(([, value]) => value !== '')
    try {
      const { locale } = page
      const asked = { channel, locale, command: command.name, options: Object.fromEntries(given) }
      await act('discord/run', asked)
      leave()
    } catch (error) {
      page.complain(error)
    }
  }

  return (
    <form
      class="command"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {missing && (
        <p class="hint bad" role="alert">
          {words.required}
        </p>
      )}
      <div class="field">
        <div class="options">
          <span class="pill">/{localised(command, 'name', page.locale)}</span>
          {shown.map((option, index) => (
            <OptionField
              key={option.name}
              {...{ page, channel, command, option, send, leave }}
              focused={index === shown.length - 1}
              value={values[option.name] ?? ''}
              setValue={(value) => {
                setValues({ ...values, [option.name]: value })
                setMissing(undefined)
              }}
            />
          ))}
          {optional.map((option) => (
            <button
              key={option.name}
              type="button"
              class="more-option"
              title={localised(option, 'description', page.locale)}
              onClick={() => {
                setShown([...shown, option])
                if (option.type === 5) setValues({ ...values, [option.name]: true })
              }}
            >
              + {localised(option, 'name', page.locale)}
            </button>
          ))}
        </div>
        <button type="button" class="leave" aria-label={page.words.close} onClick={leave}>
          <Icon name="close" size={16} />
        </button>
        <button type="submit" class="send" aria-label={words.send}>
          <Icon name="send" size={20} />
        </button>
      </div>
    </form>
  )
}

interface OptionFieldProps {
  readonly page: PageContext
  readonly channel: string
  readonly command: DiscordCommand
  readonly option: DiscordOption
  readonly focused: boolean
  readonly value: string | boolean
  readonly setValue: (value: string | boolean) => void
  readonly send: () => Promise<void>
  readonly leave: () => void
}

function OptionField(props: OptionFieldProps) {
  const { page, option, focused, value, setValue, leave } = props
  const words = page.words.discord
  const label = localised(option, 'name', page.locale)
  const input = useRef<HTMLInputElement>(null)
  const choices = useChoices(props)
  const menu = useMenu(choices, `${value}`, (choice) => {
    setValue(choice.value)
    menu.close()
  })
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  if (option.type === 5)
    return (
      <label class="option">
        <span>{label}</span>
        <select
          value={String(value)}
          onChange={(event) => setValue(event.currentTarget.value === 'true')}
        >
          <option value="true">{words.yes}</option>
          <option value="false">{words.no}</option>
        </select>
      </label>
    )
  return (
    <label class="option wide">
      <span>{label}</span>
      <MenuList menu={menu} label={words.options} className="popup choices">
        {(choice) => choice.name}
      </MenuList>
      <input
        ref={input}
        type="text"
        autocomplete="off"
        value={String(value)}
        aria-label={`${label}: ${localised(option, 'description', page.locale)}`}
        placeholder={localised(option, 'description', page.locale)}
        {...menu.inputProps}
        onInput={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (menu.onKeyDown(event)) return
          if (event.key === 'Escape' || (event.key === 'Backspace' && value === '')) leave()
        }}
      />
    </label>
  )
}

/** Completions of what was typed, as the bot offers them; none for what was just chosen. */
function useChoices({
  page,
  channel,
  command,
  option,
  value,
}: OptionFieldProps): readonly Choice[] {
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const typed = String(value)
  const { locale } = page
  useEffect(() => {
    if (!option.autocomplete) return
    let current = true
    const timer = setTimeout(async () => {
      const asked = { channel, command: command.name, option: option.name, typed, locale }
      const found = await act('discord/complete', asked).catch(() => [])
      if (current) setChoices(found as readonly Choice[])
    }, TYPING_PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [typed, locale, channel, command.name, option.name, option.autocomplete])
  return choices.some((choice) => choice.value === typed) ? [] : choices
}
