import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'

/** Hands each message to the next worker that is free, first come first served; resolves when it has answered. */
export function createWorkerQueue(workers: readonly Worker[]): (message: string) => Promise<void> {
  const idle = [...workers]
  const waiting: ((worker: Worker) => void)[] = []
  const take = async (): Promise<Worker> => idle.pop() ?? new Promise((resolve) => waiting.push(resolve))
  const giveBack = (worker: Worker) => {
    const next = waiting.shift()
    if (next === undefined) idle.push(worker)
    else next(worker)
  }
  return async (message) => {
    const worker = await take()
    const answered = once(worker, 'message')
    worker.postMessage(message)
    await answered
    giveBack(worker)
  }
}
