import type { RankingPayload } from '#shared/index/point.ts'
import type { Listed, TakeDowns } from '#shared/index/video-index.ts'
import { marksOf } from '../signed/marks.ts'
import type { FeatureReader } from './features.ts'
import { isSameVideo } from './same-video.ts'
import { isWatched, NOTHING_WATCHED } from './watched.ts'
import type { WatchedVideos } from './watched.ts'

/** What may not be on a shelf. */
export interface Exclusions {
  readonly ids: ReadonlySet<string>
  /** Of those ids, as far as they are known: their duplicates may not be there either. */
  readonly videos: readonly RankingPayload[]
  /** Marks of what earlier pages showed. */
  readonly shown: ReadonlySet<number>
  readonly takenDown: TakeDowns
  /** Default: nothing. */
  readonly watched?: WatchedVideos
}

export const NO_TAKE_DOWNS: TakeDowns = { videos: new Set(), channels: new Set() }

/** Why a video is excluded, or undefined. The take-downs come first: they are the rule that no other outweighs. */
export function exclusionOf(item: Listed, exclusions: Exclusions, features: FeatureReader): string | undefined {
  const { ids, videos, shown, takenDown, watched = NOTHING_WATCHED } = exclusions
  const { channelId } = item.ranking
  if (takenDown.videos.has(item.id)) return 'taken-down'
  if (channelId !== undefined && takenDown.channels.has(channelId)) return 'channel-suspended'
  if (ids.has(item.id)) return 'excluded'
  if (videos.some((video) => isSameVideo(video, item.ranking, features))) return 'duplicate-of-excluded'
  if (isWatched(item, watched, features)) return 'watched'
  return shown.size > 0 && marksOf(item).some((mark) => shown.has(mark)) ? 'shown-before' : undefined
}
