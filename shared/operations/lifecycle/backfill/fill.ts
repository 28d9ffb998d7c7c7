import type { Backfill, CollectionRecord } from '#shared/index/registry.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import type { DocumentChange } from '#shared/warehouse/warehouse.ts'
import type { OperationDeps } from '../../operation.ts'
import { patiently } from '../patience.ts'
import { atOnce, inGroups } from '../window.ts'
import { progressed } from './claim.ts'
import { pointsOf, type PointsContext } from './points.ts'
import type { Tally } from './report.ts'

/** Videos of one piece of work, and how many pieces are under way at once: enough for the model's batches to be full. */
const GROUP = 64
const WIDTH = 6
const NOTE_EVERY_MS = 10_000

export interface Filling {
  readonly deps: OperationDeps
  readonly context: PointsContext
  readonly record: CollectionRecord & { readonly backfill: Backfill }
  readonly signal: AbortSignal
  readonly tell: (backfill: Backfill, done: Tally) => void
}

type Piece = Omit<Tally, 'missing'> & { readonly lastId: string; readonly videos: number }

/**
 * Puts the videos of the snapshot into the collection, from where the backfill stands on. Nothing but this writes it yet, and this only what is
 * missing: so it can be killed anywhere, and what a forgotten one still sends does no harm.
 * @returns whether all are placed, and what was done; not all when `signal` aborted.
 */
export async function fill(
  { deps, context, record, signal, tell }: Filling,
  before: Tally,
): Promise<{ readonly complete: boolean; readonly done: Tally }> {
  const { name, recipe } = record
  const hasVectors = (await deps.warehouse.countVectors(recipeDigest(recipe))) > 0
  const work = (changes: readonly DocumentChange[]) => patiently(() => place(changes, record, { deps, context, hasVectors }), deps, signal)
  const groups = inGroups(deps.warehouse.readSnapshot(record.backfill.snapshot, { afterId: record.backfill.afterId }), GROUP)
  let [done, at, notedAt] = [before, record.backfill, deps.clock()]
  for await (const piece of atOnce(groups, WIDTH, work, signal)) {
    const { lastId, videos, embedded, reused, refused } = piece
    done = { ...done, embedded: done.embedded + embedded, reused: done.reused + reused, refused: done.refused + refused }
    at = { ...at, afterId: lastId, placed: at.placed + videos }
    tell(at, done)
    if (deps.clock() - notedAt < NOTE_EVERY_MS) continue
    await progressed(deps, name, at.runner, { afterId: at.afterId, placed: at.placed })
    notedAt = deps.clock()
  }
  await progressed(deps, name, at.runner, { afterId: at.afterId, placed: at.placed })
  return { complete: !signal.aborted, done }
}

interface Placing {
  readonly deps: OperationDeps
  readonly context: PointsContext
  readonly hasVectors: boolean
}

/** Vectors go to the warehouse first: after a crash in between they are found there, and after one behind it nothing is left to do. */
async function place(changes: readonly DocumentChange[], record: CollectionRecord, { deps, context, hasVectors }: Placing): Promise<Piece> {
  const ids = changes.map(({ id }) => id)
  const there = await deps.index.heads(record.name, ids)
  const missing = changes.filter(({ id }) => !there.has(id))
  const { points, embedded, reused, refused } = await pointsOf(missing, record, context, hasVectors)
  if (embedded.length > 0) await deps.warehouse.appendVectors(embedded)
  if (points.length > 0) await deps.index.fill(record.name, points)
  return { lastId: ids.at(-1) ?? '', videos: ids.length, embedded: embedded.length, reused, refused }
}
