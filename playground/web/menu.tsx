import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

/** A list above an input: arrows move in it, Enter or Tab picks, Escape closes. */
interface Menu<T> {
  readonly items: readonly T[]
  readonly active: number
  readonly id: string
  /** For the input that the list belongs to. */
  readonly inputProps: Record<string, string | boolean | undefined>
  pick(item: T, how: 'pick' | 'tab'): void
  /** @returns whether the key was for the list */
  onKeyDown(event: KeyboardEvent): boolean
  close(): void
}

/**
 * @param key what was typed: a change opens the list again, at its top
 * @param onPick told the item, and whether Tab picked it
 */
export function useMenu<T>(
  items: readonly T[],
  key: string,
  onPick: (item: T, how: 'pick' | 'tab') => void,
): Menu<T> {
  const id = useId()
  const [active, setActive] = useState(0)
  const [closed, setClosed] = useState('')
  useEffect(() => setActive(0), [key])
  const shown = closed === key && key !== '' ? [] : items
  const at = Math.min(active, Math.max(0, shown.length - 1))
  return {
    items: shown,
    active: at,
    id,
    inputProps: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': shown.length > 0,
      'aria-controls': shown.length > 0 ? id : undefined,
      'aria-activedescendant': shown.length > 0 ? `${id}-${at}` : undefined,
    },
    pick: onPick,
    close: () => setClosed(key),
    onKeyDown(event) {
      if (shown.length === 0 || event.isComposing) return false
      const { length } = shown
      const item = shown[at]
      if (event.key === 'ArrowDown') setActive((at + 1) % length)
      else if (event.key === 'ArrowUp') setActive((at + length - 1) % length)
      else if (event.key === 'Escape') setClosed(key)
      else if ((event.key === 'Enter' || event.key === 'Tab') && item !== undefined)
        onPick(item, event.key === 'Tab' ? 'tab' : 'pick')
      else return false
      event.preventDefault()
      return true
    },
  }
}

interface MenuListProps<T> {
  readonly menu: Menu<T>
  readonly label: string
  readonly className: string
  readonly children: (item: T) => ComponentChildren
}

export function MenuList<T>({ menu, label, className, children }: MenuListProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [menu.active])
  if (menu.items.length === 0) return null
  return (
    <div ref={list} class={className} id={menu.id} role="listbox" aria-label={label}>
      {menu.items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and has the keys
        <div
          key={`${index}`}
          id={`${menu.id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === menu.active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => menu.pick(item, 'pick')}
        >
          {children(item)}
        </div>
      ))}
    </div>
  )
}
