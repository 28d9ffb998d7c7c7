import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { refuseEmptyTexts } from '#shared/embedding/empty-texts.ts'
import { messageOf, UpnextError } from '#shared/errors.ts'
import { ASSETS } from './assets.ts'
import { DIMENSIONS } from './embedding-table.ts'

/** The name that recipes know this model by. */
export const MUSE_MODEL = 'muse-v3'

export interface MuseOptions {
  /** Threads that compute one batch. Default: the processor's, four at most (a batch is too small for more). */
  readonly threads?: number
  /** The folder of the converted model, with a slash at the end. Default: the one beside this code. */
  readonly assets?: URL
}

/** What the worker thread is started with. */
export interface WorkerSettings {
  readonly assets: string
  readonly threads: number
}

/**
 * Loads MUSE v3 into a worker thread, so that computing never delays the answers of this one.
 * Vectors have 512 numbers and length 1; a text beyond 8,192 tokens is cut there.
 * @throws UpnextError `configuration` when the model cannot be loaded.
 */
export async function createMuseEmbedder(options: MuseOptions = {}): Promise<Embedder> {
  const pool = startWorker(options)
  await pool.run(undefined, { name: 'load' }).catch(async (cause: unknown) => {
    await pool.destroy()
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
      return texts.length === 0 ? [] : rowsOf(await runTask<Float32Array>(pool, 'embed', texts))
    },
    understands: (texts) => runTask<boolean[]>(pool, 'understands', texts),
    close: () => pool.close(),
  }
}

function startWorker({ threads = Math.min(4, availableParallelism()), assets = ASSETS }: MuseOptions): Piscina {
  const settings: WorkerSettings = { assets: assets.href, threads }
  const filename = new URL('./worker.ts', import.meta.url).href
  return new Piscina({ filename, workerData: settings, minThreads: 1, maxThreads: 1 })
}

async function runTask<Result>(pool: Piscina, name: string, texts: readonly string[]): Promise<Result> {
  try {
    return (await pool.run(texts, { name })) as Result
  } catch (cause) {
    throw new UpnextError('unavailable', `The MUSE model failed on ${String(texts.length)} texts`, { cause })
  }
}

function rowsOf(vectors: Float32Array): Float32Array[] {
  return Array.from({ length: vectors.length / DIMENSIONS }, (_, row) => vectors.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS))
}
