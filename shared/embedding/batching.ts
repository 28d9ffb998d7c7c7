import { UpnextError } from '#shared/errors.ts'
import type { Embedder, TextUse } from './embedder.ts'
import { refuseEmptyTexts } from './empty-texts.ts'

export interface BatchingOptions {
  /** How long a text waits for others, in milliseconds. Default 3. */
  readonly windowMs?: number
  /** Texts a batch. Default 64. */
  readonly maxTexts?: number
  /** Characters a batch, unless one text alone has more. Default 16,000. */
  readonly maxCharacters?: number
}

interface Waiting {
  readonly text: string
  readonly resolve: (vector: Float32Array) => void
  readonly reject: (error: unknown) => void
}

/**
 * Lets calls that come within a few milliseconds of each other share batches, those of one use each.
 * Each caller gets its own vectors in its own order; a failed batch fails every caller with a text in it.
 * `close` first embeds what is waiting.
 */
export function batching(inner: Embedder, options: BatchingOptions = {}): Embedder {
  const queues = { video: createQueue(inner, 'video', options), query: createQueue(inner, 'query', options) }
  return {
    model: inner.model,
    dimensions: inner.dimensions,
    embed: async (texts, use = 'video') => {
      refuseEmptyTexts(texts)
      return Promise.all(texts.map(queues[use].add))
    },
    understands: (texts) => inner.understands(texts),
    close: async () => {
      await Promise.all([queues.video.finish(), queues.query.finish()])
      await inner.close()
    },
  }
}

interface Queue {
  readonly add: (text: string) => Promise<Float32Array>
  /** Embeds what is waiting and resolves when nothing is under way. */
  readonly finish: () => Promise<void>
}

function createQueue(inner: Embedder, use: TextUse, options: BatchingOptions): Queue {
  const { windowMs = 3, maxTexts = 64, maxCharacters = 16_000 } = options
  const running = new Set<Promise<void>>()
  let waiting: Waiting[] = []
  let characters = 0
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    const run = embedBatch(inner, use, waiting)
    waiting = []
    characters = 0
    running.add(run)
    void run.finally(() => running.delete(run))
  }
  return {
    add: (text) => {
      if (waiting.length >= maxTexts || characters + text.length > maxCharacters) flush()
      characters += text.length
      timer ??= setTimeout(flush, windowMs)
      return new Promise((resolve, reject) => waiting.push({ text, resolve, reject }))
    },
    finish: async () => {
      flush()
      await Promise.all(running)
    },
  }
}

/** Settles every text of the batch; never rejects itself. */
async function embedBatch(inner: Embedder, use: TextUse, batch: readonly Waiting[]): Promise<void> {
  try {
    const vectors = await inner.embed(
      batch.map(({ text }) => text),
      use,
    )
    batch.forEach(({ resolve, reject }, at) => {
      const vector = vectors[at]
      if (vector) resolve(vector)
      else reject(new UpnextError('embedding', `${inner.model} gave ${vectors.length} vectors for ${batch.length} texts`))
    })
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
