import { UpnextError } from '#shared/errors.ts'
import { isTombstone, type PayloadPatch, type Point, type Tombstone } from '#shared/index/point.ts'
import type { FilledPoint } from '#shared/index/video-index.ts'
import { WRITES_A_CALL } from '../collections/limits.ts'
import { apply, conditionalUpsert, type Operation } from '../collections/records.ts'
import { before, is } from '../conditions.ts'
import type { Connection } from '../connection/connection.ts'
import { KEY, SPELLING, TEXT, WORDS } from '../keys.ts'
import { pointId } from '../point-id.ts'
import { markOperations, type Channels, type ChannelMark, type ChannelMarks } from './channels.ts'
import { clockOf } from './order.ts'
import { metadataPayload, orderPayload, textPayload, withoutNulls } from './payload.ts'
import { byDimension, keysVector, sparse } from './words.ts'

/** How far the length of a vector may be from 1: Qdrant itself would make any length 1, a faulty one too. */
const UNIT_TOLERANCE = 1e-3

export interface Writing {
  readonly connection: Connection
  readonly channels: Channels
}

/** Replaces vectors and payload as one, each point on the condition that its order beats the stored one. */
export async function upsert(writing: Writing, collection: string, points: readonly (Point | Tombstone)[]): Promise<void> {
  const channelIds = points.flatMap((point) => (isTombstone(point) ? [] : (point.ranking.channelId ?? [])))
  await written(writing, collection, channelIds, (marks) => points.map((point) => upsertOperation(point, marks)))
}

/** One operation for many points, which says to leave alone what is there: no condition has to be looked up for each of them. */
export async function fill(writing: Writing, collection: string, points: readonly FilledPoint[]): Promise<void> {
  for (let from = 0; from < points.length; from += WRITES_A_CALL) {
    const part = points.slice(from, from + WRITES_A_CALL)
    const channelIds = part.flatMap(({ point }) => (isTombstone(point) ? [] : (point.ranking.channelId ?? [])))
    const operation = (marks: ChannelMarks): Operation => ({
      upsert: { points: part.map(({ point, changedAt }) => storedPoint(point, changedAt, marks)), update_mode: 'insert_only' },
    })
    await written(writing, collection, channelIds, (marks) => [operation(marks)])
  }
}

/** Sets the payload on the condition of order and text, in the filter. @NOTE Beside `points` a filter would be ignored. */
export async function patch(writing: Writing, collection: string, patches: readonly PayloadPatch[]): Promise<void> {
  const channelIds = patches.flatMap(({ ranking }) => ranking.channelId ?? [])
  await written(writing, collection, channelIds, (marks) => patches.map((patch) => patchOperation(patch, marks)))
}

/** Writes videos with the marks of their channels; what came to the register meanwhile is marked after. */
async function written(
  { connection, channels }: Writing,
  collection: string,
  channelIds: readonly string[],
  operations: (marks: ChannelMarks) => Operation[],
): Promise<void> {
  const earlier = await channels.marksOf(channelIds)
  await apply(connection, collection, operations(earlier))
  const later = await channels.marksOf(channelIds)
  await apply(connection, collection, markOperations(new Map(Array.from(later).filter(([id, mark]) => !isSame(mark, earlier.get(id))))))
}

function upsertOperation(point: Point | Tombstone, marks: ChannelMarks): Operation {
  const { id, vector, payload } = storedPoint(point, Date.now(), marks)
  return conditionalUpsert(id, vector, payload, before(clockOf(point.order)))
}

function storedPoint(point: Point | Tombstone, changedAt: number, marks: ChannelMarks) {
  const [id, order] = [pointId(point.id), orderPayload(point.id, point.order, changedAt)]
  if (isTombstone(point)) return { id, vector: {}, payload: order }
  const { textHash, words, ranking, display } = point
  const terms = Array.from(byDimension(words).values(), ([term]) => term)
  const content = metadataPayload(ranking, display, markOf(ranking, marks))
  const payload = withoutNulls({ ...order, ...textPayload(textHash, terms), ...content })
  return { id, vector: vectorsOf(point), payload }
}

function patchOperation({ id, order, textHash, ranking, display }: PayloadPatch, marks: ChannelMarks): Operation {
  const payload = { ...orderPayload(id, order, Date.now()), ...metadataPayload(ranking, display, markOf(ranking, marks)) }
  const unchanged = [{ has_id: [pointId(id)] }, is(KEY.textKey, pointId(textHash)), is(KEY.deleted, 0)]
  return { set_payload: { payload, filter: { must: [...unchanged, before(clockOf(order))] } } }
}

function vectorsOf({ vector, words, spelling = [] }: Point) {
  if (vector !== undefined) checkVector(vector)
  return { [WORDS]: sparse(words), [SPELLING]: keysVector(spelling), ...(vector === undefined ? {} : { [TEXT]: Array.from(vector) }) }
}

/** One vector that is no unit vector, or holds NaN, would stand where it does not belong on every shelf. */
function checkVector(vector: Float32Array): void {
  const length = Math.hypot(...vector)
  if (Math.abs(length - 1) <= UNIT_TOLERANCE) return
  throw new UpnextError('embedding', `A vector of length ${length} came; the index takes unit vectors.`, {
    fix: "Embed with the collection's own recipe.",
  })
}

function markOf({ channelId }: Point['ranking'], marks: ChannelMarks): ChannelMark | undefined {
  return channelId === undefined ? undefined : marks.get(channelId)
}

function isSame(a: ChannelMark, b: ChannelMark | undefined): boolean {
  return a.version === b?.version && a.suspended === b.suspended
}
