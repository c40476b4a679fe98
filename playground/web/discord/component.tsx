import type { DiscordComponent } from '../../protocol/index.ts'
import { safeUrl } from '../format.ts'
import { Icon } from '../icon.tsx'
import { Picture } from '../picture.tsx'
import { Markdown, type MarkdownContext } from './markdown.tsx'

/** https://docs.discord.com/developers/components/reference#component-object-component-types */
const TYPE = { row: 1, button: 2, text: 10, gallery: 12, separator: 14, container: 17 } as const
const STYLES = ['', 'primary', 'secondary', 'success', 'danger', 'link']

interface ComponentProps {
  readonly component: DiscordComponent
  readonly context: MarkdownContext
  /** @param button its custom_id */
  readonly click: (button: string) => void
}

/** What a message is made of; what Discord has and the bot does not use is named, not guessed. */
export function Component({ component, ...rest }: ComponentProps) {
  const { context, click } = rest
  const inner = component.components?.map((child, index) => (
    <Component key={`${index}`} component={child} {...rest} />
  ))
  switch (component.type) {
    case TYPE.container:
      return (
        <div class="container">
          {typeof component.accent_color === 'number' && (
            <span class="accent" ref={(bar) => paint(bar, component.accent_color ?? 0)} />
          )}
          {inner}
        </div>
      )
    case TYPE.text:
      return <Markdown text={component.content ?? ''} context={{ ...context, extended: true }} />
    case TYPE.separator:
      return <hr data-divider={component.divider ?? true} />
    // The page asks nobody outside for pictures: it says what they show.
    case TYPE.gallery:
      return (
        <div class="gallery">
          {component.items?.map(({ media, description }) =>
            'width' in media ? (
              <Picture key={media.url} picture={media} alt={description ?? ''} />
            ) : (
              <p key={media.url}>🖼 {description ?? media.url}</p>
            ),
          )}
        </div>
      )
    case TYPE.row:
      return <div class="row">{inner}</div>
    case TYPE.button:
      return component.url ? (
        <a
          class="button"
          data-style="link"
          href={safeUrl(component.url)}
          target="_blank"
          rel="noopener noreferrer"
        >
          {component.label} <Icon name="leave" size={14} />
        </a>
      ) : (
        <button
          type="button"
          class="button"
          data-style={STYLES[component.style ?? 2]}
          disabled={component.disabled ?? false}
          onClick={() => click(component.custom_id ?? '')}
        >
          {component.label}
        </button>
      )
    default:
      return (
        <p class="unknown">
          {context.page.words.discord.unknown} {component.type}
        </p>
      )
  }
}

/** The colour is the bot's; set by script, as the page allows no style in markup. */
function paint(bar: HTMLElement | null, color: number): void {
  if (bar) bar.style.backgroundColor = `#${color.toString(16).padStart(6, '0')}`
}
