import type { PageContext } from './context.ts'
import { Icon } from './icon.tsx'

interface SideHeadProps {
  readonly page: PageContext
  readonly title: string
  readonly lead: string
  readonly close: () => void
}

export const SideHead = ({ page, title, lead, close }: SideHeadProps) => (
  <header class="side-head">
    <div>
      <h2>{title}</h2>
      <p>{lead}</p>
    </div>
    <button type="button" class="close" aria-label={page.words.close} onClick={close}>
      <Icon name="close" size={18} />
    </button>
  </header>
)
