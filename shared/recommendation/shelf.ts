import type { Listed } from '#shared/index/video-index.ts'
import { place } from './rank/channel-cap.ts'
import { collapse } from './rank/duplicates.ts'
import type { Plan } from './plan.ts'
import { TIERS } from './tiers/registry.ts'
import type { TierItem } from './tiers/registry.ts'

/** A shelf in the making. */
export interface Shelf {
  /** What the tiers brought, in their order, duplicates collapsed. */
  readonly pool: readonly TierItem[]
  /** What of it is on the shelf, in the order in which it stands there. */
  readonly items: readonly TierItem[]
}

/**
 * Fills a shelf tier after tier, until it is full under the channel cap. Where all tiers do not fill it, the cap of the placement yields;
 * one that the request names holds.
 */
export async function fillShelf({ request: { limit, maxPerChannel }, placement, cap, context }: Plan): Promise<Shelf> {
  let pool: readonly TierItem[] = []
  for (const name of placement.tiers) {
    const missing = limit - place(pool, limit, cap, { yields: false }).length
    if (missing === 0) break
    const accepts = besides(pool, context.accepts)
    const before = pool
    const enough = (items: readonly Listed[]) => place([...before, ...items], limit, cap, { yields: false }).length === limit
    const brought = await TIERS[name].fill({ ...context, accepts, wanted: missing, enough, perChannel: cap.perChannel })
    pool = [...pool, ...collapse(brought.filter(accepts)).map((item) => ({ ...item, tier: name }))]
  }
  return { pool, items: place(pool, limit, cap, { yields: maxPerChannel === undefined }) }
}

/** What is not in the pool yet, under any id. */
function besides(pool: readonly TierItem[], accepts: Plan['context']['accepts']): Plan['context']['accepts'] {
  const ids = new Set(pool.map(({ id }) => id))
  const keys = new Set(pool.flatMap(({ ranking }) => ranking.duplicateKeys))
  return (item) => accepts(item) && !ids.has(item.id) && !item.ranking.duplicateKeys.some((key) => keys.has(key))
}
