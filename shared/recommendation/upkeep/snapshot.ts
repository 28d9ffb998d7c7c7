import { passes } from '#shared/index/filter.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { DisplayPayload } from '#shared/index/point.ts'
import type { Listed } from '#shared/index/video-index.ts'
import type { SignalReads } from '#shared/signals/signal-store.ts'
import { LRUCache } from 'lru-cache'
import { FIRST_LOAD_MS, within } from './deadline.ts'
import { createFresh } from './fresh.ts'
import type { Fresh } from './fresh.ts'
import type { UpkeepOptions } from './kill-list.ts'
import { loadTrending } from './trending-lists.ts'
import type { TrendingOf } from './trending-lists.ts'

const NEWEST = 400
const NEWEST_A_LANGUAGE = 100
const LOAD_MS = 10_000
/** Dates, regions and age limits may have changed since: from this age on an answer waits for a newer snapshot, if it comes in time. */
const WAIT_MS = 10_000
/** The kill list knows the take-downs of 24 hours: nothing that is older may be shown from memory. */
const KEEP_MS = 23 * 60 * 60 * 1000
/** Languages that are kept, those asked for last. */
const LANGUAGES = 24
/** Countries, likewise. */
const REGIONS = 8

/** The newest videos in memory, with all that is needed to show them: what answers while the index does not. */
export interface Snapshot {
  /** Those that pass, newest first. */
  latest(filter: Filter): readonly Listed[]
  /** Those that pass of what is watched these days, in a country first. */
  readonly trending: TrendingOf
  display(id: string): DisplayPayload | undefined
}

export interface Snapshots {
  /** What is there now, if anything; languages and countries that are asked for come in with the next renewal. */
  peek(collection: string, languages?: readonly string[], region?: string): Snapshot | undefined
  /** Waits up to `budgetMs` for a snapshot that is too old to be renewed, and a cold process a moment longer for its first. Never rejects. */
  warm(collection: string): Promise<void>
  /** Waits for the first load. @throws UpnextError what the index throws. */
  get(collection: string): Promise<Snapshot>
}

export interface SnapshotOptions extends UpkeepOptions {
  readonly signals?: Pick<SignalReads, 'trending'> | undefined
}

/** Keeps a snapshot of each collection that is asked for, renewed in the background while it is in use; the stale one stays where that fails. */
export function createSnapshots({ index, logger, clock, budgetMs, signals }: SnapshotOptions): Snapshots {
  const wanted = new LRUCache<string, true>({ max: LANGUAGES })
  const regions = new LRUCache<string, true>({ max: REGIONS })
  const snapshots = new Map<string, Fresh<Snapshot>>()
  const of = (collection: string): Fresh<Snapshot> => {
    const known = snapshots.get(collection)
    if (known !== undefined) return known
    const fresh = createFresh({
      load: () =>
        within(
          LOAD_MS,
          load(
            { index, logger, signals },
            collection,
            { languages: Array.from(wanted.keys()), regions: Array.from(regions.keys()) },
            clock(),
          ),
        ),
      renewAfterMs: 5_000,
      waitAfterMs: WAIT_MS,
      keepMs: KEEP_MS,
      clock,
      onError: (error) => logger.warn('snapshot.load-failed', { error }),
    })
    snapshots.set(collection, fresh)
    return fresh
  }
  return {
    peek: (collection, languages = [], region) => {
      if (region !== undefined) regions.set(region, true)
      languages.forEach((language) => wanted.set(language, true))
      return of(collection).peek()
    },
    warm: async (collection) => {
      const fresh = of(collection)
      const first = fresh.peek() === undefined
      await within(first ? FIRST_LOAD_MS : budgetMs, fresh.get()).catch(() => undefined)
    },
    get: (collection) => of(collection).get(),
  }
}

interface Wanted {
  readonly languages: readonly string[]
  readonly regions: readonly string[]
}

async function load(
  { index, logger, signals }: Pick<SnapshotOptions, 'index' | 'logger' | 'signals'>,
  collection: string,
  { languages, regions }: Wanted,
  now: number,
): Promise<Snapshot> {
  const anything: Filter = { now, regions: [], ageRestricted: true }
  const [trending, ...lists] = await Promise.all([
    loadTrending({ index, logger, signals }, collection, regions, now),
    index.latest(collection, anything, NEWEST),
    ...languages.map((language) => index.latest(collection, { ...anything, languages: [language] }, NEWEST_A_LANGUAGE)),
  ])
  const videos = new Map(lists.flat().map((listed) => [listed.id, listed]))
  const displays = await index.displays(collection, Array.from(new Set([...videos.keys(), ...trending.ids])))
  // What was deleted in between has nothing to show.
  const newestFirst = Array.from(videos.values())
    .filter(({ id }) => displays.has(id))
    .sort(byAge)
  return {
    latest: (filter) => newestFirst.filter(({ id, ranking }) => passes(filter, id, ranking)),
    trending: (filter, region) => trending.of(filter, region).filter(({ id }) => displays.has(id)),
    display: (id) => displays.get(id),
  }
}

function byAge(a: Listed, b: Listed): number {
  return b.ranking.publishedAt - a.ranking.publishedAt || (a.id < b.id ? -1 : 1)
}
