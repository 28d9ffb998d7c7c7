import type { Recipe } from '../recipe.ts'
import { artefactDigest } from './artefact.ts'
import type { BuiltStatistics } from './build.ts'
import { encodeLanguageLevels } from './language-levels.ts'
import { encodeRarity } from './rarity.ts'
import { encodeTextStatistics } from './text-statistics.ts'

/** Statistics as they are stored. */
export type StatisticsArtefacts = Readonly<Record<keyof BuiltStatistics, Uint8Array>>

export function artefactsOf({ rarity, text, languages }: BuiltStatistics): StatisticsArtefacts {
  return { rarity: encodeRarity(rarity), text: encodeTextStatistics(text), languages: encodeLanguageLevels(languages) }
}

/** The recipe with these statistics in place of its own. */
export function withStatistics(recipe: Recipe, { rarity, text, languages }: StatisticsArtefacts): Recipe {
  const digests = { rarity: artefactDigest(rarity), text: artefactDigest(text), languages: artefactDigest(languages) }
  return { ...recipe, statistics: digests }
}
