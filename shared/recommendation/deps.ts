import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import type { Logger } from '#shared/logger.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { SignalReads } from '#shared/signals/signal-store.ts'
import type { ViewerStore } from '#shared/viewers/viewer-store.ts'
import { PLACEMENTS, toPlacements } from './request/placements.ts'
import type { Placements } from './request/placement-schema.ts'
import { TESTER_PURPOSE } from './experiment/tester-token.ts'
import type { TextReader } from './seed/text-content.ts'
import { createSigner } from './signed/signer.ts'
import type { Signer } from './signed/signer.ts'
import { createCollections } from './upkeep/collections.ts'
import type { Collections } from './upkeep/collections.ts'
import { createKillList } from './upkeep/kill-list.ts'
import type { KillList } from './upkeep/kill-list.ts'
import { createViews } from './upkeep/views.ts'
import type { Views } from './upkeep/views.ts'
import { createWatchLists } from './upkeep/watch-lists.ts'
import type { WatchLists } from './upkeep/watch-lists.ts'
import { createSnapshots } from './upkeep/snapshot.ts'
import type { Snapshots } from './upkeep/snapshot.ts'

/** What recommending needs from outside. */
export interface RecommenderDeps {
  readonly index: VideoIndex
  readonly registry: Registry
  readonly artefacts: ArtefactStore
  readonly logger: Logger
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly signingKeys: readonly string[]
  /** Milliseconds that an answer waits for the index, all reads together. */
  readonly indexBudgetMs: number
  /** Share of the requests about a video that are logged with their answers, 0 to 1; default: none. */
  readonly querySample?: number
  readonly placements?: Placements
  /** Where views and what follows from watching are kept; without it they play no part. */
  readonly signals?: SignalReads
  /** Where the lists of what viewers watched are kept, and the keys of their pseudonyms; without both nobody is known. */
  readonly viewers?: Pick<ViewerStore, 'watchedBy'>
  readonly viewerKeys?: readonly string[]
  /** Only where searches by text are answered. */
  readonly readText?: TextReader
}

/** What an instance keeps between requests. */
export interface Recommending {
  readonly deps: RecommenderDeps
  readonly placements: Placements
  readonly collections: Collections
  readonly killList: KillList
  readonly snapshots: Snapshots
  readonly statistics: Pick<Statistics, 'rarity' | 'languages'>
  readonly views: Views | undefined
  readonly watchLists: WatchLists | undefined
  readonly cursors: Signer
  readonly shelves: Signer
  /** Opens the tokens of testers. */
  readonly testers: Signer
}

/** Who is asking, as far as the edge knows. */
export interface Audience {
  /** `languageKey`s of a known viewer. */
  readonly languages?: readonly string[]
  /** Who it is, where that is known and may be used. */
  readonly viewer?: string
  readonly regions: Filter['regions']
}

/** @throws UpnextError `configuration` without a signing key, or for placements that are not valid. */
export function startRecommending(deps: RecommenderDeps): Recommending {
  const { indexBudgetMs: budgetMs } = deps
  return {
    deps,
    placements: toPlacements(deps.placements ?? PLACEMENTS),
    collections: createCollections({ ...deps, budgetMs }),
    killList: createKillList({ ...deps, budgetMs }),
    snapshots: createSnapshots({ ...deps, budgetMs }),
    statistics: createStatistics(deps.artefacts),
    views: deps.signals && createViews(deps.signals, deps.clock),
    watchLists: watchListsOf(deps),
    cursors: createSigner(deps.signingKeys, 'cursor'),
    shelves: createSigner(deps.signingKeys, 'shelf'),
    testers: createSigner(deps.signingKeys, TESTER_PURPOSE),
  }
}

/** A list is worth a part of the time that an answer has. */
const LISTS_SHARE = 0.25

function watchListsOf({ viewers, viewerKeys, indexBudgetMs, logger }: RecommenderDeps): WatchLists | undefined {
  if (viewers === undefined || viewerKeys === undefined) return undefined
  return createWatchLists({ viewers, viewerKeys, logger, budgetMs: indexBudgetMs * LISTS_SHARE })
}
