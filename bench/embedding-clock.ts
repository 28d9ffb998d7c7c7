/**
 * Loaded into a product before anything else (`node --import`): adds up how long its model works and tells the process that started
 * it when asked over IPC.
 */
import { tracingChannel } from 'node:diagnostics_channel'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'
import type { Usage } from './product.ts'

/** The model works in a thread of its own, where this module is loaded too. */
const channel = new BroadcastChannel('embedding-clock')
channel.unref()

if (isMainThread) {
  const total = { embeddingMs: 0, batches: 0 }
  channel.onmessage = ({ data }) => {
    total.embeddingMs += data as number
    total.batches += 1
  }
  // Nothing is left running when a bench is killed.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    const usage: Usage = { ...total, peakBytes: process.resourceUsage().maxRSS * 1024, cpuMs: (user + system) / 1000 }
    process.send?.(usage)
  })
} else {
  const started = new WeakMap<object, number>()
  const { start, asyncEnd } = tracingChannel('upnext:embed')
  start.subscribe((batch) => void started.set(batch as object, performance.now()))
  asyncEnd.subscribe((batch) => channel.postMessage(performance.now() - (started.get(batch as object) ?? NaN)))
}
