/** Milliseconds. */
export const DAY = 86_400_000

/** The beginning of a day in UTC, in milliseconds since 1970. */
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY
