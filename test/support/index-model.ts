import { isTombstone, type PayloadPatch, type Point, type Tombstone } from '#shared/index/point.ts'
import type { Head, VideoIndex } from '#shared/index/video-index.ts'
import { compareOrder } from '#shared/video/order.ts'
import { compareIds } from './points.ts'

const EVERYTHING = { now: 0, regions: [], ageRestricted: true }

export type Write = { readonly upsert: Point | Tombstone } | { readonly patch: PayloadPatch }
export type Model = ReadonlyMap<string, Point | Tombstone>

/** What a collection holds after the writes, one after the other. */
export function modelAfter(writes: readonly Write[], start: Model = new Map()): Model {
  return writes.reduce<Model>((model, write) => {
    const next = 'upsert' in write ? upserted(model.get(write.upsert.id), write.upsert) : patched(model.get(write.patch.id), write.patch)
    return next === undefined ? model : new Map([...model, [next.id, next]])
  }, start)
}

export async function apply(index: VideoIndex, collection: string, write: Write): Promise<void> {
  await ('upsert' in write ? index.upsert(collection, [write.upsert]) : index.patch(collection, [write.patch]))
}

/** Everything that the port tells of a collection's state, in a form that compares. */
export async function stateOf(index: VideoIndex, collection: string, ids: readonly string[], terms: readonly string[]) {
  const words = new Map(terms.map((term, i) => [term, i + 1]))
  const [heads, seeds, displays, downs, count, found] = await Promise.all([
    index.heads(collection, ids),
    index.seeds(collection, ids),
    index.displays(collection, ids),
    index.takeDowns(collection, 0),
    index.count(collection),
    index.candidates(collection, { words, filter: EVERYTHING, limit: ids.length, retrieve: 'words' }),
  ])
  const points = Array.from(seeds.values(), (seed) => comparable({ ...seed, display: displays.get(seed.id) ?? { title: 'missing' } }))
  return {
    heads: Object.fromEntries(heads),
    points: points.sort(byId),
    down: Array.from(downs.videos).sort(compareIds),
    count,
    found: found.map(({ id, words }) => [id, rounded(words)]),
  }
}

/** What `stateOf` must tell of a collection that holds the model. */
export function stateOfModel(model: Model, terms: readonly string[]): Awaited<ReturnType<typeof stateOf>> {
  const all = Array.from(model.values())
  const live = all.filter((point): point is Point => !isTombstone(point))
  const shown = live.filter(({ ranking }) => ranking.standing === 'shown')
  return {
    heads: Object.fromEntries(all.map((point) => [point.id, headOf(point)])),
    points: live.map(comparable).sort(byId),
    down: all
      .filter((point) => isTombstone(point) || point.ranking.standing !== 'shown')
      .map(({ id }) => id)
      .sort(compareIds),
    count: { live: live.length, shown: shown.length, tombstones: all.length - live.length },
    found: shown
      .map((point) => [point.id, rounded(wordScore(point, terms))] as const)
      .filter(([, score]) => score > 0)
      .sort(([a, scoreOfA], [b, scoreOfB]) => scoreOfB - scoreOfA || compareIds(a, b))
      .map(([id, score]) => [id, score]),
  }
}

export function headOf(point: Point | Tombstone): Head {
  const { order } = point
  if (isTombstone(point)) return { order }
  const { mix, sketch } = point.ranking
  return { order, textHash: point.textHash, mix, ...(sketch !== undefined && { sketch }) }
}

function upserted(stored: Point | Tombstone | undefined, next: Point | Tombstone): Point | Tombstone | undefined {
  return stored === undefined || compareOrder(next.order, stored.order) > 0 ? next : undefined
}

function patched(stored: Point | Tombstone | undefined, patch: PayloadPatch): Point | undefined {
  if (stored === undefined || isTombstone(stored) || stored.textHash !== patch.textHash) return undefined
  return compareOrder(patch.order, stored.order) > 0 ? { ...stored, ...patch } : undefined
}

function comparable({ id, order, textHash, vector, words, ranking, display }: Point) {
  return {
    id,
    order,
    textHash,
    vector: vector === undefined ? null : Array.from(vector, rounded),
    words: Object.fromEntries(Array.from(words, ([term, weight]) => [term, rounded(weight)])),
    ranking,
    display,
  }
}

/** The query that `stateOf` asks: the n-th term has weight n. */
function wordScore({ words }: Point, terms: readonly string[]): number {
  return terms.reduce((sum, term, i) => sum + (i + 1) * (words.get(term) ?? 0), 0)
}

/** Backends keep numbers to three digits at least. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareIds(a.id, b.id)
}
