import type { RankingPayload } from '#shared/index/point.ts'
import type { Listed } from '#shared/index/video-index.ts'
import type { FeatureReader } from './features.ts'
import { isSameVideo } from './same-video.ts'

/** What the viewer has watched. */
export interface WatchedVideos {
  readonly ids: ReadonlySet<string>
  /** Of the latest of them, as far as they are known: their duplicates count as watched too. */
  readonly videos: readonly RankingPayload[]
}

export const NOTHING_WATCHED: WatchedVideos = { ids: new Set(), videos: [] }

export function isWatched({ id, ranking }: Listed, { ids, videos }: WatchedVideos, features: FeatureReader): boolean {
  return ids.has(id) || videos.some((video) => isSameVideo(video, ranking, features))
}

/** The items with what was watched behind the others, each part in its order. */
export function watchedLast<Item extends Listed>(items: readonly Item[], watched: WatchedVideos, features: FeatureReader): readonly Item[] {
  if (watched.ids.size === 0) return items
  const isOld = (item: Item): boolean => isWatched(item, watched, features)
  return [...items.filter((item) => !isOld(item)), ...items.filter(isOld)]
}
