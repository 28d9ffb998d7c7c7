import { readSketch } from '#shared/index/identity/sketch.ts'
import { readSimhash } from '#shared/index/identity/simhash.ts'
import type { SimhashBits } from '#shared/index/identity/simhash.ts'
import type { RankingPayload } from '#shared/index/point.ts'

/** What candidates are compared with each other by, unpacked. */
export interface Features {
  /** Unit vector; missing for a video without a vector. */
  readonly sketch?: Float32Array
  readonly simhash?: SimhashBits
}

/** The features of a video, unpacked once. */
export type FeatureReader = (ranking: RankingPayload) => Features

export function createFeatures(): FeatureReader {
  const known = new WeakMap<RankingPayload, Features>()
  return (ranking) => {
    const features = known.get(ranking) ?? unpacked(ranking)
    known.set(ranking, features)
    return features
  }
}

function unpacked({ sketch, simhash }: RankingPayload): Features {
  return {
    ...(sketch !== undefined && { sketch: readSketch(sketch) }),
    ...(simhash !== undefined && { simhash: readSimhash(simhash) }),
  }
}
