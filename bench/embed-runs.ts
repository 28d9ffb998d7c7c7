import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Embedder } from '#shared/embedding/embedder.ts'

export type Feeds = Readonly<Record<string, Tensor>>

/** Seconds on the clock and of the processor, all threads of the process together. */
export interface Seconds {
  clock: number
  processor: number
}

/** A run that is compared with others, and the best of its rounds. */
export interface Contestant {
  readonly run: () => Promise<unknown>
  readonly best: Seconds
}

export function slicesOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, slice) => items.slice(slice * size, (slice + 1) * size))
}

/** Embeds texts in calls of `size`, all asked for at once, as the batching of concurrent events does. */
export function embedderRun(embedder: Embedder, texts: readonly string[], size: number): Contestant {
  const calls = slicesOf(texts, size)
  return { run: () => Promise.all(calls.map((call) => embedder.embed(call))), best: { clock: Infinity, processor: Infinity } }
}

/** Runs batches that are packed already, one after the other. */
export function sessionRun(session: InferenceSession, batches: readonly Feeds[]): Contestant {
  const run = async () => {
    for (const feeds of batches) await session.run(feeds)
  }
  return { run, best: { clock: Infinity, processor: Infinity } }
}

async function secondsOf(run: () => Promise<unknown>): Promise<Seconds> {
  const start = performance.now()
  const used = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(used)
  return { clock: (performance.now() - start) / 1e3, processor: (user + system) / 1e6 }
}

/** Lets all run in turns, so that a busy moment of the machine falls on each alike. */
export async function compete(contestants: readonly Contestant[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const { run, best } of contestants) {
      const { clock, processor } = await secondsOf(run)
      best.clock = Math.min(best.clock, clock)
      best.processor = Math.min(best.processor, processor)
    }
  }
}

export function add(sum: Seconds, { clock, processor }: Seconds): void {
  sum.clock += clock
  sum.processor += processor
}

/** Seconds of the reference package, summed over the best rounds of each slice. `python` needs infra/muse/convert/requirements.txt. */
export function timeReference(python: string, slices: readonly (readonly string[])[], rounds: number): Seconds {
  const script = fileURLToPath(new URL('embed-reference.py', import.meta.url))
  const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const answer = execFileSync(python, [script, String(rounds)], { input: JSON.stringify(slices), env: oneThread, encoding: 'utf8' })
  const [clock = NaN, processor = NaN] = answer.split(' ').map(Number)
  return { clock, processor }
}
