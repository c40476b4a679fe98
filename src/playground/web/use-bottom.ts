import { useLayoutEffect, useRef } from 'preact/hooks'

/** Pixels from the end within which somebody counts as reading the newest. */
const NEAR = 240

/** Keeps a list at its end whenever `key` changes, unless the person has scrolled up to read. */
export function useBottom(key: string) {
  const list = useRef<HTMLDivElement>(null)
  const height = useRef(0)
  useLayoutEffect(() => {
    const { current } = list
    if (!current) return
    const gap = height.current - current.scrollTop - current.clientHeight
    if (height.current === 0 || gap < NEAR) current.scrollTop = current.scrollHeight
    height.current = current.scrollHeight
  }, [key])
  return list
}
