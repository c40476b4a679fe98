import type { Actions, News } from '../protocol/index.ts'

/** Hears the server's news, again after every interruption. @returns how to stop */
export function listen(learn: (news: News) => void, onState: (connected: boolean) => void) {
  const events = new EventSource('/api/news')
  events.onmessage = ({ data }) => learn(JSON.parse(data) as News)
  events.onopen = () => onState(true)
  events.onerror = () => onState(false)
  return () => events.close()
}

/** @throws an error in words that can be shown */
export async function act<Name extends keyof Actions>(
  name: Name,
  body: Actions[Name],
): Promise<unknown> {
  return request(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

export const view = <T>(path: string): Promise<T> => request(`/api/${path}`, {}) as Promise<T>

async function request(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(path, init)
  const body: unknown = await response.json()
  if (response.ok) return body
  throw new Error((body as { error: string }).error)
}
