import { LRUCache } from 'lru-cache'
import { UpnextError } from '#shared/errors.ts'
import type { Embedder, TextUse } from './embedder.ts'
import { refuseEmptyTexts } from './empty-texts.ts'

export interface CachingOptions {
  /** Vectors kept of each use; one of 512 numbers takes 2 KB. Default 10,000. */
  readonly maxEntries?: number
  /** Longer texts hardly come twice and are not kept. Default 80 characters. */
  readonly maxCharacters?: number
}

/**
 * Keeps the vectors of short texts (tags come again and again), and embeds a text that occurs several times, in one call or
 * in calls at the same time, once. Failures are not kept. Every caller gets copies.
 */
export function caching(inner: Embedder, { maxEntries = 10_000, maxCharacters = 80 }: CachingOptions = {}): Embedder {
  const cacheOf = () => new LRUCache<string, Promise<Float32Array>>({ max: maxEntries })
  const caches = { video: cacheOf(), query: cacheOf() }

  const keep = (text: string, use: TextUse, vector: Promise<Float32Array>): void => {
    if (text.length > maxCharacters) return
    caches[use].set(text, vector)
    vector.catch(() => caches[use].delete(text))
  }
  /** A vector to come for each different text. */
  const vectorsFor = (texts: ReadonlySet<string>, use: TextUse): Map<string, Promise<Float32Array>> => {
    const found = new Map<string, Promise<Float32Array>>()
    for (const text of texts) {
      const vector = caches[use].get(text)
      if (vector) found.set(text, vector)
    }
    const missing = [...texts.keys()].filter((text) => !found.has(text))
    for (const [text, vector] of embedEach(inner, missing, use)) {
      found.set(text, vector)
      keep(text, use, vector)
    }
    return found
  }

  return {
    model: inner.model,
    dimensions: inner.dimensions,
    embed: async (texts, use = 'video') => {
      refuseEmptyTexts(texts)
      const vectors = vectorsFor(new Set(texts), use)
      return Promise.all(texts.map(async (text) => (await existing(vectors.get(text), inner)).slice()))
    },
    understands: (texts) => inner.understands(texts),
    close: () => inner.close(),
  }
}

function embedEach(inner: Embedder, texts: readonly string[], use: TextUse): [text: string, vector: Promise<Float32Array>][] {
  if (texts.length === 0) return []
  const batch = inner.embed(texts, use)
  return texts.map((text, at) => [text, batch.then((vectors) => existing(vectors[at], inner))])
}

async function existing(vector: Float32Array | Promise<Float32Array> | undefined, inner: Embedder): Promise<Float32Array> {
  if (vector === undefined) throw new UpnextError('embedding', `${inner.model} gave too few vectors`)
  return vector
}
