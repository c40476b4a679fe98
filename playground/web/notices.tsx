import { useEffect, useState } from 'preact/hooks'
import type { Words } from './words.ts'

/** Milliseconds that people have to read a notice. */
export const NOTICE_LASTS = 6_000

interface Notice {
  readonly text: string
  readonly bad: boolean
}

/** What is said above the chats for a moment, if anything, and how to say something there. */
export function useNotice(): readonly [Notice | undefined, (notice: Notice) => void] {
  const [notice, setNotice] = useState<Notice>()
  useEffect(() => {
    const timer = notice ? setTimeout(() => setNotice(undefined), NOTICE_LASTS) : undefined
    return () => clearTimeout(timer)
  }, [notice])
  return [notice, setNotice]
}

interface NoticesProps {
  readonly words: Words
  readonly connected: boolean
  /** What is wrong with the material. */
  readonly problem: string | undefined
  readonly notice: Notice | undefined
}

export function Notices({ words, connected, problem, notice }: NoticesProps) {
  return (
    <div class="notices" role="status" aria-live="polite">
      {!connected && <p class="notice bad">{words.lost}</p>}
      {connected && problem && (
        <div class="notice bad">
          <p>{words.broken}</p>
          <pre>{problem}</pre>
        </div>
      )}
      {notice && <p class={notice.bad ? 'notice bad' : 'notice'}>{notice.text}</p>}
    </div>
  )
}
