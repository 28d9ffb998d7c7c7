import type { Point, RankingPayload, Wordings } from '#shared/index/point.ts'

export const DAY = 24 * 60 * 60 * 1000
/** The clock of tests: some day at noon. */
export const NOON = Date.UTC(2026, 0, 15, 12)

/** Undefined leaves a field out. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }

export interface VideoOptions extends Loose<RankingPayload> {
  /** Degrees on a circle: videos with near angles are about the same. None: no vector. */
  readonly angle?: number | undefined
  readonly words?: Readonly<Record<string, number>>
  readonly title?: string
  readonly wordings?: Wordings
}

/** A stored video; each test names only what differs. */
export function stored(id: string, { angle, words = {}, title = `Title of ${id}`, wordings, ...ranking }: VideoOptions = {}): Point {
  return {
    id,
    order: { version: 1, deleted: false, digest: 'd' },
    textHash: `hash of ${id}`,
    ...(angle !== undefined && { vector: direction(angle) }),
    words: new Map(Object.entries(words)),
    ranking: defined({
      standing: 'shown',
      mix: angle === undefined ? '' : 'td',
      language: 'en',
      publishedAt: NOON - DAY,
      embeddable: true,
      ageRestricted: false,
      madeForKids: false,
      duplicateKeys: [],
      ...ranking,
    }),
    display: { title, ...(wordings && { wordings }), url: `https://videos.example/${encodeURIComponent(id)}` },
  }
}

function defined(ranking: Loose<RankingPayload>): RankingPayload {
  return Object.fromEntries(Object.entries(ranking).filter(([, value]) => value !== undefined)) as unknown as RankingPayload
}

function direction(angle: number): Float32Array {
  const radians = (angle * Math.PI) / 180
  return Float32Array.from({ length: 16 }, (_, i) => [Math.cos(radians), Math.sin(radians)][i] ?? 0)
}
