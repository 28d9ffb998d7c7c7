import { Piscina } from 'piscina'
import { UpnextError } from '#shared/errors.ts'
import type { JudgedText } from './model.ts'

/** What the thread is started with. */
export interface ThreadSettings {
  /** Address of the folder of assets. */
  readonly assets: string
  readonly threads: number
}

/** The model in a thread of its own, as session runs block the thread that they are called on. */
export interface ModelThread {
  /** Resolves once the model is loaded, rejects with what hinders it. */
  load(): Promise<void>
  /** Rows of vectors, one after the other in one array. */
  embed(texts: readonly string[]): Promise<Float32Array>
  understands(texts: readonly JudgedText[]): Promise<boolean[]>
  /** Ends the thread after the tasks that it was given. */
  close(): Promise<void>
}

/** One thread: a second one would hold the model a second time, and cores are used within a run already. */
export function startModelThread(settings: ThreadSettings): ModelThread {
  const filename = new URL('./worker.ts', import.meta.url).href
  const pool = new Piscina({ filename, workerData: settings, minThreads: 1, maxThreads: 1 })
  let closed = false

  const run = async <Result>(name: 'embed' | 'understands', texts: readonly unknown[]): Promise<Result> => {
    // @NOTE A Piscina that was closed takes further tasks and never settles them.
    if (closed) throw new UpnextError('unavailable', 'The MUSE model is closed')
    try {
      return (await pool.run(texts, { name })) as Result
    } catch (cause) {
      throw new UpnextError('unavailable', `The MUSE model failed on ${texts.length} texts`, { cause })
    }
  }

  return {
    load: async () => {
      await pool.run(undefined, { name: 'load' })
    },
    embed: (texts) => run('embed', texts),
    understands: (texts) => run('understands', texts),
    close: async () => {
      closed = true
      await pool.close()
    },
  }
}
