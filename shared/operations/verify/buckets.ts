import { hash } from 'node:crypto'
import type { Order } from '#shared/video/order.ts'

/** By the first byte of the sha256 of the id, so that the two sides need not be read in one order. */
const BUCKETS = 256

/** What must be the same on both sides. Never the numbers of a vector: they differ with the batch it was made in. */
export interface ParityRow {
  readonly id: string
  readonly order: Order
  /** Undefined for a tombstone, and where texts are not compared. */
  readonly textHash: string | undefined
}

/** A digest a bucket: the XOR of 64 bits of the sha256 of each of its rows, in whatever order they come. */
export type Buckets = BigUint64Array

export function noRows(): Buckets {
  return new BigUint64Array(BUCKETS)
}

/** Adds rows in place: there are as many of them as videos. */
export function addRows(buckets: Buckets, rows: readonly ParityRow[], recipeDigest: string): void {
  for (const { id, order, textHash } of rows) {
    const row = JSON.stringify([id, order.version, order.deleted, order.digest, textHash ?? null, recipeDigest])
    const bucket = bucketOf(id)
    buckets[bucket] = (buckets[bucket] ?? 0n) ^ hash('sha256', row, 'buffer').readBigUInt64LE()
  }
}

export function bucketOf(id: string): number {
  return hash('sha256', id, 'buffer').readUInt8()
}

/** Whether the texts of a bucket are compared, when only a share of them is: making the texts of every document anew takes its time. */
export function comparesTexts(bucket: number, share: number): boolean {
  return bucket < share * BUCKETS
}

export function differing(a: Buckets, b: Buckets): ReadonlySet<number> {
  return new Set(Array.from(a.keys()).filter((bucket) => a[bucket] !== b[bucket]))
}

export function encodeBuckets(buckets: Buckets): string {
  return Buffer.from(buckets.buffer, buckets.byteOffset, buckets.byteLength).toString('base64')
}

export function decodeBuckets(text: string): Buckets {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'))
  return new BigUint64Array(bytes.buffer, 0, BUCKETS)
}
