import { InferenceSession, Tensor } from 'onnxruntime-node'
import { readAsset } from './assets.ts'
import { createEmbeddingTable, DIMENSIONS, type EmbeddingTable } from './embedding-table.ts'
import { packBatch, splitByTokens, type PackedBatch } from './packing.ts'

/** Tokens a run: enough to keep the processor's vector units busy, few enough for the intermediate results to stay in its caches. */
const BATCH_TOKENS = 256

export interface Encoder {
  /** Token ids of each text to one row of 512 numbers a text, of length 1: [texts, 512] in one array. */
  encode(texts: readonly Int32Array[]): Promise<Float32Array<ArrayBuffer>>
}

export interface EncoderOptions {
  readonly assets: URL
  /** Threads within one run. */
  readonly threads: number
}

/** The inputs of the graph for one batch. */
export function feedsOf({ ids, segments, lengths }: PackedBatch, table: EmbeddingTable): Record<string, Tensor> {
  return {
    ids: new Tensor('int32', ids, [ids.length]),
    codes: new Tensor('uint8', table.gather(ids), [ids.length, DIMENSIONS]),
    segments: new Tensor('int32', segments, [segments.length]),
    lengths: new Tensor('float32', lengths, [lengths.length]),
  }
}

export async function loadSession({ assets, threads }: EncoderOptions): Promise<InferenceSession> {
  const graph = await readAsset(assets, 'encoder.onnx.zst')
  // Threads that wait by spinning take the cores from whatever else the machine does, SQLite's threads above all.
  return InferenceSession.create(graph, { intraOpNumThreads: threads, extra: { 'session.intra_op.allow_spinning': '0' } })
}

export async function loadEmbeddingTable(assets: URL): Promise<EmbeddingTable> {
  return createEmbeddingTable(await readAsset(assets, 'embedding.u8.zst'))
}

/** Loads the graph and its table. A run blocks the thread that calls it (onnxruntime-node computes on the caller's thread). */
export async function loadEncoder(options: EncoderOptions): Promise<Encoder> {
  const [session, table] = await Promise.all([loadSession(options), loadEmbeddingTable(options.assets)])
  return {
    encode: async (texts) => {
      const vectors = new Float32Array(texts.length * DIMENSIONS)
      let row = 0
      for (const batch of splitByTokens(texts, BATCH_TOKENS)) {
        vectors.set(await run(session, feedsOf(packBatch(batch), table)), row * DIMENSIONS)
        row += batch.length
      }
      return vectors
    },
  }
}

async function run(session: InferenceSession, feeds: Record<string, Tensor>): Promise<Float32Array> {
  const { vectors } = await session.run(feeds)
  if (!(vectors?.data instanceof Float32Array)) throw new TypeError('The graph gave no float vectors: convert the model again.')
  return vectors.data
}
