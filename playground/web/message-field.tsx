import type { RefObject } from 'preact'
import { Icon } from './icon.tsx'
import type { useMenu } from './menu.tsx'

interface MessageFieldProps {
  readonly input: RefObject<HTMLInputElement>
  readonly text: string
  readonly setText: (text: string) => void
  readonly placeholder: string
  readonly label: string
  /** Of the button. */
  readonly send: string
  /** The list above the field, which has its keys first. */
  readonly menu: Pick<ReturnType<typeof useMenu>, 'inputProps' | 'onKeyDown'>
  readonly stopReply: () => void
}

/** Where a message is typed, and the button that sends it; its form does the rest. */
export function MessageField(props: MessageFieldProps) {
  const { input, text, setText, placeholder, label, send, menu, stopReply } = props
  return (
    <>
      <input
        ref={input}
        type="text"
        autocomplete="off"
        value={text}
        placeholder={placeholder}
        aria-label={label}
        {...menu.inputProps}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (menu.onKeyDown(event)) return
          if (event.key === 'Escape') stopReply()
        }}
      />
      <button type="submit" class="send" aria-label={send} disabled={!text.trim()}>
        <Icon name="send" size={20} />
      </button>
    </>
  )
}
