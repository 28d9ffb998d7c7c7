const ENOUGH = 1e-15
const TERMS = 10_000

/** The chance of a value above `x` of the chi-squared distribution: Q(degrees / 2, x / 2). @param degrees A whole number from 1. */
export function chiSquaredTail(x: number, degrees: number): number {
  if (x <= 0) return 1
  const [a, half] = [degrees / 2, x / 2]
  const front = Math.exp(a * Math.log(half) - half - logGamma(a))
  return half < a + 1 ? 1 - front * lowerSeries(a, half) : front * upperFraction(a, half)
}

/** The chance of a value further from 0 than `z`, on either side, of the standard normal distribution. */
export function normalTails(z: number): number {
  return chiSquaredTail(z * z, 1)
}

/** The value below which a share of the standard normal distribution lies, by bisection. @param share Above 0 and below 1. */
export function normalQuantile(share: number): number {
  if (share < 0.5) return -normalQuantile(1 - share)
  let [low, high] = [0, 40]
  for (let step = 0; step < 80; step += 1) {
    const middle = (low + high) / 2
    if (1 - normalTails(middle) / 2 < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Of a half of a whole number, from 1/2: by the recurrence from 1 or from the square root of pi. */
function logGamma(a: number): number {
  const start = Number.isInteger(a) ? 1 : 0.5
  const factors = Array.from({ length: Math.round(a - start) }, (_, i) => Math.log(start + i))
  return factors.reduce((sum, factor) => sum + factor, start === 1 ? 0 : Math.log(Math.PI) / 2)
}

/** The series of the lower incomplete gamma function (DLMF 8.7.1), without its front. */
function lowerSeries(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a]
  for (let n = 1; n < TERMS && term > sum * ENOUGH; n += 1) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** The continued fraction of the upper incomplete gamma function (DLMF 8.9.2 contracted), by Lentz's method, without its front. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let [c, d] = [Infinity, 1 / b]
  let value = d
  for (let n = 1; n < TERMS; n += 1) {
    const numerator = n * (a - n)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < ENOUGH) break
  }
  return value
}
