import { z } from 'zod'
import { collectionNamed } from '#shared/index/registry-change.ts'
import { SERVING_ALIAS } from '#shared/index/registry.ts'
import type { CollectionRecord, RegistryState } from '#shared/index/registry.ts'
import { UpnextError } from '#shared/errors.ts'
import type { VideoIndex } from '#shared/index/video-index.ts'
import type { Placing } from '#shared/ingest/place.ts'
import { createStatistics } from '#shared/recipe/statistics/load.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import type { Operation, OperationDeps, Step } from '../operation.ts'
import { bringOrRefuse } from './bring.ts'
import { patiently } from './patience.ts'
import { TOMBSTONE_DAYS } from './purge-tombstones.ts'
import { atOnce, inGroups } from './window.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const GROUP = 200
const WIDTH = 3
const SCANNED = 500
/** Ids of each kind that a report names. */
const NAMED = 20

const count = z.int().min(0)
const found = z.object({ count, ids: z.array(z.string()) })

const input = z.object({
  /** Missing: the one that serves. */
  collection: z.string().optional(),
  /** Writes what the warehouse has and the collection does not. */
  fix: z.boolean().default(false),
})

const report = z.object({
  collection: z.string(),
  /** Videos of the warehouse, how many of them were compared, and how many points of the collection were. */
  videos: count,
  compared: count,
  scanned: count,
  /** Not there at all; not there, but deleted so long ago that its tombstone may have been purged (no difference); there in an earlier state. */
  missing: found,
  purged: count,
  behind: found,
  /** Points that are ahead of the warehouse, or that it does not know: events under way, or whose handling ended in between and which come again. */
  ahead: found,
  fixed: count,
})

const cursor = z.object({
  snapshot: z.string(),
  afterId: z.string(),
  scan: z.string().nullable(),
  side: z.enum(['warehouse', 'index', 'done']),
  report,
})

export type DiffInput = z.input<typeof input>
export type DiffReport = z.output<typeof report>
type DiffCursor = z.output<typeof cursor>

/** Compares a collection with the warehouse by the orders of all videos, and mends what differs, with the writes that ingest uses. */
export const DIFF: Operation<DiffInput, DiffCursor, DiffReport> = {
  name: 'diff',
  summary: 'Compares a collection with the warehouse, and mends what differs',
  access: 'write',
  input,
  cursor,
  report,
  step: async ({ collection, fix = false }, from, deps, signal, tell = () => undefined) => {
    const record = collectionOf(await deps.registry.read(), from?.report.collection ?? collection)
    const run = { deps, record, fix, signal, tell, placing: { ...deps, statistics: createStatistics(deps.artefacts) } }
    const compared = await compareWarehouse(from ?? (await begun(record, deps)), run)
    const scanned = signal.aborted ? compared : await compareIndex(compared, run)
    return scanned.side === 'done' ? ended(scanned, deps) : { cursor: scanned, report: scanned.report }
  },
}

interface Run {
  readonly deps: OperationDeps
  readonly record: CollectionRecord
  readonly fix: boolean
  readonly signal: AbortSignal
  readonly tell: (report: DiffReport) => void
  readonly placing: Placing & { readonly warehouse: Warehouse }
}

function collectionOf(state: RegistryState, named: string | undefined): CollectionRecord {
  const name = named ?? state.aliases[SERVING_ALIAS]
  if (name === undefined) throw new UpnextError('invalid-request', 'Nothing serves.', { fix: 'Name a collection.' })
  const record = collectionNamed(state, name)
  if (record.state === 'live') return record
  throw new UpnextError('invalid-request', `${name} is ${record.state}: events do not reach it.`, {
    fix: 'Run `upnext index backfill` to its end.',
  })
}

