import { openEmbedders } from '#infra/adapters.ts'
import { readPlacements } from '#infra/placements-file.ts'
import { signingKeysOf } from '#infra/local/own-keys.ts'
import { createLogger, SILENT } from '#shared/logger.ts'
import { createRecommender, type Recommender } from '#shared/recommendation/recommender.ts'
import { createTextReader } from '#shared/recommendation/seed/text-content.ts'
import type { CliContext } from '../context.ts'
import { withIndexStores } from '../stores.ts'
import type { CommonOptions } from '../terminal/output.ts'

/** A command starts cold: it may wait for the disk where a server may not. */
const INDEX_BUDGET_MS = 20_000

/** The recommender that also answers HTTP, over the stores of this installation, for the time of some work. The model is loaded for texts only. */
export async function withRecommender<T>(
  context: CliContext,
  { verbose }: CommonOptions,
  work: (recommender: Recommender) => Promise<T>,
): Promise<T> {
  return withIndexStores(context, { readOnly: true }, async (stores, config) => {
    const embedders = openEmbedders(config)
    const logger = verbose === true ? createLogger(config.logLevel) : SILENT
    const signingKeys = await signingKeysOf(config)
    const readText = createTextReader(embedders.lookup, logger)
    const { index, registry, artefacts, signals } = stores
    const placements = await readPlacements(config)
    const recommender = createRecommender({
      index,
      registry,
      artefacts,
      signals,
      placements,
      logger,
      clock: context.clock,
      signingKeys,
      readText,
      indexBudgetMs: INDEX_BUDGET_MS,
    })
    try {
      await recommender.ready()
      return await work(recommender)
    } finally {
      await embedders.close()
    }
  })
}
