import type { DisplayPayload, RankingPayload, WordVector } from '#shared/index/point.ts'
import type { Listed } from '#shared/index/video-index.ts'
import { differencesOf, yearsApart } from '../rank/point-of-view.ts'
import type { Difference } from '../rank/point-of-view.ts'
import { isNextPart } from '../rank/worth.ts'
import { indexedSeeds } from '../seed/subject.ts'
import type { Subject } from '../seed/subject.ts'
import type { TierContext } from '../tiers/tier.ts'
import { worded } from './wordings.ts'

const DAY = 24 * 60 * 60 * 1000
/** Terms named at most, and the share of the word score that each of them brings at least. */
const TERMS = 3
const MIN_SHARE = 0.15

/** What made the score of an item, as far as it is known. */
export interface Evidence {
  readonly byText: boolean
  /** The words in common that count most, as people write them; the best first. */
  readonly words: readonly string[]
  readonly series?: 'next' | 'same'
  readonly sameChannel: boolean
  /** In what its origin differs from that of every seed. */
  readonly differs: readonly Difference[]
  /** Whole years from the nearest seed, below 0 for an older item; 0 where it lies between them. */
  readonly years: number
  /** Whether its age spoke for it. */
  readonly fresh: boolean
}

export interface EvidenceSources {
  readonly subject: Subject
  readonly context: Pick<TierContext, 'query' | 'rules' | 'channels'>
  readonly display: DisplayPayload | undefined
  /** Missing where they could not be read. */
  readonly words: WordVector | undefined
}

/** What speaks for an item, from its content and that of the seeds alone. */
export function evidenceOf(item: Listed, { subject, context, display, words }: EvidenceSources): Evidence {
  const { channelId, publishedAt, series } = item.ranking
  const { rules, channels, query } = context
  const seeds = indexedSeeds(subject)
  const origins = seeds.map(({ ranking }) => ranking)
  const isNext = rules.series !== undefined && isNextPart(item.ranking, rules.series.next)
  const isSame = series !== undefined && seeds.some(({ ranking }) => ranking.series?.key === series.key)
  const titles = [display, ...seeds.map((seed) => seed.display)].map((shown) => shown?.wordings ?? {})
  return {
    byText: subject.text !== undefined,
    words: worded(sharedTerms(query?.words ?? new Map(), words ?? new Map()), titles),
    ...(isNext ? { series: 'next' as const } : isSame && { series: 'same' as const }),
    differs: differencesOf(item.ranking, origins),
    years: yearsFrom(item.ranking, origins),
    sameChannel: channelId !== undefined && channels.includes(channelId),
    fresh: rules.decay !== undefined && rules.decay.strength > 0 && rules.decay.now - publishedAt < rules.decay.halfLifeDays * DAY,
  }
}

function yearsFrom(item: RankingPayload, seeds: readonly RankingPayload[]): number {
  const apart = seeds.map((seed) => yearsApart(item, seed))
  const isOnOneSide = new Set(apart.map(Math.sign)).size === 1
  return isOnOneSide ? apart.reduce((least, years) => (Math.abs(years) < Math.abs(least) ? years : least)) : 0
}

/** The terms that bring most of a word score. */
function sharedTerms(query: WordVector, words: WordVector): readonly string[] {
  const parts = Array.from(query, ([term, weight]) => ({ term, part: weight * (words.get(term) ?? 0) })).filter(({ part }) => part > 0)
  const total = parts.reduce((sum, { part }) => sum + part, 0)
  return parts
    .filter(({ part }) => part >= MIN_SHARE * total)
    .sort((a, b) => b.part - a.part || (a.term < b.term ? -1 : 1))
    .slice(0, TERMS)
    .map(({ term }) => term)
}
