import type { EmbedderLookup } from '#shared/embedding/embedder.ts'
import { resolveAlias, SERVING_ALIAS, type Registry } from '#shared/index/registry.ts'
import type { Logger } from '#shared/logger.ts'

/**
 * Loads the model of the collection that serves. Beside a first request, loading would take the time in which the index should answer.
 * Where it fails, the request that needs the model tries again. Never rejects.
 */
export async function warmUp(registry: Pick<Registry, 'read'>, embedders: EmbedderLookup, logger: Logger): Promise<void> {
  try {
    const { recipe } = resolveAlias(await registry.read(), SERVING_ALIAS)
    await embedders(recipe.model)
  } catch (error) {
    logger.warn('search.not-warm', { error })
  }
}
