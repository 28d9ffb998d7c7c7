import { MAX_CO_WATCHED } from '#shared/signals/co-watch.ts'
import type { CoWatched, CoWatchList } from '#shared/signals/co-watch.ts'

const DAY = 24 * 60 * 60 * 1000

/** A video that somebody watched long enough to mean it. */
export interface Watch {
  readonly viewer: string
  readonly video: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** The numbers that decide which videos go together. */
export interface CoWatchRules {
  /** Share of a video, in percent, from which on it was watched. */
  readonly minPercent: number
  /** Watches older than that are forgotten. */
  readonly windowDays: number
  /** Age at which a watch counts half. */
  readonly halfLifeDays: number
  /** Newest videos of a viewer that are looked at: a machine that plays all day says no more than a person. */
  readonly history: number
  /** Newest viewers of a video that are looked at. */
  readonly watchers: number
  /** Viewers that must have watched both: fewer say little, and might be told apart. */
  readonly minViewers: number
  /** Pulls what few viewers say towards nothing: so many of weight 1 are believed by half. */
  readonly shrinkage: number
  /** How much a video's own popularity speaks against it, 0 to 1: 0 counts, 0.5 is the cosine, 1 the lift. */
  readonly damping: number
}

export const CO_WATCH: CoWatchRules = {
  minPercent: 50,
  windowDays: 90,
  halfLifeDays: 60,
  history: 100,
  watchers: 2000,
  minViewers: 3,
  shrinkage: 1,
  damping: 0.3,
}

interface Weighed extends Watch {
  /** Of the viewer, and by age. */
  readonly viewerWeight: number
  readonly ageWeight: number
}

/**
 * What the SQL of the warehouses computes, in plain code: item-item similarity of implicit feedback. A viewer's weight falls with the number
 * of videos watched (inverse user frequency, Breese, Heckerman and Kadie 1998); co-occurrence is damped by popularity (Karypis 2001) and
 * shrunk by support (Bell and Koren 2007); age halves it each half-life.
 */
export function coWatchOf(watches: readonly Watch[], seeds: readonly string[], rules: CoWatchRules, now: number): CoWatchList[] {
  const weighed = weigh(watches, rules, now)
  const byVideo = Map.groupBy(weighed, ({ video }) => video)
  const byViewer = Map.groupBy(weighed, ({ viewer }) => viewer)
  const size = (video: string): number => sum((byVideo.get(video) ?? []).map((watch) => watch.viewerWeight * watch.ageWeight))
  return seeds.map((id) => {
    const own = newestFirst(byVideo.get(id) ?? [], ({ viewer }) => viewer).slice(0, rules.watchers)
    const pairs = own.flatMap((seed) => (byViewer.get(seed.viewer) ?? []).flatMap((other) => (other.video === id ? [] : [{ seed, other }])))
    const items = Array.from(
      Map.groupBy(pairs, ({ other }) => other.video),
      ([video, together]): CoWatched => {
        const common = sum(together.map(({ seed, other }) => seed.viewerWeight * Math.min(seed.ageWeight, other.ageWeight)))
        const damped = common / (Math.sqrt(size(id)) * size(video) ** rules.damping)
        const after = together.filter(({ seed, other }) => other.at > seed.at).length
        return { id: video, score: (damped * common) / (common + rules.shrinkage), viewers: together.length, after }
      },
    )
    const kept = items.filter(({ viewers }) => viewers >= rules.minViewers).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    return { id, computedAt: now, viewers: own.length, items: kept.slice(0, MAX_CO_WATCHED) }
  })
}

function weigh(watches: readonly Watch[], { windowDays, halfLifeDays, history }: CoWatchRules, now: number): Weighed[] {
  const latest = new Map<string, Watch>()
  for (const watch of watches) {
    if (watch.at <= now - windowDays * DAY || watch.at > now) continue
    const key = JSON.stringify([watch.viewer, watch.video])
    if ((latest.get(key)?.at ?? -Infinity) < watch.at) latest.set(key, watch)
  }
  return Array.from(Map.groupBy(latest.values(), ({ viewer }) => viewer).values()).flatMap((own) => {
    const kept = newestFirst(own, ({ video }) => video).slice(0, history)
    const viewerWeight = 1 / Math.log(1 + kept.length)
    return kept.map((watch) => ({ ...watch, viewerWeight, ageWeight: 2 ** ((watch.at - now) / (halfLifeDays * DAY)) }))
  })
}

function newestFirst<T extends Watch>(watches: readonly T[], tie: (watch: T) => string): T[] {
  return watches.toSorted((a, b) => b.at - a.at || (tie(a) < tie(b) ? -1 : 1))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
