import type { Listed } from '#shared/index/video-index.ts'
import type { FeatureReader } from './features.ts'
import { isSameVideo } from './same-video.ts'

/** Of items that are the same video (or have the same id) only the first stays. @param limit Items to keep at most. */
export function collapse<T extends Listed>(items: readonly T[], features: FeatureReader, limit = Infinity): T[] {
  const kept: T[] = []
  for (const item of items) {
    if (kept.length >= limit) break
    if (!kept.some((other) => isSame(other, item, features))) kept.push(item)
  }
  return kept
}

/** Items by the video that they are, best first; whatever is the same as the first of a group belongs to it. */
export function groups<T extends Listed>(items: readonly T[], features: FeatureReader): (readonly T[])[] {
  const found: T[][] = []
  for (const item of items) {
    const group = found.find(([first]) => first !== undefined && isSame(first, item, features))
    if (group === undefined) found.push([item])
    else group.push(item)
  }
  return found
}

/** The group that fills more than half of the items, if any: one film uploaded a hundred times leaves no room for others. */
export function flood<T extends Listed>(items: readonly T[], features: FeatureReader): readonly T[] | undefined {
  return groups(items, features).find((group) => group.length > items.length / 2 && group.length > 1)
}

export function isSame(a: Listed, b: Listed, features: FeatureReader): boolean {
  return a.id === b.id || isSameVideo(a.ranking, b.ranking, features)
}
