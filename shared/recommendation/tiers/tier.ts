import type { Filter } from '#shared/index/filter.ts'
import type { CandidateQuery, Listed } from '#shared/index/video-index.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { FieldMix, Recipe } from '#shared/recipe/recipe.ts'
import type { LanguageLevels } from '#shared/recipe/statistics/language-levels.ts'
import type { FeatureReader } from '../rank/features.ts'
import type { Difference } from '../rank/point-of-view.ts'
import type { WorthRules } from '../rank/worth.ts'
import type { Evidence } from '../reasons/evidence.ts'
import type { Editorial } from '../request/editorial.ts'
import type { Score } from '../score.ts'
import type { Reads } from '../upkeep/reads.ts'
import type { Watching } from '../seed/watching.ts'
import type { Snapshot } from '../upkeep/snapshot.ts'
import type { WatchedWith } from './co-watched.ts'
import type { TierName } from './registry.ts'

/** A video that a tier brings. Only tiers that compare contents give a score. */
export interface Found extends Listed {
  readonly score?: Score
  /** Of what the same viewers watched. */
  readonly watchedWith?: WatchedWith
}

/** Why an item is on the shelf: a stable code, and words for people that are true of it. */
export interface Reason {
  readonly code: string
  readonly text: string
  /** Of the item and what was asked about, those in common that counted most. */
  readonly words?: readonly string[]
  /** What makes it another point of view. */
  readonly differs?: readonly Difference[]
}

/** What the candidates are compared with. */
export interface SearchQuery extends Pick<CandidateQuery, 'vector' | 'words' | 'retrieve'> {
  readonly mix: FieldMix
  /** What it is written in; missing: not known, or several. */
  readonly language?: string
}

export type UnwantedQuery = Omit<SearchQuery, 'retrieve'>

/** All that a tier may draw on. */
export interface TierContext {
  readonly collection: string
  readonly recipe: Recipe
  readonly levels: LanguageLevels
  readonly reads: Reads
  readonly snapshot: Snapshot | undefined
  /** Holds for every tier. */
  readonly filter: Filter
  /** Languages to prefer (`languageKey`s). Missing: any is as good. */
  readonly languages?: readonly string[]
  /** Whether the request or the viewer named those languages; else they are the seeds'. */
  readonly languagesAsked: boolean
  /** Missing: there is no content to compare with. */
  readonly query?: SearchQuery
  /** Of the videos asked about, as far as they are indexed. */
  readonly seeds: readonly RankingPayload[]
  /** Of the seeds. */
  readonly channels: readonly string[]
  readonly watching: Watching
  /** What counts beside the likeness of contents, as far as it is known beforehand. */
  readonly rules: Omit<WorthRules, 'popularity' | 'unwanted'>
  readonly popularity: {
    readonly strength: number
    /** Undefined where the views could not be read in time. */
    readonly viewsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, number> | undefined>
  }
  /** What the viewer does not want, to compare the candidates with. */
  readonly unwanted: readonly UnwantedQuery[]
  /** 0 to 1. */
  readonly diversity: number
  /** Confidence from which on a video is about the subject of the seeds, rather than near it. */
  readonly sameSubject: number
  readonly features: FeatureReader
  readonly pins: Editorial['pins']
  /** Candidates to ask the index for. */
  readonly candidates: number
  /** Items that are still missing on the shelf. */
  readonly wanted: number
  /** Whether such items would fill the shelf under the channel cap. */
  readonly enough: (items: readonly Listed[]) => boolean
  /** Items that the cap lets a channel have among neighbours. */
  readonly perChannel: number
  /** Whether nothing excludes the video. */
  readonly accepts: (item: Listed) => boolean
}

/** One way of filling a shelf. */
export interface Tier {
  readonly name: TierName
  /** Best items first. It may give more than is wanted; what is excluded is left out later. */
  fill(context: TierContext): Promise<readonly Found[]>
  reason(item: Found, evidence: Evidence): Reason
}
