import type { Placements } from '../request/placement-schema.ts'
import { BUCKETS, HELD_OUT } from './experiment-schema.ts'

/** Buckets by arm of an experiment, as the first placement with it has them, what no arm has under `HELD_OUT`; undefined where none has it. */
export function plannedShares(placements: Placements, id: string): Readonly<Record<string, number>> | undefined {
  const arms = Object.values(placements).find(({ experiment }) => experiment?.id === id)?.experiment?.arms
  if (arms === undefined) return undefined
  const rest = BUCKETS - arms.reduce((sum, { share }) => sum + share, 0)
  return Object.fromEntries([...arms.map(({ name, share }) => [name, share] as const), ...(rest > 0 ? [[HELD_OUT, rest] as const] : [])])
}
