import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Embedder } from '#shared/embedding/embedder.ts'

export type Feeds = Readonly<Record<string, Tensor>>

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Embeds all texts in calls of `size`, all asked for at once, as the batching of concurrent events does. */
export async function timeEmbedder(embedder: Embedder, texts: readonly string[], size: number): Promise<number> {
  const calls = Array.from({ length: Math.ceil(texts.length / size) }, (_, call) => texts.slice(call * size, (call + 1) * size))
  return secondsOf(() => Promise.all(calls.map((call) => embedder.embed(call))))
}

/** Runs batches that are packed already, one after the other. */
export async function timeSession(session: InferenceSession, batches: readonly Feeds[]): Promise<number> {
  return secondsOf(async () => {
    for (const feeds of batches) await session.run(feeds)
  })
}

/** Seconds of the reference package's best round. `python` needs the packages of infra/muse/convert/requirements.txt. */
export function timeReference(python: string, texts: readonly string[], rounds: number): number {
  const script = fileURLToPath(new URL('embed-reference.py', import.meta.url))
  const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const answer = execFileSync(python, [script, String(rounds)], { input: JSON.stringify(texts), env: oneThread, encoding: 'utf8' })
  return Number(answer)
}
