import type { FieldMix } from '#shared/recipe/recipe.ts'

/** How much is seen of the videos of one field mix. */
export interface Exposure {
  readonly mix: FieldMix
  /** Its share of the catalogue, 0 to 1. */
  readonly catalogue: number
  /** Its share of the ten best of all seeds. */
  readonly top: number
  /** top / catalogue: 1 is parity; under one half a mix is buried. */
  readonly ratio: number
}

const CUTOFF = 10

/** The exposure of each field mix, the most frequent first. */
export function exposureOf(mixes: ReadonlyMap<string, FieldMix>, rankings: Iterable<readonly string[]>): readonly Exposure[] {
  const stock = countBy(mixes.values())
  const shown = Array.from(rankings, (ranking) => ranking.slice(0, CUTOFF)).flat()
  const top = countBy(shown.flatMap((id) => mixes.get(id) ?? []))
  return Array.from(stock, ([mix, count]) => {
    const shares = { catalogue: count / mixes.size, top: (top.get(mix) ?? 0) / Math.max(1, shown.length) }
    return { mix, ...shares, ratio: shares.top / shares.catalogue }
  }).sort((a, b) => b.catalogue - a.catalogue || (a.mix < b.mix ? -1 : 1))
}

function countBy(mixes: Iterable<FieldMix>): ReadonlyMap<FieldMix, number> {
  const counts = new Map<FieldMix, number>()
  for (const mix of mixes) counts.set(mix, (counts.get(mix) ?? 0) + 1)
  return counts
}
