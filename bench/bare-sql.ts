import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Round } from './round.ts'
import type { SqlSettings } from './sql-worker.ts'
import { createWorkerQueue } from './worker-queue.ts'

export interface BareSql {
  /** Asks for the ids in turn, so many at once, for a time. */
  run(inFlight: number, seconds: number): Promise<Round>
  close(): Promise<void>
}

/** As many threads as the product reads with, each with the SQL of an answer. */
export async function startBareSql(threads: number, settings: SqlSettings): Promise<BareSql> {
  const workers = Array.from({ length: threads }, () => new Worker(new URL('sql-worker.ts', import.meta.url), { workerData: settings }))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  const ask = createWorkerQueue(workers)
  return {
    run: (inFlight, seconds) => runRound(ask, settings.ids, inFlight, seconds),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

async function runRound(ask: (id: string) => Promise<void>, ids: readonly string[], inFlight: number, seconds: number): Promise<Round> {
  const times: number[] = []
  const startedAt = performance.now()
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < seconds * 1000) {
      const askedAt = performance.now()
      await ask(ids[Math.floor(Math.random() * ids.length)] ?? '')
      times.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, client))
  return { times, seconds: (performance.now() - startedAt) / 1000 }
}
