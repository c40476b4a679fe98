/** Updates that one call returns at most: https://core.telegram.org/bots/api#getupdates */
export const MAX_UPDATES = 100

/**
 * The updates that Telegram is to keep: all from the first on that is not answered. A call confirms
 * those before it, and is told the others again.
 *
 * @param room updates for which each call has room beside those that are told again
 */
export function createWindow(room: number) {
  const told = new Set<number>()
  const open = new Set<number>()
  /** The update after the last one. */
  let next = 0

  /** Confirms all before the first that is open. */
  const advance = (): number => {
    const first = Math.min(next, ...open)
    for (const id of told) if (id < first) told.delete(id)
    return first
  }
  return {
    /** @returns whether Telegram delivers it for the first time */
    add(id: number): boolean {
      if (told.has(id)) return false
      told.add(id)
      open.add(id)
      next = Math.max(next, id + 1)
      return true
    },
    answered: (id: number): void => void open.delete(id),
    /** The first update that is to be told. Of what has waited while others came, the oldest is given up. */
    offset(): number {
      let offset = advance()
      while (told.size + room > MAX_UPDATES) {
        open.delete(offset)
        offset = advance()
      }
      return offset
    },
    /** How many updates Telegram will deliver again. */
    size: (): number => told.size,
  }
}
