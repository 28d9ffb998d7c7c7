import { dot } from '#shared/index/identity/sketch.ts'
import { hamming } from '#shared/index/identity/simhash.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { FeatureReader } from './features.ts'

/** Encoders round, and trim a black frame or two. */
const SECONDS_APART = 2
/** Cosine of sketches from which on videos are as near as the texts of one video written twice. */
const COPIED = 0.95
/** The same where one telling title already speaks for it. */
const SAME_TALK = 0.9
/** Differing bits of 64 up to which two texts have nearly all words in common. */
const SAME_WORDS = 16

/**
 * Whether two videos are one, uploaded twice. One shared key settles it. Else the texts must be copies, or the telling titles equal and the
 * texts near, and nothing may speak against it: other numbers in the titles (parts of a series, years), other lengths.
 */
export function isSameVideo(a: RankingPayload, b: RankingPayload, features: FeatureReader): boolean {
  if (a.duplicateKeys.some((key) => b.duplicateKeys.includes(key))) return true
  if (a.numbers !== b.numbers || !areOfOneLength(a, b)) return false
  const sameTitle = a.titleKey !== undefined && a.titleKey === b.titleKey
  if (sameTitle && a.durationSeconds !== undefined && b.durationSeconds !== undefined) return true
  return areCopies(a, b, features, sameTitle ? SAME_TALK : COPIED)
}

function areOfOneLength({ durationSeconds: a }: RankingPayload, { durationSeconds: b }: RankingPayload): boolean {
  return a === undefined || b === undefined || Math.abs(a - b) <= SECONDS_APART
}

function areCopies(a: RankingPayload, b: RankingPayload, features: FeatureReader, cosine: number): boolean {
  const [x, y] = [features(a), features(b)]
  if (x.simhash === undefined || y.simhash === undefined || hamming(x.simhash, y.simhash) > SAME_WORDS) return false
  return x.sketch === undefined || y.sketch === undefined || dot(x.sketch, y.sketch) >= cosine
}
