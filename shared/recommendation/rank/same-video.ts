import { dot } from '#shared/index/identity/sketch.ts'
import { hamming } from '#shared/index/identity/simhash.ts'
import { isTellingLength } from '#shared/index/identity/length.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import type { FeatureReader } from './features.ts'

/** Encoders round, and trim a black frame or two. */
const SECONDS_APART = 2
/** Shorter clips have the length of some other by chance. */
const TELLING_SECONDS = 120
/** Two videos of one short title that last that long to the second are hardly two. */
const UNMISTAKABLE_SECONDS = 600
/** Cosine of sketches from which on videos are as near as the texts of one video written twice. */
const COPIED = 0.95
/** The same where one telling title already speaks for it, or the very same length. */
const SAME_TALK = 0.9
const SAME_LENGTH = 0.85
/** Differing bits of 64 up to which two texts have nearly all words in common. */
const SAME_WORDS = 16
/** The same where one telling title speaks for it too: tags alone may turn the vector far. */
const SAME_WORDS_TITLED = 8
/** The same where there is no vector to bear it out: in one field of work texts share so many words that 14 bits are met by chance. */
const SAME_WORDS_ALONE = 6

/**
 * Whether two videos are one, uploaded twice. One shared key settles it. Else the texts must be copies, or near while the telling titles or the
 * lengths to the second are equal, or there is hardly a text on one side. Nothing may speak against it: other lengths, other numbers in the
 * titles (parts of a series), other years of the event, another language, or one channel that gives no lengths: programmes repeat title and text.
 */
export function isSameVideo(a: RankingPayload, b: RankingPayload, features: FeatureReader): boolean {
  if (shareAKey(a.duplicateKeys, b.duplicateKeys)) return true
  if (differ(a.language, b.language) || differ(a.numbers, b.numbers) || differ(a.years, b.years) || !areOfOneLength(a, b)) return false
  const { durationSeconds: seconds } = a
  if (seconds !== undefined && seconds >= TELLING_SECONDS && isTellingLength(seconds) && seconds === b.durationSeconds) {
    return areNear(a, b, features, SAME_LENGTH) || (seconds >= UNMISTAKABLE_SECONDS && haveOneShortTitle(a, b))
  }
  if (a.numbers !== b.numbers || isProgramme(a, b)) return false
  if (haveOneTitle(a, b) && haveSameWords(a, b, features, SAME_WORDS_TITLED)) return true
  return haveSameWords(a, b, features, SAME_WORDS) && areNear(a, b, features, haveOneTitle(a, b) ? SAME_TALK : COPIED)
}

/** Two loops: this runs for each pair of candidates. */
function shareAKey(a: readonly string[], b: readonly string[]): boolean {
  for (const key of a) if (b.includes(key)) return true
  return false
}

/** Whether both are known, and not the same. */
function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b
}

function areOfOneLength({ durationSeconds: a }: RankingPayload, { durationSeconds: b }: RankingPayload): boolean {
  return a === undefined || b === undefined || Math.abs(a - b) <= SECONDS_APART
}

function isProgramme(a: RankingPayload, b: RankingPayload): boolean {
  const isOfOneChannel = a.channelId !== undefined && a.channelId === b.channelId
  const isListedTwice = haveOneTitle(a, b) && a.publishedAt > 0 && a.publishedAt === b.publishedAt
  return isOfOneChannel && !isListedTwice && (a.durationSeconds === undefined || b.durationSeconds === undefined)
}

/** And nothing more is known of one of them. */
function haveOneShortTitle(a: RankingPayload, b: RankingPayload): boolean {
  return a.shortTitleKey !== undefined && a.shortTitleKey === b.shortTitleKey && a.numbers === b.numbers && (hasNoText(a) || hasNoText(b))
}

function hasNoText({ mix }: RankingPayload): boolean {
  return !/[ds]/.test(mix)
}

function haveOneTitle(a: RankingPayload, b: RankingPayload): boolean {
  return a.titleKey !== undefined && a.titleKey === b.titleKey
}

function haveSameWords(a: RankingPayload, b: RankingPayload, features: FeatureReader, bits: number): boolean {
  const [{ simhash: x }, { simhash: y }] = [features(a), features(b)]
  return x !== undefined && y !== undefined && hamming(x, y) <= bits
}

/** Those without a vector are near by their words alone. */
function areNear(a: RankingPayload, b: RankingPayload, features: FeatureReader, cosine: number): boolean {
  const [{ sketch: x }, { sketch: y }] = [features(a), features(b)]
  return x === undefined || y === undefined ? haveSameWords(a, b, features, SAME_WORDS_ALONE) : dot(x, y) >= cosine
}
