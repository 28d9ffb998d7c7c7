import { lastDays } from '#shared/feedback/period.ts'
import type { FeedbackWarehouse } from '#shared/feedback/warehouse.ts'
import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Logger } from '#shared/logger.ts'
import type { CoWatchList } from '#shared/signals/co-watch.ts'
import type { RefreshState } from '#shared/signals/refresh-state.ts'
import { LISTS_A_CALL, type SignalStore } from '#shared/signals/signal-store.ts'
import { refreshTrending } from './refresh-trending.ts'
import { WATCH_RULES, type WatchRules } from './rules.ts'
import type { Watches } from './watches.ts'

const HOUR = 60 * 60 * 1000
/** Rows may be stored a while after they were received: so far back the next refresh looks again. */
const OVERLAP_MS = HOUR / 4
/** After that all lists are made anew: watches grow older, and others' popularity changes. */
const FULL_MS = 24 * HOUR
/** Days over which exposure is looked at. */
const EXPOSURE_DAYS = 7

export interface RefreshDeps {
  readonly watches: Watches
  readonly feedback: Pick<FeedbackWarehouse, 'report'>
  readonly signals: Pick<SignalStore, 'putCoWatch' | 'putTrending' | 'putRefreshState' | 'refreshState'>
  readonly index: Pick<VideoIndex, 'latest'>
  readonly registry: Pick<Registry, 'read'>
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Default: `WATCH_RULES`. */
  readonly rules?: WatchRules
}

export interface RefreshReport {
  /** Whether all lists were made, or those alone whose videos were watched since the last refresh. */
  readonly full: boolean
  /** False where it was ended before all was done: the next one begins where this one began. */
  readonly complete: boolean
  readonly coWatchLists: number
  readonly trendingLists: number
  /** Milliseconds from the newest event that the lists knew, to the newest that there was: how far behind they were. */
  readonly lagMs: number
  readonly tookMs: number
}

/**
 * Takes what was watched since the last refresh into the lists of the SignalStore. How far it came is written last, and each batch of lists is
 * written whole: killed anywhere, the next one does the same work again.
 */
export async function refreshSignals(deps: RefreshDeps, { full: wanted }: { full: boolean }, signal: AbortSignal): Promise<RefreshReport> {
  const { watches, signals, logger, clock, rules = WATCH_RULES } = deps
  const now = clock()
  const [state, newest] = await Promise.all([signals.refreshState(), watches.newest()])
  const full = wanted || state === undefined || now - state.fullAt >= FULL_MS
  if (!full && isIdle(state, newest, now))
    return { full, complete: true, coWatchLists: 0, trendingLists: 0, lagMs: 0, tookMs: clock() - now }
  const lagMs = newest === undefined ? 0 : Math.max(0, newest - (state?.storedUntil ?? newest))
  const span = { after: full ? 0 : state.storedUntil - OVERLAP_MS, until: now }
  const coWatchLists = await putAll(watches.coWatch(rules.coWatch, span, now), signals, signal)
  const trendingLists = signal.aborted ? 0 : await refreshTrending(deps, rules.trending, now)
  const complete = !signal.aborted
  if (complete) await signals.putRefreshState(stateAt(now, full ? undefined : state))
  const report = { full, complete, coWatchLists, trendingLists, lagMs, tookMs: clock() - now }
  logger.info('signals.refreshed', report)
  if (complete) await watchExposure(deps, now)
  return report
}

/** Nothing came since all was looked at: the lists stay as they are for a while, and the stores are left in peace. */
function isIdle({ storedUntil, computedAt }: RefreshState, newest: number | undefined, now: number): boolean {
  return (newest ?? 0) <= storedUntil - OVERLAP_MS && now - computedAt < HOUR
}

function stateAt(now: number, before: RefreshState | undefined): RefreshState {
  return { computedAt: now, storedUntil: now, fullAt: before?.fullAt ?? now }
}

async function putAll(
  pages: AsyncIterable<readonly CoWatchList[]>,
  signals: Pick<SignalStore, 'putCoWatch'>,
  signal: AbortSignal,
): Promise<number> {
  let written = 0
  for await (const page of pages) {
    for (let i = 0; i < page.length && !signal.aborted; i += LISTS_A_CALL) {
      const batch = page.slice(i, i + LISTS_A_CALL)
      await signals.putCoWatch(batch)
      written += batch.length
    }
    if (signal.aborted) break
  }
  return written
}

/** A recommender may feed on what it shows: how unevenly that is spread is told each time. It fails no refresh. */
async function watchExposure({ feedback, logger }: RefreshDeps, now: number): Promise<void> {
  try {
    const [exposure] = await feedback.report('coverage', lastDays(EXPOSURE_DAYS, now))
    if (exposure === undefined || exposure.gini === null || exposure.head_share === null) return
    const { eligible, shown, impressions, gini, head_share: headShare } = exposure
    logger.info('exposure.measured', { eligible, shown, impressions, gini, headShare })
  } catch (error) {
    logger.warn('exposure.failed', { error })
  }
}