async function begun({ name }: CollectionRecord, { warehouse }: OperationDeps): Promise<DiffCursor> {
  const { id, videos } = await warehouse.takeSnapshot()
  const none = { count: 0, ids: [] }
  const report = { collection: name, videos, compared: 0, scanned: 0, missing: none, purged: 0, behind: none, ahead: none, fixed: 0 }
  return { snapshot: id, afterId: '', scan: null, side: 'warehouse', report }
}

async function ended({ snapshot, report }: DiffCursor, { warehouse, logger }: OperationDeps): Promise<Step<DiffCursor, DiffReport>> {
  await warehouse.dropSnapshot(snapshot)
  const { collection, missing, behind, ahead, fixed } = report
  logger.info('index.compared', { collection, missing: missing.count, behind: behind.count, ahead: ahead.count, fixed })
  return { cursor: null, report }
}

/** The snapshot is read before the index: what was stored in between cannot seem to be missing. */
async function compareWarehouse(from: DiffCursor, { deps, record, fix, signal, tell, placing }: Run): Promise<DiffCursor> {
  if (from.side !== 'warehouse') return from
  const compare = async (changes: readonly DocumentChange[]) => {
    const sorted = await differences(deps.index, record.name, changes, deps.clock())
    const wrong = fix ? [...sorted.missing, ...sorted.behind] : []
    const brought = await Promise.all(wrong.map((change) => bringOrRefuse(change, record, placing)))
    const fixed = brought.filter((one) => one).length
    return { ...sorted, lastId: changes.at(-1)?.id ?? '', compared: changes.length, fixed }
  }
  let at = from
  const groups = inGroups(deps.warehouse.readSnapshot(at.snapshot, { afterId: at.afterId }), GROUP)
  for await (const group of atOnce(groups, WIDTH, (changes) => patiently(() => compare(changes), deps, signal), signal)) {
    const { report } = at
    at = {
      ...at,
      afterId: group.lastId,
      report: {
        ...report,
        compared: report.compared + group.compared,
        missing: added(report.missing, group.missing),
        purged: report.purged + group.purged,
        behind: added(report.behind, group.behind),
        fixed: report.fixed + group.fixed,
      },
    }
    tell(at.report)
  }
  return signal.aborted ? at : { ...at, side: 'index' }
}

async function differences(index: VideoIndex, collection: string, changes: readonly DocumentChange[], now: number) {
  const heads = await index.heads(
    collection,
    changes.map(({ id }) => id),
  )
  const absent = changes.filter(({ id }) => !heads.has(id))
  const missing = absent.filter(({ order, ingestedAt }) => !order.deleted || now - ingestedAt < TOMBSTONE_DAYS * DAY_MS)
  const behind = changes.filter(({ id, order }) => compareOrder(order, heads.get(id)?.order ?? order) > 0)
  return { missing, behind, purged: absent.length - missing.length }
}

async function compareIndex(from: DiffCursor, { deps, record, signal, tell }: Run): Promise<DiffCursor> {
  let at = from
  while (at.side !== 'done' && !signal.aborted) {
    const scan = { limit: SCANNED, ...(at.scan !== null && { after: at.scan }) }
    const { points, next } = await patiently(() => deps.index.scan(record.name, scan), deps, signal)
    const known = await patiently(() => deps.warehouse.changesOf(points.map(({ id }) => id)), deps, signal)
    const ahead = points.filter(({ id, order }) => compareOrder(order, known.get(id)?.order ?? { ...order, version: -1 }) > 0)
    const { report } = at
    const counted = { ...report, scanned: report.scanned + points.length, ahead: added(report.ahead, ahead) }
    // A signal may abort here: the cursor itself must say that the last page was read, or the next step would begin again with the first.
    at = { ...at, scan: next, side: next === null ? 'done' : 'index', report: counted }
    tell(at.report)
  }
  return at
}

function added({ count, ids }: z.output<typeof found>, more: readonly { readonly id: string }[]): z.output<typeof found> {
  return { count: count + more.length, ids: [...ids, ...more.slice(0, NAMED - ids.length).map(({ id }) => id)] }
}
