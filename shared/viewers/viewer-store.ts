/** A video that somebody has watched. */
export interface Watched {
  /** A pseudonym. */
  readonly viewer: string
  readonly video: string
  /** Epoch milliseconds; of two times the later counts. */
  readonly at: number
}

/** Videos that a viewer's list holds: the last ones. */
export const MAX_WATCHED = 500

/** What viewers have watched lately, where answers can read it in a millisecond. Lost, it fills again. */
export interface ViewerStore {
  /** Adds to the lists, in whatever order and however often the same comes; a list beyond MAX_WATCHED loses its oldest, ties by id. */
  put(watched: readonly Watched[]): Promise<void>
  /** The videos on the lists of any of the pseudonyms, the latest first. */
  watchedBy(viewers: readonly string[]): Promise<readonly string[]>
  /** Forgets the lists. */
  remove(viewers: readonly string[]): Promise<void>
  /** Forgets the lists of those who have watched nothing since a time, epoch milliseconds. */
  expire(before: number): Promise<void>
}

/** The lists of viewers as they become with what comes: one entry a video, the latest first. */
export function merged(
  lists: ReadonlyMap<string, readonly Watched[]>,
  coming: readonly Watched[],
): ReadonlyMap<string, readonly Watched[]> {
  const byViewer = Map.groupBy(coming, ({ viewer }) => viewer)
  return new Map(Array.from(byViewer, ([viewer, added]) => [viewer, latest([...(lists.get(viewer) ?? []), ...added])]))
}

function latest(watched: readonly Watched[]): readonly Watched[] {
  const rising = watched.toSorted((a, b) => a.at - b.at)
  return Array.from(new Map(rising.map((one) => [one.video, one])).values())
    .sort((a, b) => b.at - a.at || (a.video < b.video ? -1 : 1))
    .slice(0, MAX_WATCHED)
}
