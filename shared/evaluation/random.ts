/**
 * A repeatable source of numbers in [0, 1): Marsaglia's 32-bit xorshift (2003) with the shifts 13, 17, 5.
 * Good enough to draw samples; not for secrets.
 */
export function seededRandom(seed: number): () => number {
  // Zero is the one state that xorshift never leaves.
  const state = new Uint32Array([seed === 0 ? 1 : seed])
  return () => {
    const x = state[0] ?? 1
    const a = x ^ (x << 13)
    const b = a ^ (a >>> 17)
    state[0] = b ^ (b << 5)
    return (state[0] - 1) / (2 ** 32 - 1)
  }
}
