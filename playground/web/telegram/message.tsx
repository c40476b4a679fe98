import type { CitedPassage, ShownPicture, TelegramMessage } from '../../protocol/index.ts'
import { Origins } from '../cited-text.tsx'
import type { PageContext } from '../context.ts'
import { timeOf } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Avatar } from '../marks.tsx'
import { Picture } from '../picture.tsx'
import { type EntityContext, Link, RichText } from './entities.tsx'

interface MessageProps {
  readonly page: PageContext
  readonly message: TelegramMessage
  readonly me: number
  readonly answer: number | undefined
  readonly picture: ShownPicture | undefined
  readonly citations: readonly CitedPassage[]
  readonly context: EntityContext
  /** @param quote the part of the message that is selected */
  readonly reply: (quote: string) => void
  readonly click: (data: string) => Promise<void>
}

export function Message(props: MessageProps) {
  const { page, message, me, answer, picture, citations, context, reply } = props
  const words = page.words.telegram
  const { from, reply_to_message: target, via_bot: via, chat } = message
  const { text, entities = [] } = wordsOf(message)
  const preview = message.link_preview_options?.url
  const own = from.id === me
  const inGroup = chat.type !== 'private'
  return (
    <li class="message" data-own={own} data-group={inGroup}>
      {inGroup && !own && <Avatar name={from.first_name} bot={from.is_bot} />}
      <div class="stack">
        <article class="bubble">
          {inGroup && !own && (
            <p class="name">
              {from.first_name}
              {from.is_bot && <small> {words.bot}</small>}
            </p>
          )}
          {via && (
            <p class="via">
              {words.via} @{via.username}
            </p>
          )}
          {target && (
            <p class="reply-to">
              <b>{target.from.id === me ? page.words.you : target.from.first_name}</b>
              <span>{message.quote?.text ?? target.text}</span>
            </p>
          )}
          {picture && <Picture picture={picture} alt={message.caption ?? ''} />}
          <div class="text">
            <RichText text={text} entities={entities} context={context} />
            {preview && <p class="preview">🖼 {preview}</p>}
            <time>
              {message.edit_date && `${words.edited} `}
              {timeOf(message.date * 1_000, page.locale)}
              {own && <span aria-hidden="true"> ✓✓</span>}
            </time>
          </div>
        </article>
        <Keyboard {...props} />
        <Origins {...{ answer, citations, page }} />
      </div>
      <button
        type="button"
        class="reply"
        aria-label={words.reply}
        title={words.reply}
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => reply(selectionIn(event.currentTarget.parentElement))}
      >
        <Icon name="reply" size={16} />
      </button>
    </li>
  )
}

/** Of a photo they stand below it. */
const wordsOf = (message: TelegramMessage) => {
  const { text, entities, photo, animation, caption = '', caption_entities } = message
  return photo || animation ? { text: caption, entities: caption_entities } : { text, entities }
}

/** What is selected inside an element, as one quotes it in a reply. */
function selectionIn(element: HTMLElement | null): string {
  const selection = getSelection()
  const inside = element?.querySelector('.text')?.contains(selection?.anchorNode ?? null)
  return inside ? String(selection).trim() : ''
}

function Keyboard({ message, context, click }: MessageProps) {
  const rows = message.reply_markup?.inline_keyboard ?? []
  if (rows.length === 0) return null
  return (
    <div class="keyboard">
      {rows.map((row, index) => (
        <div key={`${index}`}>
          {row.map((button, at) =>
            button.url ? (
              <Link key={`${at}`} className="key" url={button.url} context={context}>
                {button.text} <Icon name="leave" size={13} />
              </Link>
            ) : (
              <button
                key={`${at}`}
                type="button"
                class="key"
                onClick={async ({ currentTarget: key }) => {
                  key.ariaBusy = 'true'
                  await click(button.callback_data ?? '')
                  key.ariaBusy = null
                }}
              >
                {button.text}
              </button>
            ),
          )}
        </div>
      ))}
    </div>
  )
}
