import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { feedbackEventSchema } from '#shared/feedback/event.ts'

const COMMON = { id: 'event-0001', at: '2026-11-02T12:00:00Z', session: 'visit', shelfId: 'shelf' }
const ITEM = { id: 'bread', position: 1, tier: 'similar' }
const GOOD = {
  impression: { type: 'impression', ...COMMON, items: [ITEM] },
  click: { type: 'click', ...COMMON, impression: 'event-0000', item: 'bread', position: 1, tier: 'similar' },
  progress: { type: 'progress', ...COMMON, item: 'bread', seconds: 3.5, percent: 10, finished: false },
}

function faultsOf(event: unknown): string[] {
  const result = feedbackEventSchema.safeParse(event)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

describe('events of the feedback', () => {
  it('are impressions, clicks and progress, with whatever else pages send beside', () => {
    for (const event of Object.values(GOOD)) assert.deepEqual(faultsOf({ ...event, extra: 1, experiment: null }), [])
  })

  it('name a viewer or a visit', () => {
    assert.deepEqual(faultsOf({ ...GOOD.click, session: undefined, viewer: 'ann' }), [])
    assert.deepEqual(faultsOf({ ...GOOD.click, session: undefined }), ['session takes a session, where there is no viewer'])
  })

  it('need a shelf, unless a video was watched that no shelf led to', () => {
    assert.deepEqual(faultsOf({ ...GOOD.progress, shelfId: undefined }), [])
    for (const type of ['impression', 'click'] as const) {
      assert.deepEqual(faultsOf({ ...GOOD[type], shelfId: undefined }), ['shelfId takes the shelfId of an answer'])
    }
  })

  it('are told what is wrong with them', () => {
    const faulty: readonly (readonly [unknown, string])[] = [
      [{ ...GOOD.click, type: 'look' }, 'type takes impression, click or progress'],
      [{ ...GOOD.click, id: 'short' }, 'id takes 8 to 64 letters, digits, - and _'],
      [{ ...GOOD.click, at: 'yesterday' }, 'at takes an RFC 3339 time'],
      [{ ...GOOD.click, placement: 'top\ud800' }, 'placement takes a name of 1 to 100 characters, without control characters'],
      [
        { ...GOOD.click, experiment: { id: 'e', arm: 'a\u001b[2J' } },
        'experiment.arm takes a name of 1 to 100 characters, without control characters',
      ],
      [{ ...GOOD.click, position: 0 }, 'position takes a whole number from 1 on'],
      [{ ...GOOD.impression, items: [] }, 'items takes an item or more'],
      [{ ...GOOD.impression, items: [ITEM, { ...ITEM, position: 2 }] }, 'items takes each item once'],
      [{ ...GOOD.progress, percent: 101 }, 'percent takes a number from 0 to 100'],
    ]
    for (const [event, fault] of faulty) assert.deepEqual(faultsOf(event), [fault])
    for (const nonsense of [null, 'click', [GOOD.click]]) assert.notDeepEqual(faultsOf(nonsense), [])
  })
})
