import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** Pixels from the end within which somebody counts as reading the newest. */
const NEAR = 80

/**
 * Keeps a list at its end when it grows (`key` changes) or gets another size, unless the person has
 * scrolled up to read.
 */
export function useBottom(key: string) {
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const stay = () => {
    const { current } = list
    if (current && atEnd.current) current.scrollTop = current.scrollHeight
  }
  useLayoutEffect(stay, [key])
  useEffect(() => {
    const { current } = list
    if (!current) return
    const onScroll = () => {
      atEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < NEAR
    }
    const sizes = new ResizeObserver(stay)
    sizes.observe(current)
    current.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      sizes.disconnect()
      current.removeEventListener('scroll', onScroll)
    }
  }, [])
  return list
}
