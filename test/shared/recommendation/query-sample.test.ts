import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecommendAppDeps } from '#functions/recommend/app.ts'
import { recipeDigest } from '#shared/recipe/recipe.ts'
import { stored } from '#test/support/catalogue.ts'
import { recordingLogger, type LogFields } from '#test/support/log.ts'
import { recommendApp, shelfOf, TEST_RECIPE } from '#test/support/recommending.ts'

const CATALOGUE = Array.from({ length: 30 }, (_, i) => stored(`video ${i}`, { angle: i, channelId: `channel ${i}` }))

function sampling(deps: Partial<RecommendAppDeps>) {
  const log: LogFields[] = []
  const app = recommendApp(CATALOGUE, { logger: recordingLogger(log), ...deps })
  return { app, sampled: () => log.filter(({ event }) => event === 'query.sampled') }
}

describe('the sample of queries', () => {
  it('says what was asked, by which recipe, under which filter, and what was answered', async () => {
    const { app, sampled } = sampling({ querySample: 1 })
    const { items } = await shelfOf(app, 'video 0', '?limit=30&region=CH&minDuration=1')
    const [line, ...others] = sampled()
    assert.equal(others.length, 0)
    assert.deepEqual([line?.['seeds'], line?.['collection']], [['video 0'], 'videos'])
    assert.equal(line?.['recipe'], recipeDigest(TEST_RECIPE).slice(0, 12))
    assert.deepEqual(line['filter'], { regions: 1, minDuration: 1, ageRestricted: false })
    const candidates = items.slice(0, 20).map(({ id, tier }) => ({ id, tier }))
    assert.deepEqual(line['candidates'], candidates)
    assert.doesNotMatch(JSON.stringify(line), /CH/)
  })

  it('takes its share of the requests, the same ones everywhere', async () => {
    const [one, other, none] = [sampling({ querySample: 0.5 }), sampling({ querySample: 0.5 }), sampling({})]
    for (const { app } of [one, other, none]) for (const { id } of CATALOGUE) await shelfOf(app, id)
    assert.ok(one.sampled().length > 5 && one.sampled().length < 25, `${one.sampled().length} of 30`)
    assert.deepEqual(one.sampled(), other.sampled())
    assert.equal(none.sampled().length, 0)
  })

  it('leaves out whatever is about a viewer', async () => {
    const { app, sampled } = sampling({ querySample: 1 })
    await shelfOf(app, 'video 0', '?exclude=video%201')
    await shelfOf(app, 'video 0', '?negative=video%201')
    await app.request('/v1/videos/video%200/recommendations', { headers: { 'Upnext-Viewer': 'ann' } })
    const body = JSON.stringify({ positive: ['video 0', 'video 1'] })
    await app.request('/v1/recommendations', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
    assert.equal(sampled().length, 0)
  })
})
