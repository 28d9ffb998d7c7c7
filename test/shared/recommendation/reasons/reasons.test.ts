import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AnswerItem } from '#shared/recommendation/answer.ts'
import { DAY, NOON, stored } from '#test/support/catalogue.ts'
import type { VideoOptions } from '#test/support/catalogue.ts'
import { faultyIndex } from '#test/support/faulty-index.ts'
import { memoryIndex } from '#test/support/memory-index.ts'
import { recommendApp, shelfOf } from '#test/support/recommending.ts'

const SEED = {
  angle: 0,
  words: { sourdough: 0.7, bake: 0.5, bread: 0.5 },
  wordings: { sourdough: 'sourdough', bake: 'baking' },
  channelId: 'ours',
}

async function reasonOf(item: VideoOptions, seed: VideoOptions = {}, query = ''): Promise<AnswerItem['reason']> {
  const { items } = await shelfOf(
    recommendApp([stored('seed', { ...SEED, ...seed }), stored('item', { angle: 20, ...item })]),
    'seed',
    query,
  )
  return items[0]?.reason
}

describe('reasons', () => {
  it('name the words in common that counted, as people write them', async () => {
    assert.deepEqual(await reasonOf({ words: { sourdough: 0.9, bake: 0.1 } }), {
      code: 'shared-words',
      text: 'Also about “sourdough”',
      words: ['sourdough'],
    })
  })

  it('write a word as the title of the item does, else as that of the seed', async () => {
    const words = { sourdough: 0.5, bake: 0.5 }
    assert.deepEqual((await reasonOf({ words, wordings: { bake: 'bakes' } }))?.words, ['sourdough', 'bakes'])
  })

  it('name no word that is in no title: it is known as a stem alone', async () => {
    assert.equal((await reasonOf({ words: { bread: 1 } }))?.code, 'similar')
  })

  it('name no word that the item does not have', async () => {
    assert.deepEqual(await reasonOf({ words: { rye: 1 } }), { code: 'similar', text: 'About a similar subject' })
  })

  it('say that it is a part of the series, and which', async () => {
    const series = (part: number) => ({ series: { key: 'loaf', part } })
    assert.equal((await reasonOf(series(2), series(1)))?.code, 'next-part')
    assert.equal((await reasonOf(series(4), series(1)))?.code, 'same-series')
  })

  it('say that it is of the same channel, or new where that counted', async () => {
    assert.equal((await reasonOf({ channelId: 'ours' }))?.code, 'similar-same-channel')
    assert.equal((await reasonOf({ publishedAt: NOON - DAY }, {}, '?freshness=0.5'))?.code, 'similar-new')
    assert.equal((await reasonOf({ publishedAt: NOON - DAY }))?.code, 'similar')
  })

  it('say that it is the same subject in another language', async () => {
    assert.deepEqual(await reasonOf({ language: 'fr' }), {
      code: 'similar-other-language',
      text: 'About a similar subject, in French',
    })
  })

  it('do without the words where these cannot be read', async () => {
    const points = [stored('seed', SEED), stored('item', { angle: 20, words: { sourdough: 1 } })]
    const index = faultyIndex(memoryIndex(points), { mode: 'down', only: ['words'] })
    const { items, fill } = await shelfOf(recommendApp([], { index }), 'seed')
    assert.deepEqual([items[0]?.reason?.code, fill.degraded], ['similar', false])
  })
})
