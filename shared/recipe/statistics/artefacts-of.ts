import type { Recipe } from '../recipe.ts'
import { artefactDigest } from './artefact.ts'
import type { BuiltStatistics } from './build.ts'
import { encodeFieldMeans } from './field-means.ts'
import { encodeLanguageLevels } from './language-levels.ts'
import { encodeRarity } from './rarity.ts'
import { encodeTextStatistics } from './text-statistics.ts'

/** Statistics as they are stored. */
export type StatisticsArtefacts = Readonly<Record<keyof BuiltStatistics, Uint8Array>>

export function artefactsOf({ rarity, text, fields, languages }: BuiltStatistics): StatisticsArtefacts {
  return {
    rarity: encodeRarity(rarity),
    text: encodeTextStatistics(text),
    fields: encodeFieldMeans(fields),
    languages: encodeLanguageLevels(languages),
  }
}

/** The recipe with these statistics in place of its own. */
export function withStatistics(recipe: Recipe, { rarity, text, fields, languages }: StatisticsArtefacts): Recipe {
  const statistics = {
    rarity: artefactDigest(rarity),
    text: artefactDigest(text),
    fields: artefactDigest(fields),
    languages: artefactDigest(languages),
  }
  return { ...recipe, statistics }
}
