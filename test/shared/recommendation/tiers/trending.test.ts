import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { recommendApp, shelfOf } from '#test/support/recommending.ts'
import { aTrendingList, someSignals } from '#test/support/watching.ts'

const VIDEOS = [
  stored('new', { publishedAt: NOON }),
  stored('hot', { publishedAt: NOON - 99 * DAY }),
  stored('hotter', { publishedAt: NOON - 98 * DAY }),
  stored('chaud', { publishedAt: NOON - 97 * DAY, language: 'fr' }),
  stored('blocked', { regions: { blocked: ['FR'] } }),
]

const trendingOf = ({ items }: Answer) => items.filter(({ tier }) => tier === 'trending').map(({ id }) => id)
const appWith = (lists = [aTrendingList(['blocked', 'hotter', 'hot', 'chaud', 'gone'])], suspended: ReadonlySet<string> = new Set()) =>
  recommendApp(VIDEOS, { signals: someSignals({ trending: lists }) }, suspended)

describe('trending', () => {
  it('comes before the newest, those in the languages asked for first', async () => {
    const answer = await shelfOf(appWith(), 'unknown', '?languages=fr')
    assert.deepEqual(trendingOf(answer), ['chaud', 'blocked', 'hotter', 'hot'])
    assert.deepEqual(
      answer.items.map(({ tier }) => tier),
      ['trending', 'trending', 'trending', 'trending', 'latest'],
    )
    assert.equal(answer.items[0]?.reason?.code, 'trending')
  })

  it('shows nothing where it may not be shown', async () => {
    assert.deepEqual(trendingOf(await shelfOf(appWith(), 'unknown', '?region=FR')), ['hotter', 'hot', 'chaud'])
  })

  it("puts the country's own list first", async () => {
    const lists = [aTrendingList(['hot', 'hotter']), aTrendingList(['hotter', 'blocked'], { region: 'FR' })]
    const clock = { now: NOON }
    const app = recommendApp(VIDEOS, { signals: someSignals({ trending: lists }), clock: () => clock.now })
    // What a country asks for comes in with the next renewal.
    await shelfOf(app, 'unknown', '?region=FR')
    clock.now += 11_000
    assert.deepEqual(trendingOf(await shelfOf(app, 'unknown', '?region=FR')), ['hotter', 'hot'])
    assert.deepEqual(trendingOf(await shelfOf(app, 'unknown')), ['hot', 'hotter'])
  })

  it('is left out when its list is of long ago or cannot be read, and the newest answer', async () => {
    assert.deepEqual(trendingOf(await shelfOf(appWith([aTrendingList(['hot'], { computedAt: NOON - 2 * DAY })]), 'unknown')), [])
    const signals = { ...someSignals({}), trending: () => Promise.reject(new Error('down')) }
    const answer = await shelfOf(recommendApp(VIDEOS, { signals }), 'unknown')
    assert.equal(answer.items[0]?.tier, 'latest')
  })
})
