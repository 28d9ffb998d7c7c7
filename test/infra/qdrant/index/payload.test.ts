import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idOf, metadataPayload, orderOf, orderPayload, rankingOf, withoutNulls } from '#infra/qdrant/index/payload.ts'
import { RANKING_KEYS } from '#infra/qdrant/keys.ts'
import { isUpnextError } from '#shared/errors.ts'
import type { RankingPayload } from '#shared/index/point.ts'
import { aRanking } from '#test/support/points.ts'

const FULL: RankingPayload = {
  standing: 'seed-only',
  mix: 'tds',
  language: 'fr',
  channelId: 'channel',
  category: 'sport',
  publishedAt: -1,
  availableFrom: 0,
  availableUntil: 5,
  durationSeconds: 1.5,
  embeddable: false,
  ageRestricted: true,
  madeForKids: true,
  regions: { allowed: [] },
  duplicateKeys: ['a', 'b'],
}

describe('payload', () => {
  const display = { title: 'A title' }

  it('gives back what went in, with and without nulls', () => {
    for (const ranking of [aRanking(), FULL, aRanking({ regions: { blocked: ['FR'] } })]) {
      const payload = metadataPayload(ranking, display, undefined)
      assert.deepEqual(rankingOf(payload), ranking)
      assert.deepEqual(rankingOf(withoutNulls(payload)), ranking)
    }
  })

  it('names every key whatever the video has, so that setting it leaves nothing of an earlier payload', () => {
    const keys = (payload: object) => Object.keys(payload).sort()
    const mark = { version: 1, suspended: true }
    assert.deepEqual(keys(metadataPayload(aRanking(), display, undefined)), keys(metadataPayload(FULL, display, mark)))
  })

  it('has at most 300 bytes a candidate for ranking', () => {
    const ranking = aRanking({
      mix: 'tdgs',
      language: 'zh-hant',
      channelId: 'a channel with quite a long id',
      category: 'entertainment',
      publishedAt: 1_700_000_000_000,
      availableUntil: 1_800_000_000_000,
      durationSeconds: 3600.25,
      duplicateKeys: ['0123456789abcdef', 'fedcba9876543210'],
    })
    const payload = withoutNulls({ id: 'x8abcde', ...metadataPayload(ranking, display, undefined) })
    const read = Object.fromEntries(RANKING_KEYS.map((key) => [key, payload[key]]))
    assert.ok(Buffer.byteLength(JSON.stringify(read)) <= 300, JSON.stringify(read))
  })

  it('keeps the order whole', () => {
    const order = { version: Number.MAX_SAFE_INTEGER, deleted: true, digest: 'ff' }
    assert.deepEqual(orderOf(orderPayload('a', order, 0)), order)
  })

  it('takes a point without an id for the work of somebody else', () => {
    assert.throws(
      () => idOf({ title: 'foreign' }),
      (error) => isUpnextError(error, 'corrupt'),
    )
  })
})
