import type { Listed } from '#shared/index/video-index.ts'
import { place } from './rank/channel-cap.ts'
import { collapse, isSame } from './rank/duplicates.ts'
import { exclusionOf } from './rank/exclusions.ts'
import { placePins } from './rank/pins.ts'
import { NOTHING_WATCHED, watchedLast } from './rank/watched.ts'
import type { Plan } from './plan.ts'
import { byTurns, fillOrder } from './request/mixing.ts'
import { TIERS } from './tiers/registry.ts'
import type { TierItem, TierName } from './tiers/registry.ts'

/** A shelf in the making. */
export interface Shelf {
  /** What the tiers brought, in their order, duplicates collapsed. */
  readonly pool: readonly TierItem[]
  /** What of it is on the shelf, in the order in which it stands there. */
  readonly items: readonly TierItem[]
}

/**
 * Fills a shelf tier after tier, until it is full under the channel cap. Where all tiers do not fill it, the cap of the placement yields;
 * one that the request names holds. What editors have pinned takes its places after that.
 */
export async function fillShelf(plan: Plan): Promise<Shelf> {
  const shelf = await fill(plan)
  if (shelf.items.length > 0 || plan.request.cursor !== undefined || plan.exclusions.watched === undefined) return shelf
  // Who has watched everything gets it again: a shelf is never empty.
  return fill(withWatched(plan))
}

function withWatched(plan: Plan): Plan {
  const exclusions = { ...plan.exclusions, watched: NOTHING_WATCHED }
  const accepts = (item: Listed) => exclusionOf(item, exclusions, plan.context.features) === undefined
  return { ...plan, exclusions, context: { ...plan.context, accepts } }
}

async function fill(plan: Plan): Promise<Shelf> {
  const { request, placement, cap, context } = plan
  const pinned = await bring(plan, 'pinned', [], { missing: request.limit, enough: () => true })
  const limit = Math.max(0, request.limit - pinned.length)
  let pool: readonly TierItem[] = []
  for (const names of fillOrder(placement.tiers, placement.mixing, context.watching.views)) {
    const missing = limit - place(pool, limit, cap, { yields: false }).length
    if (missing === 0) break
    const before = pool
    const enough = (items: readonly Listed[]) => place([...before, ...items], limit, cap, { yields: false }).length === limit
    const brought = await Promise.all(names.map((name) => bring(plan, name, [...pinned, ...before], { missing, enough })))
    pool = [...pool, ...collapse(byTurns(brought), context.features)]
  }
  const items = placePins(place(pool, limit, cap, { yields: request.maxPerChannel === undefined }), pinned, context.pins)
  return { pool: [...pinned, ...pool], items: items.slice(0, request.limit) }
}

interface Want {
  readonly missing: number
  readonly enough: (items: readonly Listed[]) => boolean
}

/** What one tier adds to a pool: nothing that is in it yet, under any id. */
async function bring({ context, cap, behind }: Plan, name: TierName, pool: readonly TierItem[], want: Want): Promise<TierItem[]> {
  const { features } = context
  const { missing, enough } = want
  const accepts: typeof context.accepts = (item) => context.accepts(item) && !pool.some((other) => isSame(other, item, features))
  const brought = await TIERS[name].fill({ ...context, accepts, wanted: missing, enough, perChannel: cap.perChannel })
  return watchedLast(collapse(brought.filter(accepts), features), behind, features).map((item) => ({ ...item, tier: name }))
}
