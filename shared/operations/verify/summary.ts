import { meanInterval, quantile } from '#shared/evaluation/interval.ts'
import { METRIC_NAMES } from '#shared/evaluation/metrics.ts'
import type { SeedRow, TruthRow, VerifyCursor } from './cursor.ts'
import type { Quality, VerifyReport } from './report.ts'

/** The report of what was measured. */
export function summarised({ report, seeds, truths, stock }: VerifyCursor): VerifyReport {
  return {
    ...report,
    quality: qualityOf(seeds),
    latency: latencyOf(seeds.map(({ ms }) => ms)),
    exposure: exposureOf(
      stock,
      seeds.filter(({ groups }) => groups.includes('all')).flatMap(({ mixes }) => mixes),
    ),
    relevance: Array.from(
      Map.groupBy(truths, ({ truth }) => truth),
      ([truth, rows]) => relevanceOf(truth, rows),
    ),
  }
}

/** All first, then the groups with most seeds. */
function qualityOf(seeds: readonly SeedRow[]): Quality[] {
  const groups = new Set(seeds.flatMap((row) => row.groups))
  return Array.from(groups, (group) => {
    const rows = seeds.filter((row) => row.groups.includes(group))
    const recalls = rows.flatMap(({ recall }) => recall ?? [])
    const overlaps = rows.flatMap(({ overlap }) => overlap ?? [])
    const overlap = overlaps.length === 0 ? null : meanInterval(overlaps)
    return { group, seeds: recalls.length, recall: meanInterval(recalls), overlap }
  })
    .filter((row) => row.seeds > 0)
    .sort((a, b) => rank(a) - rank(b) || b.seeds - a.seeds || (a.group < b.group ? -1 : 1))
}

function rank({ group }: Quality): number {
  return group === 'all' ? 0 : 1
}

function latencyOf(ms: readonly number[]): VerifyReport['latency'] {
  if (ms.length === 0) return null
  const sorted = ms.toSorted((a, b) => a - b)
  return { searches: ms.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) }
}

/** Of the field mixes that have a vector: the others are found by their words alone, from seeds that have none either. */
function exposureOf(stock: VerifyCursor['stock'], shown: readonly string[]): VerifyReport['exposure'] {
  const mixes = Object.entries(stock).filter(([mix]) => mix !== '')
  const videos = mixes.reduce((sum, [, count]) => sum + count, 0)
  return mixes
    .map(([mix, count]) => {
      const catalogue = count / videos
      const top = shown.filter((one) => one === mix).length / Math.max(1, shown.length)
      return { mix, catalogue, top, ratio: top / catalogue, places: Math.round(catalogue * shown.length) }
    })
    .sort((a, b) => b.catalogue - a.catalogue || (a.mix < b.mix ? -1 : 1))
}

function relevanceOf(truth: string, rows: readonly TruthRow[]): VerifyReport['relevance'][number] {
  const metrics = METRIC_NAMES.map((metric) => {
    const values = rows.map(({ method }) => method[metric] ?? 0)
    const gains = rows.flatMap(({ method, baseline }) => {
      const before = baseline[metric]
      return before === undefined ? [] : [(method[metric] ?? 0) - before]
    })
    return { metric, value: meanInterval(values), gain: gains.length === 0 ? null : meanInterval(gains) }
  })
  return { truth, seeds: rows.length, metrics }
}
