import type { Filter } from '#shared/index/filter.ts'
import type { CandidateQuery, Listed } from '#shared/index/video-index.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import type { FieldMix } from '#shared/recipe/recipe.ts'
import type { Decay } from '../rank/freshness.ts'
import type { Score } from '../score.ts'
import type { Reads } from '../upkeep/reads.ts'
import type { Snapshot } from '../upkeep/snapshot.ts'

/** The tiers that there are. To add one: its name here, its file, and its line in `registry.ts`. */
export const TIER_NAMES = ['similar', 'similar-other-language', 'same-channel', 'latest'] as const
export type TierName = (typeof TIER_NAMES)[number]

/** A video on its way to the shelf. Only tiers that compare contents give a score. */
export interface TierItem extends Listed {
  readonly tier: TierName
  readonly score?: Score
}

/** What the candidates are compared with. */
export interface SearchQuery extends Pick<CandidateQuery, 'vector' | 'words' | 'retrieve'> {
  readonly mix: FieldMix
}

/** All that a tier may draw on. */
export interface TierContext {
  readonly collection: string
  readonly recipe: Recipe
  readonly reads: Reads
  readonly snapshot: Snapshot | undefined
  /** Holds for every tier. */
  readonly filter: Filter
  /** Languages to prefer (`languageKey`s). Missing: any is as good. */
  readonly languages?: readonly string[]
  /** Missing: there is no content to compare with. */
  readonly query?: SearchQuery
  /** Of the seeds. */
  readonly channels: readonly string[]
  readonly decay: Decay
  /** Candidates to ask the index for. */
  readonly candidates: number
  /** Items that are still missing on the shelf. */
  readonly wanted: number
  /** Whether nothing excludes the video. */
  readonly accepts: (item: Listed) => boolean
}

/** One way of filling a shelf. Best items first; it may give more than is wanted, and what is excluded is left out later. */
export interface Tier {
  readonly name: TierName
  fill(context: TierContext): Promise<readonly TierItem[]>
}
