import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { createMuseEmbedder } from '#infra/muse/embedder.ts'
import type { Embedder } from '#shared/embedding/embedder.ts'
import { dot, readSketch } from '#shared/index/identity/sketch.ts'
import { diversified } from '#shared/recommendation/rank/dpp.ts'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import { parseEvent } from '#shared/video/event.ts'

const CATALOGUE = new URL('../../../examples/catalogue/', import.meta.url)
const ITEMS = 10
const CANDIDATES = 50

/** The example videos' titles and descriptions as vectors. */
async function exampleVectors(embedder: Embedder): Promise<readonly Float32Array[]> {
  const files = (await readdir(CATALOGUE)).sort()
  const lines = (await Promise.all(files.map((file) => readFile(new URL(file, CATALOGUE), 'utf8')))).flatMap((text) => text.split('\n'))
  const events = lines.filter((line) => line !== '').map((line) => parseEvent(JSON.parse(line)))
  const texts = events.flatMap((event) => (event.type === 'video.upserted' ? [`${event.video.title}. ${event.video.description}`] : []))
  return embedder.embed(texts.filter((_, i) => i % 2 === 0))
}

/** Mean cosine of all pairs on the shelves of every fourth video. */
function meanLikeness(vectors: readonly Float32Array[], diversity: number): number {
  const seeds = vectors.filter((_, i) => i % 4 === 0)
  const means = seeds.map((seed) => {
    const ranked = vectors
      .filter((vector) => vector !== seed)
      .map((vector) => ({ vector, worth: 1 / (1 + Math.exp((0.5 - dot(seed, vector)) / 0.16)), about: readSketch(sketchOf(vector)) }))
      .sort((a, b) => b.worth - a.worth)
      .slice(0, CANDIDATES)
    const shelf = diversified(ranked, diversity, ITEMS)
      .slice(0, ITEMS)
      .flatMap((i) => ranked[i]?.vector ?? [])
    const pairs = shelf.flatMap((a, i) => shelf.slice(i + 1).map((b) => dot(a, b)))
    return pairs.reduce((sum, cosine) => sum + cosine, 0) / pairs.length
  })
  return means.reduce((sum, mean) => sum + mean, 0) / means.length
}

describe('diversity over the example catalogue', () => {
  const world: { embedder?: Embedder } = {}
  before(async () => void (world.embedder = await createMuseEmbedder({ threads: 1 })))
  after(async () => world.embedder?.close())

  it('makes the items of a shelf less alike, step by step', async (t) => {
    const vectors = await exampleVectors(world.embedder ?? assert.fail('no embedder'))
    const means = [0, 0.25, 0.5, 0.75, 1].map((diversity) => meanLikeness(vectors, diversity))
    t.diagnostic(`mean likeness at 0, .25, .5, .75, 1: ${means.map((mean) => mean.toFixed(3)).join(', ')}`)
    for (const [i, mean] of means.entries()) if (i > 0) assert.ok(mean < (means[i - 1] ?? 0), means.join(', '))
  })
})
