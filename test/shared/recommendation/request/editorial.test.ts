import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boostOf, editorialAt } from '#shared/recommendation/request/editorial.ts'
import { PLACEMENTS, withPlacements } from '#shared/recommendation/request/placements.ts'
import { NOON, stored } from '#test/support/catalogue.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'

const iso = (time: number): string => new Date(time).toISOString()
const HOUR = 60 * 60 * 1000
const CATALOGUE = [
  stored('seed', { angle: 0 }),
  ...['a', 'b', 'c', 'd'].map((id, i) =>
    stored(id, { angle: 5 * (i + 1), channelId: `channel of ${id}`, category: id === 'd' ? 'craft' : 'talk' }),
  ),
  stored('secret', { standing: 'hidden' }),
]
const shelf = async (entry: Record<string, unknown>, query = ''): Promise<string[]> =>
  idsOf(await shelfOf(recommendApp(CATALOGUE, { placements: withPlacements({ home: entry }) }), 'seed', `?placement=home${query}`))

describe('editors', () => {
  it('pin videos to places, counted from 1', async () => {
    assert.deepEqual(await shelf({ pins: [{ video: 'd', position: 1 }] }), ['d', 'a', 'b', 'c'])
    assert.deepEqual(await shelf({ pins: [{ video: 'd', position: 2 }] }, '&limit=3'), ['a', 'd', 'b'])
  })

  it('cannot pin what may not be shown', async () => {
    const pins = [
      { video: 'secret', position: 1 },
      { video: 'nobody', position: 2 },
      { video: 'seed', position: 3 },
    ]
    assert.deepEqual(await shelf({ pins }), ['a', 'b', 'c', 'd'])
  })

  it('pin on the first page alone, and repeat nothing on the next', async () => {
    const app = recommendApp(CATALOGUE, { placements: withPlacements({ home: { pins: [{ video: 'd', position: 1 }] } }) })
    const first = await shelfOf(app, 'seed', '?placement=home&limit=2')
    const second = await shelfOf(app, 'seed', `?placement=home&limit=2&cursor=${encodeURIComponent(first.cursor ?? '')}`)
    assert.deepEqual(
      [idsOf(first), idsOf(second)],
      [
        ['d', 'a'],
        ['b', 'c'],
      ],
    )
  })

  it('hide videos and channels', async () => {
    assert.deepEqual(await shelf({ hides: [{ video: 'a' }, { channel: 'channel of b' }] }), ['c', 'd'])
  })

  it('boost what is similar', async () => {
    assert.deepEqual(await shelf({ boosts: [{ category: 'craft', factor: 10 }] }), ['d', 'a', 'b', 'c'])
  })

  it('have their way from the start until just before the end', () => {
    const [from, until] = [iso(NOON), iso(NOON + HOUR)]
    const editorial = { pins: [], hides: [{ video: 'a', from, until }], boosts: [] }
    const hidden = [NOON - 1, NOON, NOON + HOUR - 1, NOON + HOUR].map((now) => editorialAt(editorial, now).hides.length)
    assert.deepEqual(hidden, [0, 1, 1, 0])
  })

  it('multiply boosts that name one video', () => {
    const { ranking } = stored('a', { channelId: 'c' })
    assert.equal(
      boostOf(
        [
          { video: 'a', factor: 2 },
          { channel: 'c', factor: 3 },
          { channel: 'd', factor: 5 },
        ],
        'a',
        ranking,
      ),
      6,
    )
  })
})

describe('the placements of a file', () => {
  it('stand beside the built-in ones and extend them', () => {
    const placements = withPlacements({ home: { extends: 'player', ranking: { diversity: 0.4 }, durations: { max: 600 } } })
    assert.deepEqual(placements['home']?.ranking, { ...PLACEMENTS['player']?.ranking, diversity: 0.4 })
    assert.equal(placements['home'].embeddableOnly, true)
    assert.deepEqual(placements['site'], PLACEMENTS['site'])
  })

  it('are refused with all faults at once', () => {
    const home = {
      extends: 'nowhere',
      tiers: ['similar', 'pinned'],
      durations: { min: 60, max: 10 },
      pins: [
        { video: 'a', position: 1, from: iso(NOON), until: iso(NOON - 1) },
        { video: 'b', position: 1 },
      ],
      boosts: [{ video: 'a', factor: 1000 }],
    }
    assert.throws(
      () => withPlacements({ home, away: { ranking: { diversity: 7 }, cap: 'none' } }),
      (error: Error) => {
        for (const part of [
          'home',
          'extends',
          'tiers',
          'min is greater',
          'until is not after',
          'boosts',
          'away.ranking.diversity',
          'away.cap',
        ])
          assert.match(error.message, new RegExp(part))
        return true
      },
    )
  })

  it('limit durations together with the request', async () => {
    const videos = [
      stored('seed', { angle: 0 }),
      ...[10, 20, 30].map((seconds) => stored(`${seconds}`, { angle: 1, durationSeconds: seconds })),
    ]
    const app = recommendApp(videos, { placements: withPlacements({ short: { durations: { min: 15, max: 25 } } }) })
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?placement=short&minDuration=5&maxDuration=40')), ['20'])
  })
})
