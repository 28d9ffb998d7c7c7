import type { Listed, TakeDowns } from '#shared/index/video-index.ts'
import { marksOf } from '../signed/marks.ts'

/** What may not be on a shelf. */
export interface Exclusions {
  readonly ids: ReadonlySet<string>
  /** Duplicate keys of those ids. */
  readonly keys: ReadonlySet<string>
  /** Marks of what earlier pages showed. */
  readonly shown: ReadonlySet<number>
  readonly takenDown: TakeDowns
}

export const NO_TAKE_DOWNS: TakeDowns = { videos: new Set(), channels: new Set() }

/** Why a video is excluded, or undefined. The take-downs come first: they are the rule that no other outweighs. */
export function exclusionOf(item: Listed, { ids, keys, shown, takenDown }: Exclusions): string | undefined {
  const { channelId, duplicateKeys } = item.ranking
  if (takenDown.videos.has(item.id)) return 'taken-down'
  if (channelId !== undefined && takenDown.channels.has(channelId)) return 'channel-suspended'
  if (ids.has(item.id)) return 'excluded'
  if (duplicateKeys.some((key) => keys.has(key))) return 'duplicate-of-excluded'
  return shown.size > 0 && marksOf(item).some((mark) => shown.has(mark)) ? 'shown-before' : undefined
}
