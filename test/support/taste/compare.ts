import { METRICS } from '#shared/evaluation/metrics.ts'
import { coWatchOf, type CoWatchRules, type Watch } from '#shared/watches/co-watch.ts'

/** Share of a viewer's watches, the last ones, that are to be found again. */
const HELD_OUT = 0.2

interface Trial {
  /** What was watched last, the newest first. */
  readonly seeds: readonly string[]
  readonly watched: ReadonlySet<string>
  readonly wanted: ReadonlySet<string>
}

export interface Ranker {
  readonly name: string
  /** Best first, by video, for one that a viewer watched. */
  readonly scores: (seed: string) => ReadonlyMap<string, number>
}

export interface Outcome {
  readonly name: string
  readonly ndcg: readonly number[]
  readonly recall: readonly number[]
}

/** Ranks what each viewer watched last by what all watched before, with every method, from the `seeds` videos watched before it. */
export function compareOn(watches: readonly Watch[], rules: CoWatchRules, now: number, seeds = 1): Outcome[] {
  const { known, trials } = split(watches)
  return rankersOf(known, rules, now).map(({ name, scores }) => {
    const rankings = trials.map(({ seeds: last, watched, wanted }) => ({
      wanted,
      found: joined(last.slice(0, seeds).map(scores)).filter((id) => !watched.has(id)),
    }))
    return {
      name,
      ndcg: rankings.map(({ found, wanted }) => METRICS['nDCG@10'](found, wanted)),
      recall: rankings.map(({ found, wanted }) => METRICS['recall@10'](found, wanted)),
    }
  })
}

/** The sum over the seeds, best first. */
function joined(lists: readonly ReadonlyMap<string, number>[]): string[] {
  const sums = new Map<string, number>()
  for (const list of lists) for (const [id, score] of list) sums.set(id, (sums.get(id) ?? 0) + score)
  return Array.from(sums.keys()).sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0) || (a < b ? -1 : 1))
}

function split(watches: readonly Watch[]): { readonly known: readonly Watch[]; readonly trials: readonly Trial[] } {
  const histories = Array.from(Map.groupBy(watches, ({ viewer }) => viewer).values(), (own) => own.toSorted((a, b) => a.at - b.at))
  const parts = histories.map((own) => {
    const end = Math.ceil(own.length * (1 - HELD_OUT))
    return { before: own.slice(0, end), later: own.slice(end) }
  })
  const trials = parts.flatMap(({ before, later }) => {
    const watched = new Set(before.map(({ video }) => video))
    const wanted = new Set(later.map(({ video }) => video).filter((video) => !watched.has(video)))
    const seeds = before.map(({ video }) => video).reverse()
    return seeds.length === 0 || wanted.size === 0 ? [] : [{ seeds, watched, wanted }]
  })
  return { known: parts.flatMap(({ before }) => before), trials }
}

function rankersOf(known: readonly Watch[], rules: CoWatchRules, now: number): Ranker[] {
  const videos = Array.from(new Set(known.map(({ video }) => video)))
  const watches = Map.groupBy(known, ({ video }) => video)
  const popular = new Map(videos.map((video) => [video, watches.get(video)?.length ?? 0]))
  const lists = new Map(
    coWatchOf(known, videos, rules, now).map(({ id, items }) => [id, new Map(items.map((item) => [item.id, item.score]))]),
  )
  const byViewer = Map.groupBy(known, ({ viewer }) => viewer)
  const counts = (seed: string): ReadonlyMap<string, number> => {
    const others = (watches.get(seed) ?? []).flatMap(({ viewer }) => byViewer.get(viewer) ?? [])
    const together = Map.groupBy(others, ({ video }) => video)
    return new Map(Array.from(together, ([video, all]) => [video, video === seed ? 0 : all.length]))
  }
  return [
    { name: 'most watched', scores: () => popular },
    { name: 'watched together, counted', scores: counts },
    { name: 'co-watch', scores: (seed) => lists.get(seed) ?? new Map() },
  ]
}
