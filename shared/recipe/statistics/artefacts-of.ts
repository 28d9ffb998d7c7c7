import type { Recipe } from '../recipe.ts'
import { artefactDigest } from './artefact.ts'
import type { BuiltStatistics } from './build.ts'
import { encodeRarity } from './rarity.ts'
import { encodeTextStatistics } from './text-statistics.ts'

/** Statistics as they are stored. */
export interface StatisticsArtefacts {
  readonly rarity: Uint8Array
  readonly text: Uint8Array
}

export function artefactsOf({ rarity, text }: BuiltStatistics): StatisticsArtefacts {
  return { rarity: encodeRarity(rarity), text: encodeTextStatistics(text) }
}

/** The recipe with these statistics in place of its own. */
export function withStatistics(recipe: Recipe, { rarity, text }: StatisticsArtefacts): Recipe {
  return { ...recipe, statistics: { rarity: artefactDigest(rarity), text: artefactDigest(text) } }
}
