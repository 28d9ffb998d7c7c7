import type { Filter } from '#shared/index/filter.ts'
import type { Listed } from '#shared/index/video-index.ts'
import { collapse } from '../rank/duplicates.ts'
import type { TierContext } from './tier.ts'

/**
 * The newest videos of the index that pass and are not excluded, as many as are wanted: it reads further while the exclusions, which
 * the index does not know, take too many away.
 */
export async function listNewest(context: TierContext, filter: Filter, limit = context.wanted + 50): Promise<readonly Listed[]> {
  const listed = await context.reads.attempt((index) => index.latest(context.collection, filter, limit))
  if (listed === undefined) return []
  const accepted = collapse(listed.filter(context.accepts), context.features, atMost(context))
  return accepted.length >= context.wanted || listed.length < limit ? accepted : listNewest(context, filter, limit * 4)
}

/**
 * The newest videos of the index from enough channels to fill the shelf under the cap: channels that have their share are left out of
 * what is read next.
 */
export async function listWide(context: TierContext, filter: Filter): Promise<readonly Listed[]> {
  const listed = await listNewest(context, filter)
  const full = fullChannels(listed, context.perChannel)
  if (context.enough(listed) || full.length === 0) return listed
  const others = await listWide(context, { ...filter, notChannels: [...(filter.notChannels ?? []), ...full] })
  return collapse([...listed, ...others], context.features)
}

function fullChannels(listed: readonly Listed[], perChannel: number): readonly string[] {
  const counts = Map.groupBy(listed, ({ ranking }) => ranking.channelId)
  return Array.from(counts).flatMap(([channel, videos]) => (channel !== undefined && videos.length >= perChannel ? [channel] : []))
}

/** Items that a list in memory gives at most: more than are wanted, since the channel cap passes over some. */
export function atMost({ wanted }: Pick<TierContext, 'wanted'>): number {
  return 4 * wanted + 50
}

/** Items in the order of their ids in a list. */
export function byId(items: readonly Listed[], ids: readonly string[]): readonly Listed[] {
  const places = new Map(ids.map((id, place) => [id, place]))
  return items.toSorted((a, b) => (places.get(a.id) ?? Infinity) - (places.get(b.id) ?? Infinity))
}

/** Those in the languages asked for first. */
export function preferred(items: readonly Listed[], languages: readonly string[] | undefined): readonly Listed[] {
  if (languages === undefined) return items
  const isAskedFor = ({ ranking: { language } }: Listed): boolean => language !== undefined && languages.includes(language)
  return [...items.filter(isAskedFor), ...items.filter((item) => !isAskedFor(item))]
}
