import { meanInterval } from '#shared/evaluation/interval.ts'
import { passes } from '#shared/index/filter.ts'
import type { CollectionRecord } from '#shared/index/registry.ts'
import type { Candidate, Seed } from '#shared/index/video-index.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Statistics } from '#shared/recipe/statistics/load.ts'
import type { Near } from '#shared/warehouse/warehouse.ts'
import type { OperationDeps } from '../operation.ts'
import { NEAREST, recallAgainst, searchFrom } from '../verify/search.ts'
import type { RecallCursor, RecallReport } from './report.ts'

/** The warehouse also measures what is hidden or deleted by now: so many that twenty should be left. */
const MEASURED = 3 * NEAREST

type Members = RecallCursor['members']

/**
 * For each seed the share of its nearest that a search of the index finds. The exact side comes from the warehouse: a scan of every vector would
 * evict what the serving cluster keeps in memory.
 */
export async function measureRecall(
  members: Members,
  record: CollectionRecord,
  deps: OperationDeps & { readonly statistics: Statistics },
): Promise<RecallCursor['rows']> {
  const ids = members.map(({ id }) => id)
  const [near, seeds] = await Promise.all([
    deps.warehouse.nearestVectors(recipeDigest(record.recipe), ids, MEASURED),
    deps.index.seeds(record.name, ids),
  ])
  const rows: RecallCursor['rows'] = []
  for (const { id, groups } of members) {
    const seed = seeds.get(id)
    if (seed === undefined) continue
    const exact = await findable(seed, near.get(id) ?? [], record, deps)
    const { found } = await searchFrom(seed, record, deps)
    rows.push({ groups, recall: recallAgainst(exact, found) ?? null })
  }
  return rows
}

/** Of what is nearest what a search may bring, measured by the vectors that the index has. */
async function findable(
  seed: Seed,
  near: readonly Near[],
  { name }: CollectionRecord,
  { index, clock }: OperationDeps,
): Promise<readonly Candidate[]> {
  const { vector } = seed
  if (vector === undefined || near.length === 0) return []
  const known = await index.seeds(
    name,
    near.map(({ id }) => id),
  )
  const filter = { now: clock(), regions: [], ageRestricted: true, notIds: [seed.id] }
  return Array.from(known.values())
    .filter((one) => one.vector !== undefined && one.channelSuspended !== true && passes(filter, one.id, one.ranking))
    .map(({ id, ranking, vector: other = [] }) => ({ id, ranking, words: 0, cosine: product(vector, other) }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, NEAREST)
}

function product(a: Float32Array, b: ArrayLike<number>): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}

/** By group, with the interval that holds 95 % of resampled means. */
export function summariseRecall(rows: RecallCursor['rows']): RecallReport['recall'] {
  const groups = Array.from(new Set(rows.flatMap(({ groups }) => groups)))
  return groups
    .map((group) => rows.flatMap(({ groups, recall }) => (groups.includes(group) && recall !== null ? recall : [])))
    .map((values, i) => ({ group: groups[i] ?? '', seeds: values.length, values }))
    .filter(({ seeds }) => seeds > 0)
    .map(({ group, seeds, values }) => ({ group, seeds, ...meanInterval(values) }))
    .sort((a, b) => Number(b.group === 'all') - Number(a.group === 'all') || b.seeds - a.seeds || (a.group < b.group ? -1 : 1))
}
