import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { MIXING } from '#shared/recommendation/request/mixing.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'
import { aCoWatchList, someSignals } from '#test/support/watching.ts'

const VIDEOS = [
  stored('seed', { angle: 0 }),
  stored('near', { angle: 10 }),
  stored('nearer', { angle: 5 }),
  stored('watched', { angle: 170 }),
  stored('also watched', { angle: 175 }),
]
const LIST = aCoWatchList('seed', [
  ['watched', 4, 3],
  ['also watched', 4, 1],
])

const tiersOf = ({ items }: Answer) => items.map(({ id, tier }) => [id, tier])
const shelfWith = (views: number, list = LIST, query = '?limit=4') =>
  shelfOf(recommendApp(VIDEOS, { signals: someSignals({ coWatch: [list], views: { seed: views } }) }), 'seed', query)

describe('co-watched', () => {
  it('comes after contents where little is known of the seed', async () => {
    assert.deepEqual(tiersOf(await shelfWith(MIXING.midFrom - 1)), [
      ['nearer', 'similar'],
      ['near', 'similar'],
      ['watched', 'co-watched'],
      ['also watched', 'co-watched'],
    ])
  })

  it('takes turns with contents where something is known', async () => {
    assert.deepEqual(tiersOf(await shelfWith(MIXING.midFrom)), [
      ['nearer', 'similar'],
      ['watched', 'co-watched'],
      ['near', 'similar'],
      ['also watched', 'co-watched'],
    ])
  })

  it('comes first where much is known', async () => {
    assert.deepEqual(tiersOf(await shelfWith(MIXING.highFrom)), [
      ['watched', 'co-watched'],
      ['also watched', 'co-watched'],
      ['nearer', 'similar'],
      ['near', 'similar'],
    ])
  })

  it('goes by the viewers of late where no views were measured', async () => {
    const [first] = tiersOf(await shelfWith(0, { ...LIST, viewers: MIXING.highFrom }))
    assert.deepEqual(first, ['watched', 'co-watched'])
  })

  it('tells what is true of the viewers', async () => {
    const { items } = await shelfWith(MIXING.highFrom)
    assert.deepEqual(
      items.slice(0, 2).map(({ reason, score }) => [reason?.code, score]),
      [
        ['watched-after', null],
        ['co-watched', null],
      ],
    )
  })

  it('brings nothing that the filter does not let pass', async () => {
    const bad = {
      deleted: undefined,
      hidden: stored('hidden', { standing: 'hidden' }),
      'not yet there': stored('not yet there', { availableFrom: NOON + DAY }),
      'of another language': stored('of another language', { language: 'fr' }),
      'not allowed here': stored('not allowed here', { regions: { blocked: ['DE'] } }),
      suspended: stored('suspended', { channelId: 'bad' }),
      excluded: stored('excluded'),
    }
    const videos = [...VIDEOS, ...Object.values(bad).flatMap((video) => video ?? [])]
    const signals = someSignals({ coWatch: [aCoWatchList('seed', [...Object.keys(bad), 'watched'])], views: { seed: 1e6 } })
    const app = recommendApp(videos, { signals }, new Set(['bad']))
    const { items } = await shelfOf(app, 'seed', '?region=DE&exclude=excluded')
    const watched = items.filter(({ tier }) => tier === 'co-watched').map(({ id }) => id)
    assert.deepEqual(watched, ['watched'])
  })

  it('joins the lists of several seeds', async () => {
    const coWatch = [aCoWatchList('near', ['also watched', 'watched']), aCoWatchList('nearer', ['watched'])]
    const app = recommendApp(VIDEOS, { signals: someSignals({ coWatch, views: { near: 1e6 } }) })
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ positive: ['near', 'nearer'] }),
    }
    const answer = (await (await app.request('/v1/recommendations', request)).json()) as Answer
    assert.deepEqual(
      answer.items.slice(0, 2).map(({ id, tier }) => [id, tier]),
      [
        ['watched', 'co-watched'],
        ['also watched', 'co-watched'],
      ],
    )
  })

  it('is left out when its list is of long ago, cannot be read, or comes too late', async () => {
    const none = (answer: Answer) => assert.equal(answer.fill.byTier['co-watched'], undefined)
    none(await shelfWith(1e6, { ...LIST, computedAt: NOON - 8 * DAY }))
    const signals = someSignals({ coWatch: [LIST], views: { seed: 1e6 } })
    const failing = { ...signals, coWatch: () => Promise.reject(new Error('down')) }
    none(await shelfOf(recommendApp(VIDEOS, { signals: failing }), 'seed'))
    const slow = { ...signals, coWatch: () => new Promise<never>(() => undefined) }
    const answer = await shelfOf(recommendApp(VIDEOS, { signals: slow, indexBudgetMs: 40 }), 'seed')
    none(answer)
    assert.equal(answer.fill.degraded, false)
    assert.equal(idsOf(answer)[0], 'nearer')
  })
})
