import type { Listed } from '#shared/index/video-index.ts'

/** Of items that are the same video (a shared duplicate key, or the same id) only the first stays. */
export function collapse<T extends Listed>(items: readonly T[]): T[] {
  const ids = new Set<string>()
  const keys = new Set<string>()
  return items.filter(({ id, ranking }) => {
    if (ids.has(id) || ranking.duplicateKeys.some((key) => keys.has(key))) return false
    ids.add(id)
    ranking.duplicateKeys.forEach((key) => keys.add(key))
    return true
  })
}
