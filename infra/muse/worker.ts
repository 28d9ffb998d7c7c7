import { tracingChannel } from 'node:diagnostics_channel'
import { move, workerData } from 'piscina'
import { loadMuseModel, type JudgedText } from './model.ts'
import type { ThreadSettings } from './model-thread.ts'

const { assets, threads } = workerData as ThreadSettings
const model = loadMuseModel({ assets: new URL(assets), threads })
// Every task awaits the model and reports its failure; without this, a failed load would end the thread before any task could.
model.catch(() => undefined)

/** Tells who listens in this thread when the model works: benches do. */
const work = tracingChannel('upnext:embed')

/** Resolves once the model is loaded. */
export async function load(): Promise<void> {
  await model
}

export async function embed(texts: readonly string[]): Promise<Float32Array> {
  const loaded = await model
  const vectors = await work.tracePromise(() => loaded.embed(texts))
  return move(vectors) as Float32Array
}

export async function understands(texts: readonly JudgedText[]): Promise<boolean[]> {
  return (await model).understands(texts)
}
