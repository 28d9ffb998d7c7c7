import type { FieldMix } from './recipe.ts'

/** By how much scores mean what; every part is fitted by `upnext calibrate`. */
export interface Calibration {
  /** Confidence below which a candidate is not similar: it takes a place on a shelf only by a lower tier. */
  readonly floor: number
  /** Score that makes the odds e times as good: of pairs that have a cosine, and of pairs that have words alone. */
  readonly scale: number
  readonly wordsScale: number
  /** Score at which the odds are even, by kind of pair. */
  readonly midpoints: Readonly<Record<PairKind, number>>
  /** Added to the midpoint where one of the two has no description, or both: see `undescribed`. */
  readonly undescribed: { readonly one: number; readonly both: number }
  /** Likewise where the two are written in different languages, beyond what matching their scores has made good. */
  readonly otherLanguage: number
}

export const PAIR_KINDS = ['plain', 'automatic', 'half-tagged', 'tagged', 'speech', 'words'] as const

/**
 * Kinds of pair whose scores lie on one level. `tagged`: both have tags; `automatic`: both have automatic ones; `half-tagged`: the one tags, the other
 * automatic ones. `speech`: both have a transcript. `words`: one side has no dense vector, so that only words count.
 */
export type PairKind = (typeof PAIR_KINDS)[number]

/** How the scores of some pairs become a confidence. */
export interface Curve {
  /** Score at which the confidence is one half. */
  readonly midpoint: number
  readonly scale: number
}

/** The kind of a pair of field mixes. */
export function pairKind(a: FieldMix, b: FieldMix): PairKind {
  if (a === '' || b === '') return 'words'
  if (a.includes('s') && b.includes('s')) return 'speech'
  const tags = [a, b].map((mix) => (mix.includes('g') ? 'g' : mix.includes('a') ? 'a' : '')).join('')
  if (tags === 'gg') return 'tagged'
  if (tags === 'aa') return 'automatic'
  return tags.length === 2 ? 'half-tagged' : 'plain'
}

/**
 * How many of a pair with tags lack the description that scores of their kind reckon with: tags alone come near each other by chance. Speech makes up for
 * it; of titles alone nothing is known.
 */
export function undescribed(kind: PairKind, a: FieldMix, b: FieldMix): 0 | 1 | 2 {
  if (kind === 'words' || kind === 'speech' || kind === 'plain') return 0
  const [first, second] = [a, b].map((mix) => !mix.includes('d'))
  return first === true && second === true ? 2 : first === second ? 0 : 1
}

/** The curve of a kind of pair with these field mixes. */
export function curveOf(calibration: Calibration, kind: PairKind, [a, b]: readonly [FieldMix, FieldMix], otherLanguage = false): Curve {
  const missing = undescribed(kind, a, b)
  const { one, both } = calibration.undescribed
  const shift = (missing === 2 ? both : missing === 1 ? one : 0) + (otherLanguage && kind !== 'words' ? calibration.otherLanguage : 0)
  return { midpoint: calibration.midpoints[kind] + shift, scale: kind === 'words' ? calibration.wordsScale : calibration.scale }
}

/** Logistic curve from score to confidence, 0 to 1. */
export function confidenceOf(score: number, { midpoint, scale }: Curve): number {
  return 1 / (1 + Math.exp((midpoint - score) / scale))
}

/** The score that has a confidence. */
export function scoreAt(confidence: number, { midpoint, scale }: Curve): number {
  return midpoint + scale * Math.log(confidence / (1 - confidence))
}
