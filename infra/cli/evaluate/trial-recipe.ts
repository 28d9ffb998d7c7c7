import { openTranscripts } from '#infra/adapters.ts'
import type { Config } from '#shared/config.ts'
import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'
import type { Recipe } from '#shared/recipe/recipe.ts'
import { artefactsOf, withStatistics, type StatisticsArtefacts } from '#shared/recipe/statistics/artefacts-of.ts'
import { buildStatistics } from '#shared/recipe/statistics/build.ts'
import type { Video } from '#shared/video/event.ts'
import type { CliContext } from '../context.ts'
import { eventVideos } from '../recipe/event-videos.ts'

/** A recipe and what an installation of it must hold. */
export interface TrialRecipe {
  readonly recipe: Recipe
  /** Missing for the statistics that the release brings. */
  readonly artefacts?: StatisticsArtefacts
}

/** The default recipe with the statistics of the very catalogue that is measured, as an operator would build them. */
export async function recipeFor(
  files: readonly string[],
  change: (video: Video) => Video,
  lookup: EmbedderLookup,
  config: Config,
  context: CliContext,
): Promise<TrialRecipe> {
  const videos = eventVideos(files, await openTranscripts(config), context)
  const built = await buildStatistics(changed(videos, change), DEFAULT_RECIPE, await lookup(DEFAULT_RECIPE.model))
  const artefacts = artefactsOf(built)
  return { recipe: withStatistics(DEFAULT_RECIPE, artefacts), artefacts }
}

async function* changed(videos: AsyncIterable<Video>, change: (video: Video) => Video): AsyncGenerator<Video> {
  for await (const video of videos) yield change(video)
}
