/** The numbers that decide what is trending. */
export interface TrendingRules {
  /** Share of a video, in percent, from which on it was watched. */
  readonly minPercent: number
  /** A viewer counts once a video in so many hours, whatever is done in them. */
  readonly windowHours: number
  /** Videos of one viewer that count in them. */
  readonly videosAViewer: number
  /** Age at which a view counts half: in what is watched now, and in what is usual for the video. */
  readonly halfLifeHours: number
  readonly usualHalfLifeHours: number
  /** What a click counts beside a watch. */
  readonly click: number
  /** What is watched or clicked on the tiers `trending` and `latest` themselves counts that much, lest the list feed on itself. */
  readonly ownTier: number
  /** Viewers that are assumed to come as usual: so many are needed to say half of a rise. */
  readonly prior: number
  /** Viewers that a video must have. */
  readonly minViewers: number
  /** Videos of a region that are given, and of the world. */
  readonly ofRegion: number
  readonly ofWorld: number
}

export const TRENDING: TrendingRules = {
  minPercent: 50,
  windowHours: 24,
  videosAViewer: 100,
  halfLifeHours: 24,
  usualHalfLifeHours: 7 * 24,
  click: 0.5,
  ownTier: 0.5,
  prior: 5,
  minViewers: 3,
  ofRegion: 300,
  ofWorld: 2000,
}

/**
 * Viewers now, times their rise against what is usual. Both are sums of views that halve with their age, so that under a steady rate the one
 * is the share `halfLife / usualHalfLife` of the other; the prior keeps a rise of few viewers small.
 */
export function trendingScore(recent: number, usual: number, { prior, halfLifeHours, usualHalfLifeHours }: TrendingRules): number {
  const expected = (usual * halfLifeHours) / usualHalfLifeHours
  return (recent * (recent + prior)) / (expected + prior)
}
