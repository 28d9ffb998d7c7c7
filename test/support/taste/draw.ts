/**
 * Draws indices without putting back, each time with chances in proportion to their weights, in the order drawn: the greatest of u^(1/w)
 * (Efraimidis and Spirakis 2006), in logarithms.
 */
export function drawOnce(weights: readonly number[], count: number, random: () => number): number[] {
  return weights
    .map((weight, index) => ({ index, key: weight > 0 ? Math.log(1 - random() * 0.999999999) / weight : -Infinity }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ index }) => index)
}
