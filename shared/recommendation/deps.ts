import type { Registry } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { ArtefactStore } from '#shared/recipe/statistics/artefact.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import type { Logger } from '#shared/logger.ts'
import type { Filter } from '#shared/index/filter.ts'
import type { SignalStore } from '#shared/signals/signal-store.ts'
import { PLACEMENTS, toPlacements } from './request/placements.ts'
import type { Placements } from './request/placement-schema.ts'
import type { TextReader } from './seed/text-content.ts'
import { createSigner } from './signed/signer.ts'
import type { Signer } from './signed/signer.ts'
import { createCollections } from './upkeep/collections.ts'
import type { Collections } from './upkeep/collections.ts'
import { createKillList } from './upkeep/kill-list.ts'
import type { KillList } from './upkeep/kill-list.ts'
import { createViews } from './upkeep/views.ts'
import type { Views } from './upkeep/views.ts'
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
  readonly placements?: Placements
  /** Where views are kept; without it popularity plays no part. */
  readonly signals?: Pick<SignalStore, 'get'>
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
  readonly cursors: Signer
  readonly shelves: Signer
}

/** Who is asking, as far as the edge knows. */
export interface Audience {
  /** `languageKey`s of a known viewer. */
  readonly languages?: readonly string[]
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
    cursors: createSigner(deps.signingKeys, 'cursor'),
    shelves: createSigner(deps.signingKeys, 'shelf'),
  }
}
