import { dot } from '#shared/index/identity/sketch.ts'

/** A sentence on a subject, and the side that it takes; `residual` is what it says beyond the subject: its vector less the mean of all on that subject, as a unit vector. */
export interface Said {
  readonly subject: string
  readonly language: string
  readonly side: 1 | -1
  /** Whether the tone goes against the side: for a thing by complaining of what it would end, against it by praising what it would end. */
  readonly reversed: boolean
  readonly vector: Float32Array
  readonly residual: Float32Array
}

export function unit(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector)) || 1
  return vector.map((value) => value / norm)
}

export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) vector.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value / vectors.length))
  return sum
}

/** From the mean of one side to that of the other. */
export function meanDifference(said: readonly Said[]): Float32Array {
  const mean = (wanted: number) => meanOf(said.filter(({ side }) => side === wanted).map(({ residual }) => residual))
  const [pro, contra] = [mean(1), mean(-1)]
  return unit(pro.map((value, i) => value - (contra[i] ?? 0)))
}

const STEPS = 200

/** The weights of a ridge regression from residuals to sides, by conjugate gradients on (X'X + lambda I) w = X'y. */
export function ridge(said: readonly Said[], lambda: number): Float32Array {
  const size = said[0]?.residual.length ?? 0
  const times = (vector: Float32Array): Float32Array => {
    const out = vector.map((value) => lambda * value)
    for (const { residual } of said) addTo(out, residual, dot(residual, vector))
    return out
  }
  const weights = new Float32Array(size)
  const left = new Float32Array(size)
  for (const { residual, side } of said) addTo(left, residual, side)
  let direction = left.slice()
  let error = dot(left, left)
  for (let step = 0; step < STEPS && error > 1e-9; step++) {
    const product = times(direction)
    const length = error / dot(direction, product)
    addTo(weights, direction, length)
    addTo(left, product, -length)
    const next = dot(left, left)
    direction = left.map((value, i) => value + (next / error) * (direction[i] ?? 0))
    error = next
  }
  return unit(weights)
}

function addTo(sum: Float32Array, vector: Float32Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + factor * (vector[i] ?? 0)
}
