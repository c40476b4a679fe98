/** Simple signs on a grid of 24, drawn with one stroke. */
const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  fold: 'M6 15l6-6 6 6',
  leave: 'M8 16L17 7M9 7h8v8',
  light:
    'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19',
  menu: 'M4 7h16M4 12h16M4 17h10',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  reply: 'M9 14L4 9l5-5M4 9h9a7 7 0 0 1 7 7v3',
  send: 'M5 12L3.5 4.5 21 12 3.5 19.5 5 12ZM5 12h7',
  unfold: 'M6 9l6 6 6-6',
} as const

export const Icon = ({ name, size = 18 }: { readonly name: keyof typeof PATHS; size?: number }) => (
  <svg
    class="icon"
    viewBox="0 0 24 24"
    width={size}
    height={size}
    fill="none"
    stroke="currentColor"
    stroke-width={name === 'more' ? 3 : 2}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
)
