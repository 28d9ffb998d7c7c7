import { z } from 'zod'
import { signalClassOf } from '#shared/signals/signal-class.ts'
import type { TierName } from '../tiers/registry.ts'

const order = z.enum(['content-first', 'interleaved', 'co-watch-first'])
const views = z.number().min(0)

export const mixingSchema = z
  .strictObject({
    /** Views, or viewers of late, from which on a seed's signal is mid, and high. */
    midFrom: views,
    highFrom: views,
    /** What a shelf begins with, by the signal of its seed: contents, what the same viewers watched, or both by turns. */
    low: order,
    mid: order,
    high: order,
  })
  .refine(({ midFrom, highFrom }) => midFrom <= highFrom, 'midFrom is greater than highFrom')

export type Mixing = Readonly<z.output<typeof mixingSchema>>

/** Of a fresh video only the content is known; what many watched is known best by what they watched beside it. */
export const MIXING: Mixing = { midFrom: 100, highFrom: 10_000, low: 'content-first', mid: 'interleaved', high: 'co-watch-first' }

/**
 * The tiers of a placement in the order in which a shelf is filled, those that take turns together. What the placement does not name stays
 * away, whatever the signal.
 */
export function fillOrder(tiers: readonly TierName[], mixing: Mixing, viewsOfSeed: number): readonly (readonly TierName[])[] {
  const asNamed = tiers.map((tier) => [tier])
  if (!tiers.includes('co-watched')) return asNamed
  const order = mixing[signalClassOf(viewsOfSeed, { mid: mixing.midFrom, high: mixing.highFrom })]
  const others = asNamed.filter(([tier]) => tier !== 'co-watched')
  if (order === 'co-watch-first') return [['co-watched'], ...others]
  if (order === 'content-first' || !tiers.includes('similar')) return asNamed
  return others.map(([tier]) => (tier === 'similar' ? ['similar', 'co-watched'] : tier === undefined ? [] : [tier]))
}

/** By turns one of each list, beginning with the first; what is left of the longer comes last. */
export function byTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat()
}
