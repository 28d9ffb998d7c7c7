import { z } from 'zod'
import { isUpnextError } from '#shared/errors.ts'
import type { CollectionRecord, RegistryState } from '#shared/index/registry.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { Operation, OperationDeps } from '../operation.ts'
import { settlingMs } from './backfill/catch-up.ts'

const count = z.int().min(0)
const time = z.iso.datetime()

const report = z.object({
  revision: count,
  aliases: z.record(z.string(), z.string()),
  collections: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      state: z.enum(['live', 'filling', 'dropping']),
      createdAt: time,
      recipe: z.object({ name: z.string(), digest: z.string(), model: z.string() }),
      /** Null where it is not there (any more). */
      counts: z.object({ live: count, shown: count, tombstones: count, indexed: z.boolean() }).nullable(),
      /** Null for the first collection of an installation. */
      backfill: z
        .object({
          videos: count,
          placed: count,
          startedAt: time,
          seenAt: time,
          joinedAt: time.nullable(),
          settlesAt: time.nullable(),
          closedAt: time.nullable(),
        })
        .nullable(),
      check: z.object({ at: time, passed: z.boolean(), report: z.string() }).nullable(),
      /** What `upnext index recall` said last, and the daily schedule does. */
      watch: z
        .object({ at: time, recall: z.number().nullable(), seeds: count, coverage: z.number(), lagMs: z.number().nullable() })
        .nullable(),
      leftAt: time.nullable(),
    }),
  ),
  /** Since the newest change of a video was stored; null: there is none. */
  lagMs: z.number().nullable(),
})

export type IndexStatusReport = z.output<typeof report>

/** Which collections there are, what each is for, and how far each is. */
export const INDEX_STATUS: Operation<object, null, IndexStatusReport> = {
  name: 'index-status',
  summary: 'Which collections there are, what each is for and how far it is',
  access: 'read',
  input: z.object({}),
  cursor: z.null(),
  report,
  step: async (_, __, deps) => {
    const state = await deps.registry.read()
    const [collections, last] = await Promise.all([
      Promise.all(state.collections.map((record) => viewOf(record, state, deps))),
      deps.warehouse.lastIngestedAt(),
    ])
    const lagMs = last === undefined ? null : Math.max(0, deps.clock() - last)
    return { cursor: null, report: { revision: state.revision, aliases: state.aliases, collections, lagMs } }
  },
}

async function viewOf(record: CollectionRecord, { aliases }: RegistryState, deps: OperationDeps) {
  const { name, state, recipe, check, watch, backfill, createdAt, leftAt } = record
  return {
    name,
    aliases: Object.keys(aliases).filter((alias) => aliases[alias] === name),
    state,
    createdAt: timeOf(createdAt),
    recipe: { name: recipe.name, digest: recipeDigest(recipe), model: recipe.model },
    counts: await countsOf(name, deps.index),
    backfill: backfill === undefined ? null : backfillView(backfill, deps),
    check: check === undefined ? null : { ...check, at: timeOf(check.at) },
    watch: watch === undefined ? null : { ...watch, at: timeOf(watch.at) },
    leftAt: optionalTime(leftAt),
  }
}

async function countsOf(name: string, index: VideoIndex) {
  try {
    const [counts, indexed] = await Promise.all([index.count(name), index.isIndexed(name)])
    return { ...counts, indexed }
  } catch (error) {
    if (isUpnextError(error, 'not-found')) return null
    throw error
  }
}

function backfillView(
  { videos, placed, startedAt, seenAt, joined, closedAt }: NonNullable<CollectionRecord['backfill']>,
  deps: OperationDeps,
) {
  return {
    videos,
    placed,
    startedAt: timeOf(startedAt),
    seenAt: timeOf(seenAt),
    joinedAt: optionalTime(joined?.at),
    settlesAt: optionalTime(joined && joined.at + settlingMs(deps)),
    closedAt: optionalTime(closedAt),
  }
}

function optionalTime(ms: number | undefined): string | null {
  return ms === undefined ? null : timeOf(ms)
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
