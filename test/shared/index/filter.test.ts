import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { passes } from '#shared/index/filter.ts'
import type { Filter } from '#shared/index/filter.ts'
import { rankingPayload } from '#shared/index/payload.ts'
import { aVideo } from '#test/support/events.ts'

const NOW = Date.UTC(2026, 5, 1)
const isIn = (video: Record<string, unknown>, filter: Partial<Filter> = {}) =>
  passes({ now: NOW, regions: [], ageRestricted: false, ...filter }, 'a', rankingPayload(aVideo(video), { mix: 't', words: new Map() }))

describe('passes', () => {
  it('lets a plain public video in', () => assert.equal(isIn({}), true))

  it('keeps out what is not shown', () => {
    for (const video of [{ visibility: 'private' }, { visibility: 'unlisted' }, { recommendable: false }, { moderation: 'blocked' }]) {
      assert.equal(isIn(video), false)
    }
  })

  it('keeps to the dates: from the first moment on, until before the last', () => {
    const now = new Date(NOW).toISOString()
    assert.equal(isIn({ availableFrom: now }), true)
    assert.equal(isIn({ availableUntil: now }), false)
    assert.equal(isIn({ availableFrom: '2026-06-01T00:00:01Z' }), false)
  })

  it('keeps to the regions, all of those asked for, and shows no limited video to an unknown country', () => {
    const allowed = { regions: { allowed: ['FR', 'BE'] } }
    assert.equal(isIn(allowed, { regions: ['FR'] }), true)
    assert.equal(isIn(allowed, { regions: ['FR', 'DE'] }), false)
    assert.equal(isIn(allowed, { regions: 'unknown' }), false)
    assert.equal(isIn({ regions: { blocked: ['FR'] } }, { regions: ['FR'] }), false)
    assert.equal(isIn({ regions: { blocked: ['FR'] } }, { regions: ['DE'] }), true)
    assert.equal(isIn({}, { regions: 'unknown' }), true)
    assert.equal(isIn({ regions: { allowed: [] } }, { regions: ['FR'] }), false)
  })

  it('never lets a video in that lacks what is asked for, always one that lacks what is forbidden', () => {
    const bare = { language: undefined }
    for (const filter of [{ languages: ['en'] }, { channels: ['c'] }, { categories: ['x'] }, { minDuration: 1 }, { maxDuration: 9 }]) {
      assert.equal(isIn(bare, filter), false)
    }
    assert.equal(isIn(bare, { notLanguages: ['en'], notChannels: ['c'], notCategories: ['x'] }), true)
  })

  it('keeps age-restricted and not embeddable videos out unless they are asked for', () => {
    assert.equal(isIn({ ageRestricted: true }), false)
    assert.equal(isIn({ ageRestricted: true }, { ageRestricted: true }), true)
    assert.equal(isIn({ embeddable: false }), true)
    assert.equal(isIn({ embeddable: false }, { embeddableOnly: true }), false)
  })

  it('keeps durations within both bounds', () => {
    const within = { minDuration: 60, maxDuration: 120 }
    assert.deepEqual(
      [59, 60, 120, 121].map((durationSeconds) => isIn({ durationSeconds }, within)),
      [false, true, true, false],
    )
  })
})
