import type { Filter } from '#shared/index/filter.ts'
import type { ScoredCandidate } from '../rank/candidates.ts'
import { collapse } from '../rank/duplicates.ts'
import { perspectives } from '../rank/perspectives.ts'
import { otherView } from '../reasons/other-view.ts'
import { likely } from './nearest.ts'
import type { Tier, TierContext } from './tier.ts'

/** Places that it orders, as a multiple of those wanted: the channel cap passes over some of them. */
const ARRANGED = 3

/**
 * The subject of the seeds from other points of view: in any language unless some are asked for, from other channels first. The
 * seeds' own channels are asked only where the others do not fill the shelf.
 */
export const perspective: Tier = {
  name: 'perspective',
  fill: async (context) => {
    const { filter, channels } = context
    if (channels.length === 0) return arranged(await aboutSubject(context, filter), context)
    const others = await aboutSubject(context, { ...filter, notChannels: [...(filter.notChannels ?? []), ...channels] })
    const found = arranged(others, context)
    const own = channels.filter((channel) => filter.channels?.includes(channel) ?? true)
    if (context.enough(found) || own.length === 0) return found
    return arranged([...others, ...(await aboutSubject(context, { ...filter, channels: own }))], context)
  },
  reason: otherView,
}

/** What is about the very subject. Languages other than the seeds' have candidates of their own: across languages cosines are lower. */
async function aboutSubject(context: TierContext, filter: Filter): Promise<readonly ScoredCandidate[]> {
  const { languages, languagesAsked, sameSubject } = context
  const filters =
    languages === undefined ? [filter] : [{ ...filter, languages }, ...(languagesAsked ? [] : [{ ...filter, notLanguages: languages }])]
  const found = await Promise.all(filters.map((narrowed) => likely(context, narrowed)))
  return found.flat().filter(({ score }) => score.confidence >= sameSubject)
}

function arranged(items: readonly ScoredCandidate[], { seeds, features, diversity, wanted }: TierContext): readonly ScoredCandidate[] {
  const best = items.toSorted((a, b) => b.worth - a.worth || (a.id < b.id ? -1 : 1))
  return perspectives(collapse(best, features), { seeds, features, spread: diversity, count: wanted * ARRANGED })
}
