import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Answer } from '#shared/recommendation/answer.ts'
import { PLACEMENTS, placementNamed } from '#shared/recommendation/request/placements.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import { idsOf, recommendApp, shelfOf } from '#test/support/recommending.ts'

const tiersOf = ({ items }: Answer) => items.map(({ id, tier }) => [id, tier])

describe('tiers of a shelf', () => {
  it('come in their order', async () => {
    const app = recommendApp([
      stored('seed', { angle: 0, channelId: 'c' }),
      stored('near', { angle: 20 }),
      stored('nearer', { angle: 10 }),
      stored('proche', { angle: 5, language: 'fr' }),
      stored('sibling', { angle: 120, channelId: 'c' }),
      stored('newest', { angle: 180, publishedAt: NOON }),
    ])
    const shelf = await shelfOf(app, 'seed')
    assert.deepEqual(tiersOf(shelf), [
      ['nearer', 'similar'],
      ['near', 'similar'],
      ['proche', 'similar-other-language'],
      ['sibling', 'same-channel'],
      ['newest', 'latest'],
    ])
    assert.deepEqual(shelf.fill.byTier, { similar: 2, 'similar-other-language': 1, 'same-channel': 1, latest: 1 })
    assert.deepEqual(
      shelf.items.map(({ score }) => typeof score),
      ['number', 'number', 'number', 'object', 'object'],
    )
  })

  it('look past a channel that has uploaded everything new', async () => {
    const bulk = Array.from({ length: 500 }, (_, i) => stored(`bulk ${i}`, { channelId: 'bulk' }))
    const others = ['x', 'y', 'z'].map((channelId) => stored(channelId, { channelId, publishedAt: NOON - 9 * DAY }))
    const app = recommendApp([...bulk, ...others])
    await app.request('/readyz')
    const channels = async (query: string) => (await shelfOf(app, 'unknown', query)).items.map(({ channelId }) => channelId).sort()
    assert.deepEqual(await channels('?limit=4&maxPerChannel=1'), ['bulk', 'x', 'y', 'z'])
    assert.deepEqual(await channels('?limit=8&maxPerChannel=1'), ['bulk', 'x', 'y', 'z'])
    assert.equal((await channels('?limit=12')).length, 12)
  })

  it('tell nothing of a seed that may not be watched now', async () => {
    const app = recommendApp(
      [
        stored('early', { angle: 0, availableFrom: NOON + DAY }),
        stored('late', { angle: 0, availableUntil: NOON }),
        stored('suspended', { angle: 0, channelId: 'bad' }),
        stored('near', { angle: 10 }),
      ],
      {},
      new Set(['bad']),
    )
    for (const id of ['early', 'late', 'suspended']) {
      const { seed, items } = await shelfOf(app, id)
      assert.deepEqual([seed.status, seed.title], ['unavailable', undefined])
      assert.deepEqual(
        items.map(({ tier }) => tier),
        ['latest'],
      )
    }
  })

  it('follow the placement', async () => {
    const reversed = { ...placementNamed(PLACEMENTS, 'site'), tiers: ['latest' as const] }
    const app = recommendApp([stored('seed', { angle: 0 }), stored('near', { angle: 1 })], { placements: { default: reversed } })
    assert.deepEqual(tiersOf(await shelfOf(app, 'seed')), [['near', 'latest']])
  })

  it('prefer the languages asked for to the one of the seed', async () => {
    const app = recommendApp([stored('seed', { angle: 0 }), stored('near', { angle: 10 }), stored('proche', { angle: 20, language: 'fr' })])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?languages=fr-CA')), ['proche', 'near'])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed')), ['near', 'proche'])
  })

  it('take any language as good for a seed without one', async () => {
    const app = recommendApp([
      stored('seed', { angle: 0, language: undefined }),
      stored('near', { angle: 20 }),
      stored('proche', { angle: 10, language: 'fr' }),
    ])
    assert.deepEqual(tiersOf(await shelfOf(app, 'seed')), [
      ['proche', 'similar'],
      ['near', 'similar'],
    ])
  })

  it('find by words for a seed without a vector', async () => {
    const app = recommendApp([
      stored('seed', { words: { kayak: 1 } }),
      stored('other', { angle: 0, words: { kayak: 0.8, sea: 0.6 } }),
      stored('unrelated', { angle: 0, words: { sea: 1 } }),
    ])
    const { items } = await shelfOf(app, 'seed')
    assert.deepEqual(
      items.map(({ id, reason }) => [id, reason?.code]),
      [
        ['other', 'shared-words'],
        ['unrelated', 'latest'],
      ],
    )
  })

  it('of similar videos end at the floor', async () => {
    const app = recommendApp([stored('seed', { angle: 0 }), stored('far', { angle: 89 })])
    assert.deepEqual(tiersOf(await shelfOf(app, 'seed')), [['far', 'latest']])
  })

  it('prefer the newer among similar videos with freshness', async () => {
    const app = recommendApp([
      stored('seed', { angle: 0 }),
      stored('old', { angle: 10, publishedAt: NOON - 900 * DAY }),
      stored('new', { angle: 20 }),
    ])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed')), ['old', 'new'])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?freshness=1')), ['new', 'old'])
  })

  it('list the newest in the asked-for languages first', async () => {
    const app = recommendApp([
      stored('vieux', { language: 'fr', publishedAt: NOON - 9 * DAY }),
      stored('new'),
      stored('neu', { language: 'de' }),
    ])
    assert.deepEqual(idsOf(await shelfOf(app, 'unknown', '?languages=fr&limit=2')), ['vieux', 'neu'])
  })
})

describe('exclusions of a shelf', () => {
  it('are the seed, what is named, and their duplicates', async () => {
    const app = recommendApp([
      stored('seed', { angle: 0, duplicateKeys: ['s'] }),
      stored('copy of seed', { angle: 1, duplicateKeys: ['s'] }),
      stored('watched', { angle: 2, duplicateKeys: ['w'] }),
      stored('copy of watched', { angle: 3, duplicateKeys: ['w'] }),
      stored('disliked', { angle: 140, duplicateKeys: ['d'] }),
      stored('copy of disliked', { angle: 141, duplicateKeys: ['d'] }),
      stored('good', { angle: 6, duplicateKeys: ['g'] }),
      stored('copy of good', { angle: 7, duplicateKeys: ['g'] }),
    ])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?exclude=watched&negative=disliked')), ['good'])
  })

  it('do not empty a shelf: what lies behind a hundred copies of a watched video is found', async () => {
    const copies = Array.from({ length: 100 }, (_, i) => stored(`copy ${i}`, { duplicateKeys: ['w'] }))
    const app = recommendApp([stored('watched', { duplicateKeys: ['w'] }), ...copies, stored('old', { publishedAt: 1 })])
    assert.deepEqual(idsOf(await shelfOf(app, 'unknown', '?exclude=watched')), ['old'])
  })

  it('keep to the channel cap, which diversity tightens', async () => {
    const videos = Array.from({ length: 8 }, (_, i) => stored(`v${i}`, { angle: i, channelId: i < 6 ? 'big' : `small${i}` }))
    const app = recommendApp([stored('seed', { angle: 0 }), ...videos])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?limit=5')), ['v0', 'v1', 'v2', 'v6', 'v7'])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?limit=3&diversity=1')), ['v0', 'v6', 'v7'])
    assert.deepEqual(idsOf(await shelfOf(app, 'seed', '?limit=4&maxPerChannel=2')), ['v0', 'v1', 'v6', 'v7'])
    assert.equal((await shelfOf(app, 'seed', '?diversity=1')).items.length, 8)
  })
})
