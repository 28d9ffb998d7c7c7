import { LRUCache } from 'lru-cache'

export interface BucketOptions {
  /** Tokens that come back a second, and that a full bucket holds. */
  readonly perSecond: number
  readonly capacity: number
  /** Buckets that are kept; the ones not used for longest go, and are full when they come back. */
  readonly maxBuckets?: number
  /** Epoch milliseconds. */
  readonly clock: () => number
}

interface Bucket {
  readonly tokens: number
  readonly at: number
}

/** A bucket of tokens a name (RFC 2697's idea), in memory: each instance counts for itself. Takes all that are asked for, or none. */
export function createBuckets({
  perSecond,
  capacity,
  maxBuckets = 20_000,
  clock,
}: BucketOptions): (name: string, tokens: number) => boolean {
  const buckets = new LRUCache<string, Bucket>({ max: maxBuckets })
  return (name, wanted) => {
    const now = clock()
    const { tokens, at } = buckets.get(name) ?? { tokens: capacity, at: now }
    const there = Math.min(capacity, tokens + ((now - at) / 1000) * perSecond)
    const enough = there >= wanted
    buckets.set(name, { tokens: enough ? there - wanted : there, at: now })
    return enough
  }
}
