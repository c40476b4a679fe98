// Plain marks that tell the panes apart: a speech bubble each, in the platform's colour; no logos.

export const DiscordMark = () => (
  <svg class="mark" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path
      fill="#5865f2"
      d="M5 4h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-6l-5 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z"
    />
    <path fill="#fff" d="M8 8h2l-1 6H7zm5 0h2l-1 6h-2zM6.5 9.5h10V11h-10zm-.3 2.6h10v1.4h-10z" />
  </svg>
)

export const TelegramMark = () => (
  <svg class="mark" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <circle cx="12" cy="12" r="10" fill="#2aabee" />
    <path fill="#fff" d="m5 12 12.5-5.2-2.3 11-4.2-3.2-2 2-.3-3.3 6-5-7.2 4.4z" />
  </svg>
)

/** An avatar made of a letter; the colour follows from the name. */
export const Avatar = ({ name, bot }: { readonly name: string; readonly bot: boolean }) => (
  <span class="avatar" data-bot={bot} data-hue={hueOf(name)} aria-hidden="true">
    {bot ? '出' : [...name][0]?.toUpperCase()}
  </span>
)

const hueOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5
