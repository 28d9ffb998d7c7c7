import type { Period } from './warehouse.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The parameters that a statement names: days (`@from`, `@to`), or the epoch milliseconds that they span (`@from_ms`, and `@to_ms` behind it). */
export function periodParameters(sql: string, { from, to }: Period): Record<string, string | number> {
  const all = { from, to, from_ms: Date.parse(from), to_ms: Date.parse(to) + DAY_MS }
  return Object.fromEntries(Object.entries(all).filter(([name]) => new RegExp(`@${name}\\b`).test(sql)))
}

/** The last days up to one, by UTC. */
export function lastDays(days: number, now: number): Period {
  return { from: dayOf(now - (days - 1) * DAY_MS), to: dayOf(now) }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
