import fc from 'fast-check'
import type { PayloadPatch, Point, RankingPayload, Tombstone } from '#shared/index/point.ts'

/** Dimensions of the vectors that contract suites use. */
export const DIMENSIONS = 4

/** Ids that break what is careless with Unicode, URLs, SQL or lengths. `é` comes composed and decomposed: two ids. */
export const ODD_IDS = [
  'a',
  'B',
  'é',
  'e\u0301',
  'a/b%2F?#',
  "it's; --",
  '🎬',
  ' ',
  'x'.repeat(200),
  '🏔'.repeat(200),
  '\uffee',
  '...',
] as const

export function aRanking(fields: Partial<RankingPayload> = {}): RankingPayload {
  return {
    standing: 'shown',
    mix: 'td',
    publishedAt: 0,
    embeddable: true,
    ageRestricted: false,
    madeForKids: false,
    duplicateKeys: [],
    ...fields,
  }
}

/** A live point of version 1; each test names only what differs. */
export function aPoint(fields: Partial<Point> = {}): Point {
  return {
    id: 'a',
    order: { version: 1, deleted: false, digest: 'aa' },
    textHash: 'text',
    vector: atAngle(0),
    words: new Map(),
    ranking: aRanking(),
    display: { title: 'A title' },
    ...fields,
  }
}

export function aTombstone(id: string, version: number): Tombstone {
  return { id, order: { version, deleted: true, digest: '' } }
}

/** A unit vector in the plane: its cosine with `atAngle(0)` is that of the angle, in degrees. */
export function atAngle(degrees: number): Float32Array {
  const radians = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(radians), Math.sin(radians), 0, 0)
}

/** The order in which ties break: by code point, which is the order of UTF-8 bytes, not of UTF-16 units. */
export function compareIds(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Weights that every backend keeps exactly, so that equal sums are equal. */
export const someWords = fc
  .uniqueArray(fc.record({ term: fc.constantFrom('sea', 'salt', 'brot', '東京'), eighths: fc.integer({ min: 1, max: 4 }) }), {
    selector: ({ term }) => term,
  })
  .map((words) => new Map(words.map(({ term, eighths }) => [term, eighths / 8])))

export const someVector = fc.option(
  fc.integer({ min: 0, max: 17 }).map((step) => atAngle(step * 10)),
  { nil: undefined, freq: 4 },
)

const someRanking: fc.Arbitrary<RankingPayload> = fc
  .record({
    standing: fc.constantFrom('shown' as const, 'shown' as const, 'seed-only' as const, 'hidden' as const),
    publishedAt: fc.integer({ min: 0, max: 3 }),
  })
  .map(aRanking)

const someId = fc.constantFrom(...ODD_IDS)
const someVersion = fc.constantFrom(0, 1, 2, 3, Number.MAX_SAFE_INTEGER)
/** Two writes of one order may differ in content: where arrival order changes, a test keeps one of each order, as digests make it in life. */
const someOrder = fc.record(
  { version: someVersion, deleted: fc.constant(false), digest: fc.constantFrom('aa', 'bb') },
  { noNullPrototype: true },
)

export const someTombstone: fc.Arbitrary<Tombstone> = fc
  .record({ id: someId, version: someVersion })
  .map(({ id, version }) => aTombstone(id, version))

export const somePoint: fc.Arbitrary<Point> = fc
  .record({
    id: someId,
    order: someOrder,
    textHash: fc.constantFrom('one', 'two'),
    words: someWords,
    vector: someVector,
    ranking: someRanking,
  })
  .map(({ vector, ...point }) => ({
    ...point,
    ...(vector && { vector }),
    display: { title: `${point.order.version} ${point.order.digest}` },
  }))

export const somePatch: fc.Arbitrary<PayloadPatch> = somePoint.map(({ id, order, textHash, ranking, display }) => ({
  id,
  order,
  textHash,
  ranking,
  display,
}))
