import { readSketch } from '#shared/index/identity/sketch.ts'
import type { RankingPayload } from '#shared/index/point.ts'

/** The sketch of a video as a unit vector, read once; undefined for a video without a vector. */
export type Sketches = (ranking: RankingPayload) => Float32Array | undefined

export function createSketches(): Sketches {
  const read = new Map<RankingPayload, Float32Array>()
  return (ranking) => {
    if (ranking.sketch === undefined) return undefined
    const known = read.get(ranking) ?? readSketch(ranking.sketch)
    read.set(ranking, known)
    return known
  }
}
