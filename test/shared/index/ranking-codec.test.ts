import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sketchOf } from '#shared/index/identity/sketch.ts'
import { rankingPayload } from '#shared/index/payload.ts'
import { packRanking, unpackRanking } from '#shared/index/ranking-codec.ts'
import { aVideo } from '#test/support/events.ts'
import { aRanking } from '#test/support/points.ts'

const FULL = aVideo({
  title: 'Building a cedar-strip canoe, part 2/4: planking',
  channelId: 'UCsXVk37bltHxD1rDPwtNM8Q',
  category: 'woodworking',
  language: 'en',
  durationSeconds: 1264,
  publishedAt: '2026-01-02T03:04:05Z',
  url: 'https://videos.example/watch/strip-canoe-2',
})

describe('packRanking', () => {
  it('loses nothing', () => {
    const rankings = [
      aRanking(),
      aRanking({ standing: 'hidden', embeddable: false, ageRestricted: true, madeForKids: true, mix: '' }),
      aRanking({ language: 'fr', textLanguage: 'en' }),
      aRanking({ language: 'fr', textLanguage: 'fr' }),
      aRanking({ textLanguage: 'fr' }),
      aRanking({ availableFrom: 1, availableUntil: 2, regions: { blocked: ['FR'] }, series: { key: 'k', part: 3 } }),
    ]
    for (const ranking of rankings) assert.deepEqual(unpackRanking(packRanking(ranking)), ranking)
  })

  it('takes at most 300 bytes for a video with everything that most have', () => {
    const words = new Map(Array.from({ length: 64 }, (_, i) => [`term ${i}`, 1 / 8]))
    const sketch = sketchOf(Float32Array.from({ length: 512 }, () => 512 ** -0.5))
    const packed = packRanking(rankingPayload(FULL, { mix: 'tdgs', words, textLanguage: 'en', sketch }))
    assert.ok(Buffer.byteLength(packed) <= 300, `${Buffer.byteLength(packed)} bytes: ${packed}`)
  })
})
