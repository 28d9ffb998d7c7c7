import { dot } from '#shared/index/identity/sketch.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { FeatureReader } from './features.ts'
import { differencesOf } from './point-of-view.ts'

/** Each difference of origin halves what is left to a distance of 1. */
const LEFT_BY_DIFFERENCE = 0.5
/** Of two videos of which one has no vector. */
const NOT_COMPARABLE = 0.5

/** How far apart two points of view are, 0 to 1. */
export type ViewDistance = (a: RankingPayload, b: RankingPayload) => number

/**
 * Distance as the mean of two: half of 1 - cosine of what the contents say beyond the subject (the residuals of the sketches after the
 * mean of all these videos), and 1 - 2^-n for n differences of language, country and time.
 */
export function viewDistance(videos: readonly RankingPayload[], features: FeatureReader): ViewDistance {
  const mean = meanOf(videos.flatMap((video) => features(video).sketch ?? []))
  const known = new Map<RankingPayload, Float32Array | undefined>()
  const residual = (video: RankingPayload): Float32Array | undefined => {
    if (!known.has(video)) known.set(video, residualOf(features(video).sketch, mean))
    return known.get(video)
  }
  return (a, b) => {
    const [here, there] = [residual(a), residual(b)]
    const apart = here === undefined || there === undefined ? NOT_COMPARABLE : (1 - dot(here, there)) / 2
    const differences = differencesOf(a, [b]).filter((difference) => difference !== 'channel').length
    return (apart + 1 - LEFT_BY_DIFFERENCE ** differences) / 2
  }
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0)
  return sum.map((value) => value / vectors.length)
}

/** A unit vector; undefined for a video without a vector, or one that is the mean itself. */
function residualOf(sketch: Float32Array | undefined, mean: Float32Array): Float32Array | undefined {
  const difference = sketch?.map((value, i) => value - (mean[i] ?? 0))
  const norm = difference === undefined ? 0 : Math.sqrt(dot(difference, difference))
  return norm < 1e-6 ? undefined : difference?.map((value) => value / norm)
}
