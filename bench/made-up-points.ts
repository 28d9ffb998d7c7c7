import { seededRandom } from '#shared/evaluation/random.ts'
import { shortHash } from '#shared/index/identity/short-hash.ts'
import { simhash } from '#shared/index/identity/simhash.ts'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import type { Point } from '#shared/index/point.ts'
import { DEFAULT_RECIPE } from '#shared/recipe/default-recipe.ts'

const TOPICS = 100
const CHANNELS = 2000
const DAY = 24 * 60 * 60 * 1000

/** Videos around topics, with everything that a payload can hold; the same in every run. A tenth repeat the text before them. */
export function madeUpPoints(count: number): readonly Point[] {
  const random = seededRandom(7)
  const topics = Array.from({ length: TOPICS }, () => direction(random))
  const points: Point[] = []
  for (let i = 0; i < count; i++) {
    const before = points.at(-1)
    const repeats = before !== undefined && random() < 0.1
    const topic = topics[Math.floor(random() * TOPICS)] ?? new Float32Array()
    const vector = repeats && before.vector !== undefined ? before.vector : blend(topic, direction(random))
    const words = repeats
      ? before.words
      : new Map(Array.from({ length: 40 }, (_, k) => [`term-${Math.floor(random() * 30_000)}-${k % 3}`, 40 ** -0.5]))
    const text = simhash(words)
    points.push({
      id: `video-${shortHash([String(i)])}`,
      order: { version: 1, deleted: false, digest: 'd' },
      textHash: `text ${i}`,
      vector,
      words,
      ranking: {
        standing: 'shown',
        mix: 'tdg',
        language: random() < 0.6 ? 'en' : 'fr',
        channelId: `UC${shortHash(['channel', String(Math.floor(random() * CHANNELS))], 16)}`,
        category: 'education',
        publishedAt: Date.UTC(2026, 0, 1) - Math.floor(random() * 1000) * DAY,
        durationSeconds: Math.floor(random() * 3600),
        embeddable: true,
        ageRestricted: false,
        madeForKids: false,
        duplicateKeys: [shortHash(['source', String(i)]), shortHash(['length', String(i)])],
        titleKey: shortHash(['title', String(i)]),
        sketch: sketchOf(vector),
        ...(text !== undefined && { simhash: text }),
      },
      display: { title: `Video ${i}` },
    })
  }
  return points
}

function direction(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: DEFAULT_RECIPE.dimensions }, () => random() + random() + random() - 1.5))
}

function blend(a: Float32Array, b: Float32Array): Float32Array {
  return unit(a.map((value, i) => value + (b[i] ?? 0)))
}

function unit(values: Float32Array): Float32Array {
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return values.map((value) => value / norm)
}
