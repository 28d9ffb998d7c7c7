import type { CollectionRecord } from '#shared/index/registry.ts'
import type { Seed } from '#shared/index/video-index.ts'
import type { OperationDeps } from '../operation.ts'
import { groupsOf, membersOf, sampled, type Sample } from '../verify/sample.ts'
import type { RecallCursor, RecallReport } from './report.ts'

/** Ids drawn of all: enough to tell a coverage below 99.9 %, and to have seeds in every language that matters. */
const DRAWN = 2000
/** Seeds hold their vectors. */
const GROUP = 200

export interface Drawn {
  readonly members: RecallCursor['members']
  readonly coverage: RecallReport['coverage']
}

/** Draws ids from the warehouse, looks for them in the index, and takes seeds of each language from what is there. */
export async function drawSeeds(
  { name }: CollectionRecord,
  { seeds: size, chance: seed }: { readonly seeds: number; readonly chance: number },
  deps: OperationDeps,
): Promise<Drawn> {
  const ids = await deps.warehouse.sampleIds(seed, DRAWN)
  let sample: Sample = {}
  let found = 0
  const absent: string[] = []
  for (let start = 0; start < ids.length; start += GROUP) {
    const group = ids.slice(start, start + GROUP)
    const known = await deps.index.seeds(name, group)
    found += known.size
    absent.push(...group.filter((id) => !known.has(id)))
    for (const one of known.values()) if (isSeed(one)) sample = sampled(sample, one.id, languagesOf(one, deps.clock()), { seed, size })
  }
  const missing = await missingOf(absent, deps)
  const videos = found + missing.length
  const coverage = { videos, missing, share: videos === 0 ? 1 : found / videos }
  return { members: membersOf(sample).map(({ id, groups }) => ({ id, groups: [...groups] })), coverage }
}

/** Whether answers are made from it. */
function isSeed({ vector, ranking, channelSuspended }: Seed): boolean {
  return vector !== undefined && ranking.standing === 'shown' && channelSuspended !== true
}

/** The groups that are of languages; age is verification's. */
function languagesOf({ ranking: { language, publishedAt } }: Seed, now: number): readonly string[] {
  const spoken = language === undefined ? {} : { language }
  return groupsOf({ ...spoken, publishedAt: new Date(publishedAt).toISOString() }, now).filter((group) => !group.startsWith('age '))
}

/** Of what the index does not have: neither deleted, nor stored so lately that its handling may be under way. */
async function missingOf(ids: readonly string[], { warehouse, clock, eventTimeoutMs }: OperationDeps): Promise<string[]> {
  if (ids.length === 0) return []
  const changes = await warehouse.changesOf(ids)
  const settled = clock() - eventTimeoutMs
  return ids.filter((id) => {
    const change = changes.get(id)
    return change !== undefined && !change.order.deleted && change.ingestedAt <= settled
  })
}
