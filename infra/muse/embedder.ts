import { availableParallelism } from 'node:os'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { refuseEmptyTexts } from '#shared/embedding/empty-texts.ts'
import { messageOf, UpnextError } from '#shared/errors.ts'
import { foreignTo } from '#shared/text/detect-language.ts'
import { ASSETS } from './assets.ts'
import { DIMENSIONS } from './embedding-table.ts'
import { MUSE_LANGUAGES } from './languages.ts'
import { startModelThread, type ModelThread } from './model-thread.ts'

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
    understands: (texts) => understands(texts, model),
    close: () => model.close(),
  }
}

/** What the text looks like is told in this thread, where the table for it is in use already; how it falls to pieces, in the model's. */
async function understands(texts: readonly string[], model: ModelThread): Promise<boolean[]> {
  const foreign = texts.map((text) => foreignTo(MUSE_LANGUAGES, text))
  const understood = await model.understands(texts.map((text, i) => ({ text, suspect: foreign[i] === 'perhaps' })))
  return understood.map((known, i) => known && foreign[i] !== 'surely')
}

function rowsOf(vectors: Float32Array): Float32Array[] {
  return Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => vectors.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS))
}
