import { z } from 'zod'
import type { Operation } from '../operation.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * An event can come back for 7 days from its subscription, then for 31 as a dead letter or from quarantine, then for 7 more after a replay: what was deleted
 * longer ago than that, and some days of margin, no late upsert can bring back.
 */
export const TOMBSTONE_DAYS = 50

const count = z.int().min(0)

const input = z.object({ olderThanDays: z.int().min(TOMBSTONE_DAYS).default(TOMBSTONE_DAYS), dryRun: z.boolean().default(false) })

const report = z.object({
  /** Deletes of before this time. */
  before: z.iso.datetime(),
  collections: z.array(z.object({ collection: z.string(), tombstones: count })),
  outcome: z.enum(['purged', 'planned']),
})

export type PurgeTombstonesInput = z.input<typeof input>
export type PurgeTombstonesReport = z.output<typeof report>

/** Removes the tombstones of all live collections that no event under way can need any more, or counts them. */
export const PURGE_TOMBSTONES: Operation<PurgeTombstonesInput, null, PurgeTombstonesReport> = {
  name: 'purge-tombstones',
  summary: 'Removes what deletes of long ago have left in the index',
  access: 'write',
  input,
  cursor: z.null(),
  report,
  step: async ({ olderThanDays = TOMBSTONE_DAYS, dryRun = false }, _, { registry, index, logger, clock }) => {
    const before = clock() - olderThanDays * DAY_MS
    const live = (await registry.read()).collections.filter(({ state }) => state === 'live')
    const collections = await Promise.all(
      live.map(async ({ name }) => ({ collection: name, tombstones: await index.oldTombstones(name, before) })),
    )
    if (!dryRun) {
      for (const { collection, tombstones } of collections) {
        await index.purgeTombstones(collection, before)
        logger.info('index.tombstones-purged', { collection, tombstones })
      }
    }
    return { cursor: null, report: { before: new Date(before).toISOString(), collections, outcome: dryRun ? 'planned' : 'purged' } }
  },
}
