import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idOf, metadataPayload, orderOf, orderPayload, rankingOf, withoutNulls } from '#infra/qdrant/index/payload.ts'
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
