import { availableParallelism } from 'node:os'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { refuseEmptyTexts } from '#shared/embedding/empty-texts.ts'
import { messageOf, UpnextError } from '#shared/errors.ts'
import { ASSETS } from './assets.ts'
import { DIMENSIONS } from './embedding-table.ts'
import { startModelThread } from './model-thread.ts'

/** The name that recipes know this model by. */
export const MUSE_MODEL = 'muse-v3'

export interface MuseOptions {
  /** Threads that compute one batch. Default: the processor's, four at most (a batch is too small for more). */
  readonly threads?: number
  /** The folder of the converted model, with a slash at the end. Default: the one beside this code. */
  readonly assets?: URL
}

/**
 * Loads MUSE v3 into a worker thread, so that computing never delays the answers of this one.
 * Vectors have 512 numbers and length 1; a text beyond 8,192 tokens is cut there.
 * @throws UpnextError `configuration` when the model cannot be loaded.
 */
export async function createMuseEmbedder(options: MuseOptions = {}): Promise<Embedder> {
  const { threads = Math.min(4, availableParallelism()), assets = ASSETS } = options
  const model = startModelThread({ assets: assets.href, threads })
  await model.load().catch(async (cause: unknown) => {
    await model.close()
    throw new UpnextError('configuration', `The MUSE model cannot be loaded: ${messageOf(cause)}`, {
      cause,
      fix: 'Check that infra/muse/assets is complete (its metadata.json has the checksums).',
    })
  })
  return {
    model: MUSE_MODEL,
    dimensions: DIMENSIONS,
    embed: async (texts) => {
      refuseEmptyTexts(texts)
      return texts.length === 0 ? [] : rowsOf(await model.embed(texts))
    },
    understands: (texts) => model.understands(texts),
    close: () => model.close(),
  }
}

function rowsOf(vectors: Float32Array): Float32Array[] {
  return Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => vectors.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS))
}
