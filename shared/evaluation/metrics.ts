const CUTOFF = 10

/** Measures of one ranking against the ids that are related to its seed; each lies between 0 and 1. */
export const METRICS = {
  'nDCG@10': (ranking: readonly string[], related: ReadonlySet<string>) => discountedGain(ranking, related) / idealGain(related.size),
  'recall@10': (ranking: readonly string[], related: ReadonlySet<string>) => hits(ranking, related) / related.size,
  MRR: reciprocalRank,
  'hit@10': (ranking: readonly string[], related: ReadonlySet<string>) => Math.min(1, hits(ranking, related)),
}

export type MetricName = keyof typeof METRICS

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[]

/** Places of a ranking that MRR looks at; the other measures stop at ten. */
export const RANKING_DEPTH = 100

function hits(ranking: readonly string[], related: ReadonlySet<string>): number {
  return ranking.slice(0, CUTOFF).filter((id) => related.has(id)).length
}

/** Järvelin and Kekäläinen 2002, with binary gains: a related id in place r counts 1 / log2(r + 1). */
function discountedGain(ranking: readonly string[], related: ReadonlySet<string>): number {
  return ranking.slice(0, CUTOFF).reduce((sum, id, place) => sum + (related.has(id) ? discount(place) : 0), 0)
}

function idealGain(related: number): number {
  return Array.from({ length: Math.min(CUTOFF, related) }, (_, place) => discount(place)).reduce((sum, gain) => sum + gain, 0)
}

/** `place` counts from 0. */
function discount(place: number): number {
  return 1 / Math.log2(place + 2)
}

function reciprocalRank(ranking: readonly string[], related: ReadonlySet<string>): number {
  const place = ranking.slice(0, RANKING_DEPTH).findIndex((id) => related.has(id))
  return place < 0 ? 0 : 1 / (place + 1)
}
