import type { RankingPayload } from '#shared/index/point.ts'

/** What may make a video another point of view on a subject. */
export const DIFFERENCES = ['channel', 'country', 'language', 'time'] as const
export type Difference = (typeof DIFFERENCES)[number]

/** From so far apart on, a subject is seen from another time. */
const YEAR = 365 * 24 * 60 * 60 * 1000

type Origin = Pick<RankingPayload, 'channelId' | 'language' | 'publishedAt' | 'regions'>

/** In what the origin of a video differs from that of every seed. What is not known of either makes no difference; without seeds nothing does. */
export function differencesOf(video: Origin, seeds: readonly Origin[]): readonly Difference[] {
  if (seeds.length === 0) return []
  return DIFFERENCES.filter((difference) => seeds.every((seed) => DIFFERS[difference](video, seed)))
}

const DIFFERS: Readonly<Record<Difference, (a: Origin, b: Origin) => boolean>> = {
  channel: (a, b) => a.channelId !== undefined && b.channelId !== undefined && a.channelId !== b.channelId,
  country: (a, b) => {
    const [here, there] = [countriesOf(a), countriesOf(b)]
    return here.length > 0 && there.length > 0 && !here.some((country) => there.includes(country))
  },
  language: (a, b) => a.language !== undefined && b.language !== undefined && a.language !== b.language,
  time: (a, b) => yearsApart(a, b) !== 0,
}

/** Countries that a video was made for, as far as it says: being blocked somewhere tells nothing. */
export function countriesOf({ regions }: Pick<Origin, 'regions'>): readonly string[] {
  return regions !== undefined && 'allowed' in regions ? regions.allowed : []
}

/** Whole years from the second to the first, below 0 where the first is older; 0 where a date is not known. */
export function yearsApart(a: Pick<Origin, 'publishedAt'>, b: Pick<Origin, 'publishedAt'>): number {
  if (a.publishedAt <= 0 || b.publishedAt <= 0) return 0
  return Math.trunc((a.publishedAt - b.publishedAt) / YEAR)
}
