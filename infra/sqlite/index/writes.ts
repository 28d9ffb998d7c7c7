import { UpnextError } from '#shared/errors.ts'
import { identityKeys } from '#shared/index/payload.ts'
import { isTombstone, type PayloadPatch, type Point, type Tombstone } from '#shared/index/point.ts'
import type { ChannelState, FilledPoint } from '#shared/index/video-index.ts'
import { compareOrder } from '#shared/video/order.ts'
import { tablesOf, type Tables } from '../collections.ts'
import type { Connection, Row } from '../connection.ts'
import { bytesOf } from './candidates.ts'
import { assignments, NO_PAYLOAD, orderColumns, payloadColumns } from './point-row.ts'
import { headOf } from './reads.ts'
import { replaceKeys, replaceSpellings } from './keys.ts'
import { replaceWords } from './words.ts'
import { encodeWords } from './words-blob.ts'

/** How far the length of a stored vector may be from 1: cosines are made from distances, which need unit vectors. */
const UNIT_TOLERANCE = 1e-3

export function upsert(
  connection: Connection,
  { collection, points }: { collection: string; points: readonly (Point | Tombstone)[] },
): void {
  const tables = tablesOf(connection, collection)
  for (const point of points) upsertPoint(connection, tables, point)
}

export function fill(connection: Connection, { collection, points }: { collection: string; points: readonly FilledPoint[] }): void {
  const tables = tablesOf(connection, collection)
  for (const { point, changedAt } of points) {
    if (storedPoint(connection, tables, point.id) === undefined) writePoint(connection, tables, point, undefined, changedAt)
  }
}

export function patch(connection: Connection, { collection, patches }: { collection: string; patches: readonly PayloadPatch[] }): void {
  const tables = tablesOf(connection, collection)
  for (const patch of patches) {
    const stored = storedPoint(connection, tables, patch.id)
    const head = stored === undefined ? undefined : headOf(stored)
    if (head?.textHash === patch.textHash && compareOrder(patch.order, head.order) > 0) {
      const columns = { ...payloadColumns(patch.ranking, patch.display), ...orderColumns(patch.order), changed_at: Date.now() }
      connection.run(`UPDATE ${tables.points} SET ${assignments(columns)} WHERE id = $id`, { ...columns, id: patch.id })
      replaceKeys(connection, tables, Number(stored?.['n']), identityKeys(patch.ranking))
    }
  }
}

/** Of two states of one version, being suspended wins: which came first must not matter. */
export function putChannels(connection: Connection, { channels }: { channels: readonly ChannelState[] }): void {
  for (const { id, version, suspended } of channels) {
    connection.run(
      `INSERT INTO channels (id, version, suspended, changed_at) VALUES ($id, $version, $suspended, $now)
       ON CONFLICT DO UPDATE SET version = $version, suspended = $suspended, changed_at = $now
       WHERE (excluded.version, excluded.suspended) > (channels.version, channels.suspended)`,
      { id, version, suspended: Number(suspended), now: Date.now() },
    )
  }
}

function upsertPoint(connection: Connection, tables: Tables, point: Point | Tombstone): void {
  const stored = storedPoint(connection, tables, point.id)
  if (stored !== undefined && compareOrder(point.order, headOf(stored).order) <= 0) return
  writePoint(connection, tables, point, stored, Date.now())
}

function writePoint(connection: Connection, tables: Tables, point: Point | Tombstone, stored: Row | undefined, changedAt: number): void {
  const n = stored === undefined ? insertRow(connection, tables, point) : Number(stored['n'])
  const words = stored?.['words']
  const weights = replaceWords(
    connection,
    tables,
    n,
    words instanceof Uint8Array ? words : null,
    isTombstone(point) ? new Map() : point.words,
  )
  const content = isTombstone(point)
    ? { ...NO_PAYLOAD, text_hash: null, words: null }
    : { ...payloadColumns(point.ranking, point.display), text_hash: point.textHash, words: encodeWords(weights) }
  const columns = { ...content, ...orderColumns(point.order), changed_at: changedAt }
  connection.run(`UPDATE ${tables.points} SET ${assignments(columns)} WHERE n = $n`, { ...columns, n })
  replaceKeys(connection, tables, n, isTombstone(point) ? [] : identityKeys(point.ranking))
  replaceSpellings(connection, tables, n, isTombstone(point) ? [] : (point.spelling ?? []))
  replaceVector(connection, tables, n, isTombstone(point) ? undefined : point.vector)
}

function storedPoint(connection: Connection, { points }: Tables, id: string): Row | undefined {
  return connection.get(`SELECT n, version, deleted, digest, text_hash, words FROM ${points} WHERE id = $id`, { id })
}

/** A row with a number and an order; the update that follows fills it. */
function insertRow(connection: Connection, { points }: Tables, { id, order }: Point | Tombstone): number {
  const sql = `INSERT INTO ${points} (id, version, deleted, digest, changed_at) VALUES ($id, $version, $deleted, $digest, 0) RETURNING n`
  return Number(connection.get(sql, { id, ...orderColumns(order) })?.['n'])
}

function replaceVector(connection: Connection, tables: Tables, n: number, vector: Float32Array | undefined): void {
  if (vector === undefined) {
    connection.run(`DELETE FROM ${tables.vectors} WHERE n = $n`, { n })
    return
  }
  checkVector(vector, tables)
  const sql = `INSERT INTO ${tables.vectors} (n, vector) VALUES ($n, $vector) ON CONFLICT DO UPDATE SET vector = $vector`
  connection.run(sql, { n, vector: bytesOf(vector) })
}

/** One vector that is no unit vector, or holds NaN, would stand on top of every shelf. */
function checkVector(vector: Float32Array, { dimensions }: Tables): void {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0))
  if (vector.length === dimensions && Math.abs(length - 1) <= UNIT_TOLERANCE) return
  throw new UpnextError(
    'embedding',
    `A vector of ${vector.length} numbers and length ${length} came; the collection takes unit vectors of ${dimensions}.`,
    {
      fix: "Embed with the collection's own recipe.",
    },
  )
}
