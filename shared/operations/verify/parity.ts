import { isUpnextError } from '#shared/errors.ts'
import type { Head } from '#shared/index/video-index.ts'
import { buildTexts } from '#shared/text/fields.ts'
import { compareOrder } from '#shared/video/order.ts'
import type { DocumentChange } from '#shared/warehouse/warehouse.ts'
import { patiently } from '../lifecycle/patience.ts'
import { TOMBSTONE_DAYS } from '../lifecycle/purge-tombstones.ts'
import { inGroups } from '../lifecycle/window.ts'
import { addRows, bucketOf, comparesTexts, decodeBuckets, differing, encodeBuckets } from './buckets.ts'
import type { ParityRow } from './buckets.ts'
import type { VerifyCursor } from './cursor.ts'
import type { Found, Parity } from './report.ts'
import { advancedTo, proceeded, type Phase, type VerifyRun } from './run.ts'
import { groupsOf, sampled, type Sample } from './sample.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const GROUP = 200
const SCANNED = 500
/** Ids of each kind that a report names. */
const NAMED = 20

/** Digests the winning changes, and draws the seeds whose searches are measured. The warehouse first: what comes later cannot seem to be missing. */
export const readWarehouse: Phase = async (from, run) => {
  const { asked, deps, digest, signal } = run
  let at = from
  for await (const changes of inGroups(deps.warehouse.readSnapshot(at.snapshot, { afterId: at.afterId }), GROUP)) {
    const rows = await rowsOf(changes, run)
    const buckets = decodeBuckets(at.warehouse)
    addRows(buckets, rows.read, digest)
    const now = deps.clock()
    const sample = changes.reduce<Sample>(
      (kept, { id, document }) =>
        document === null ? kept : sampled(kept, id, groupsOf(document, now), { seed: asked.chance, size: asked.seeds }),
      at.sample,
    )
    const parity = { ...at.report.parity, refused: at.report.parity.refused + rows.refused }
    at = { ...at, afterId: changes.at(-1)?.id ?? '', warehouse: encodeBuckets(buckets), sample: unfrozen(sample) }
    at = proceeded({ ...at, report: { ...at.report, parity } }, advanced(at, changes.length), run)
    if (signal.aborted) return at
  }
  return advancedTo('index', at, at.report.parity.points)
}

/** Digests the points, and counts their field mixes. */
export const readIndex: Phase = async (from, run) => {
  let at = from
  for (let done = false; !done;) {
    if (run.signal.aborted) return at
    const { points, next } = await scanned(at, run)
    const buckets = decodeBuckets(at.index)
    addRows(
      buckets,
      points.map((point) => rowOf(point, run)),
      run.digest,
    )
    at = { ...at, scan: next, index: encodeBuckets(buckets), stock: counted(at.stock, points) }
    at = proceeded(at, advanced(at, points.length), run)
    done = next === null
  }
  const parity = { ...at.report.parity, buckets: bucketsOf(at).size }
  return advancedTo('names', { ...at, report: { ...at.report, parity } }, at.report.parity.videos)
}

/** Of the buckets that differ, the videos that are not as the warehouse has them. */
export const nameDifferences: Phase = async (from, run) => {
  const { deps, signal } = run
  const wanted = bucketsOf(from)
  let at = from
  if (wanted.size > 0) {
    for await (const changes of inGroups(deps.warehouse.readSnapshot(at.snapshot, { afterId: at.afterId }), GROUP)) {
      const parity = await compared(
        changes.filter(({ id }) => wanted.has(bucketOf(id))),
        at.report.parity,
        run,
      )
      at = { ...at, afterId: changes.at(-1)?.id ?? '', report: { ...at.report, parity } }
      at = proceeded(at, advanced(at, changes.length), run)
      if (signal.aborted) return at
    }
  }
  return advancedTo('strangers', at, at.report.parity.points)
}

/** Of the buckets that differ, the points that are ahead of the warehouse or that it does not know. */
export const nameStrangers: Phase = async (from, run) => {
  const { deps, signal } = run
  const wanted = bucketsOf(from)
  let at = from
  for (let done = wanted.size === 0; !done;) {
    if (signal.aborted) return at
    const { points, next } = await scanned(at, run)
    const asked = points.filter(({ id }) => wanted.has(bucketOf(id)))
    const known = await patiently(() => deps.warehouse.changesOf(asked.map(({ id }) => id)), deps, signal)
    const ahead = asked.filter(({ id, order }) => compareOrder(order, known.get(id)?.order ?? { ...order, version: -1 }) > 0)
    const parity = { ...at.report.parity, ahead: added(at.report.parity.ahead, ahead) }
    at = { ...at, scan: next, report: { ...at.report, parity } }
    at = proceeded(at, advanced(at, points.length), run)
    done = next === null
  }
  return advancedTo('searches', at, 0)
}

