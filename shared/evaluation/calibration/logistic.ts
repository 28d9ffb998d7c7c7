/** What a regression learns from. */
export interface Example {
  /** As many as there are coefficients. */
  readonly features: readonly number[]
  readonly outcome: boolean
  /** How much it counts. */
  readonly weight: number
}

/** What is believed of a coefficient before any example: normal with this mean and standard deviation, and never under `min`. */
export interface Prior {
  readonly mean: number
  readonly deviation: number
  readonly min?: number
}

const ROUNDS = 50
const TOLERANCE = 1e-8

/**
 * The most probable coefficients of a logistic regression, by Newton's method (iteratively reweighted least squares), each with a normal prior: a
 * coefficient that no example speaks of keeps its mean. Those that would fall under their least value are held there.
 */
export function fitLogistic(examples: readonly Example[], priors: readonly Prior[]): readonly number[] {
  const held = new Set<number>()
  for (;;) {
    const found = converge(examples, priors, held)
    const below = priors.findIndex(({ min = -Infinity }, i) => !held.has(i) && (found[i] ?? 0) < min)
    if (below < 0) return found
    held.add(below)
  }
}

function converge(examples: readonly Example[], priors: readonly Prior[], held: ReadonlySet<number>): number[] {
  const start = priors.map(({ mean, min = -Infinity }, i) => (held.has(i) ? min : Math.max(mean, min)))
  const state = { at: start, loss: lossAt(start, examples, priors) }
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(state.at, examples, priors, held)
    const next = descended(state, step, examples, priors)
    const gained = state.loss - next.loss
    Object.assign(state, next)
    if (gained < TOLERANCE) break
  }
  return state.at
}

/** The loss is convex: some part of Newton's step always lowers it, until there is nothing left to lower. */
function descended(from: { at: number[]; loss: number }, step: readonly number[], examples: readonly Example[], priors: readonly Prior[]) {
  for (const share of [1, 0.5, 0.25, 0.125, 0.01]) {
    const at = from.at.map((value, i) => value - share * (step[i] ?? 0))
    const loss = lossAt(at, examples, priors)
    if (loss < from.loss) return { at, loss }
  }
  return from
}

function lossAt(at: readonly number[], examples: readonly Example[], priors: readonly Prior[]): number {
  const doubt = priors.reduce((sum, { mean, deviation }, i) => sum + (((at[i] ?? 0) - mean) / deviation) ** 2 / 2, 0)
  // ln(1 + e^z), also for a z whose power is infinite.
  const surprise = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
  return examples.reduce((sum, { features, outcome, weight }) => sum + weight * surprise(dot(features, at) * (outcome ? -1 : 1)), doubt)
}

function newtonStep(at: readonly number[], examples: readonly Example[], priors: readonly Prior[], held: ReadonlySet<number>): number[] {
  const size = at.length
  const gradient = priors.map(({ mean, deviation }, i) => ((at[i] ?? 0) - mean) / deviation ** 2)
  const curvature = priors.map(({ deviation }, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 / deviation ** 2 : 0)))
  for (const { features, outcome, weight } of examples) {
    const p = 1 / (1 + Math.exp(-dot(features, at)))
    features.forEach((x, i) => {
      if (x === 0) return
      gradient[i] = (gradient[i] ?? 0) + weight * (p - (outcome ? 1 : 0)) * x
      const row = curvature[i]
      if (row !== undefined) features.forEach((y, j) => (row[j] = (row[j] ?? 0) + weight * p * (1 - p) * x * y))
    })
  }
  for (const i of held) {
    gradient[i] = 0
    curvature.forEach((row, k) => (k === i ? row.fill(0).fill(1, i, i + 1) : row.fill(0, i, i + 1)))
  }
  return solve(curvature, gradient)
}

/** Gaussian elimination; the matrix is symmetric and positive definite, so that no pivot is zero. */
function solve(matrix: readonly Float64Array[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  rows.forEach((pivot, i) => {
    for (const row of rows.slice(i + 1)) {
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1)
      for (let k = i; k < row.length; k += 1) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0)
    }
  })
  const found = right.map(() => 0)
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i] ?? []
    const rest = found.reduce((sum, value, k) => (k > i ? sum + value * (row[k] ?? 0) : sum), 0)
    found[i] = ((row[right.length] ?? 0) - rest) / (row[i] ?? 1)
  }
  return found
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
