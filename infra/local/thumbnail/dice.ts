import { createHash } from 'node:crypto'

/** Throws that look random and are the same for the same seed on every machine. */
export interface Dice {
  /** A number from `low` (inclusive) to `high` (exclusive). */
  between(low: number, high: number): number
  pick<T>(list: readonly [T, ...T[]]): T
}

export function createDice(seed: string): Dice {
  const stream = fractions(seed)
  const between = (low: number, high: number) => low + (stream.next().value ?? 0) * (high - low)
  return {
    between,
    pick: (list) => list[Math.floor(between(0, list.length))] ?? list[0],
  }
}

/** Endless numbers from 0 (inclusive) to 1 (exclusive): the 16-bit words of sha512(seed, 0), sha512(seed, 1)… */
function* fractions(seed: string): Generator<number, undefined> {
  for (let block = 0; ; block += 1) {
    const bytes = createHash('sha512').update(`${block} ${seed}`).digest()
    for (let at = 0; at < bytes.length; at += 2) yield bytes.readUInt16BE(at) / 0x10000
  }
}
