import { hash } from 'node:crypto'
import type { WordVector } from '../point.ts'

const BITS = 64
/** Fewer terms than this are shared by videos that have little else in common. */
const MIN_TERMS = 8

/**
 * SimHash of weighted terms (Charikar 2002), 64 bits as base64url: texts that share most of their words differ in few bits, two that have
 * nothing in common in about 32. Undefined for texts too short to know a video by.
 */
export function simhash(words: WordVector): string | undefined {
  if (words.size < MIN_TERMS) return undefined
  const sums = new Float64Array(BITS)
  for (const [term, weight] of words) {
    const bits = hash('sha256', term, 'buffer').readBigUInt64BE(0)
    for (let i = 0; i < BITS; i++) sums[i] = (sums[i] ?? 0) + ((bits >> BigInt(i)) & 1n ? weight : -weight)
  }
  const bits = sums.reduce((all, sum, i) => (sum > 0 ? all | (1n << BigInt(i)) : all), 0n)
  const bytes = Buffer.alloc(BITS / 8)
  bytes.writeBigUInt64BE(bits)
  return bytes.toString('base64url')
}

/** A SimHash as two halves of 32 bits. */
export type SimhashBits = readonly [number, number]

export function readSimhash(simhash: string): SimhashBits {
  const bytes = Buffer.from(simhash, 'base64url')
  return [bytes.readInt32BE(0), bytes.readInt32BE(4)]
}

/** Bits in which two SimHashes differ, 0 to 64. */
export function hamming([a, b]: SimhashBits, [x, y]: SimhashBits): number {
  return ones(a ^ x) + ones(b ^ y)
}

/** How many of 32 bits are set, counted in pairs, fours and bytes at once. */
function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
