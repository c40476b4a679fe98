import { useEffect, useState } from 'preact/hooks'

/** Milliseconds for which Telegram's apps show what answers a click. */
const TOAST_LASTS = 5_000

/** What stands above the chat for a moment, if anything, and how to show something there. */
export function useToast(): readonly [string | undefined, (text: string) => void] {
  const [toast, setToast] = useState<{ readonly text: string }>()
  useEffect(() => {
    const timer = toast ? setTimeout(() => setToast(undefined), TOAST_LASTS) : undefined
    return () => clearTimeout(timer)
  }, [toast])
  return [toast?.text, (text) => setToast({ text })]
}