function bucketsOf({ warehouse, index }: VerifyCursor): ReadonlySet<number> {
  return differing(decodeBuckets(warehouse), decodeBuckets(index))
}

function scanned({ scan }: VerifyCursor, { deps, record, signal }: VerifyRun) {
  const page = { limit: SCANNED, ...(scan !== null && { after: scan }) }
  return patiently(() => deps.index.scan(record.name, page), deps, signal)
}

function advanced({ report: { progress } }: VerifyCursor, by: number) {
  const done = progress.done + by
  return { done, total: Math.max(progress.total, done) }
}

/** A document that today's text rules cannot read was refused by ingest or by the backfill too. */
async function rowsOf(changes: readonly DocumentChange[], run: VerifyRun) {
  const rows = await Promise.all(changes.map((change) => rowOfChange(change, run)))
  const read = rows.filter((row) => row !== undefined)
  return { read, refused: rows.length - read.length }
}

async function rowOfChange({ id, order, document }: DocumentChange, run: VerifyRun): Promise<ParityRow | undefined> {
  if (document === null || !comparesTexts(bucketOf(id), run.asked.texts)) return { id, order, textHash: undefined }
  try {
    const { recipe } = run.record
    return { id, order, textHash: buildTexts(document, recipe, await run.statistics.text(recipe)).textHash }
  } catch (error) {
    if (!isUpnextError(error, 'invalid-event')) throw error
    return undefined
  }
}

function rowOf({ id, order, textHash }: Head & { readonly id: string }, { asked }: VerifyRun): ParityRow {
  return { id, order, textHash: comparesTexts(bucketOf(id), asked.texts) ? textHash : undefined }
}

function counted(stock: VerifyCursor['stock'], points: readonly Head[]): VerifyCursor['stock'] {
  const counts = { ...stock }
  for (const { mix } of points) if (mix !== undefined) counts[mix] = (counts[mix] ?? 0) + 1
  return counts
}

/** What is ahead of the snapshot was written since, and is no difference. */
async function compared(changes: readonly DocumentChange[], parity: Parity, run: VerifyRun): Promise<Parity> {
  const { deps, record, signal } = run
  if (changes.length === 0) return parity
  const { read } = await rowsOf(changes, run)
  const heads = await patiently(
    () =>
      deps.index.heads(
        record.name,
        read.map(({ id }) => id),
      ),
    deps,
    signal,
  )
  const ages = new Map(changes.map(({ id, ingestedAt }) => [id, deps.clock() - ingestedAt]))
  const absent = read.filter(({ id }) => !heads.has(id))
  const undone = absent.filter(({ order }) => order.deleted)
  const purged = undone.filter(({ id }) => (ages.get(id) ?? 0) >= TOMBSTONE_DAYS * DAY_MS)
  const late = read.filter(({ id, order }) => compareOrder(order, heads.get(id)?.order ?? order) > 0)
  const notDeleted = [...undone.filter((row) => !purged.includes(row)), ...late.filter(({ order }) => order.deleted)]
  return {
    ...parity,
    missing: added(
      parity.missing,
      absent.filter(({ order }) => !order.deleted),
    ),
    behind: added(
      parity.behind,
      late.filter(({ order }) => !order.deleted),
    ),
    tombstones: added(parity.tombstones, notDeleted),
    foreign: added(
      parity.foreign,
      read.filter((row) => isForeign(row, heads.get(row.id))),
    ),
    purged: parity.purged + purged.length,
  }
}

function isForeign({ order, textHash }: ParityRow, head: Head | undefined): boolean {
  return head !== undefined && textHash !== undefined && compareOrder(order, head.order) === 0 && head.textHash !== textHash
}

export function added({ count, ids }: Found, more: readonly { readonly id: string }[]): Found {
  return { count: count + more.length, ids: [...ids, ...more.slice(0, NAMED - ids.length).map(({ id }) => id)] }
}

function unfrozen(sample: Sample): VerifyCursor['sample'] {
  return Object.fromEntries(Object.entries(sample).map(([group, members]) => [group, members.map(([rank, id]) => [rank, id])]))
}
