import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RecommendAppDeps } from '#functions/recommend/app.ts'
import { UpnextError } from '#shared/errors.ts'
import type { Answer } from '#shared/recommendation/answer.ts'
import { withPlacements } from '#shared/recommendation/request/placements.ts'
import { createPseudonyms } from '#shared/viewers/pseudonyms.ts'
import { stored } from '#test/support/catalogue.ts'
import { idsOf, recommendApp } from '#test/support/recommending.ts'

const KEYS = ['the key of today, long enough', 'the key of last year, long enough']
const CATALOGUE = [
  stored('seed', { angle: 0 }),
  stored('near', { angle: 10 }),
  stored('copy', { angle: 11, duplicateKeys: ['the same upload'] }),
  stored('next', { angle: 20 }),
  stored('far', { angle: 150 }),
]

/** A store in which a viewer, by the pseudonym of the last key, has watched some videos. */
function watchedBy(viewer: string, videos: readonly string[]): Pick<RecommendAppDeps, 'viewers' | 'viewerKeys'> {
  const [, pseudonym = ''] = createPseudonyms(KEYS).allOf(viewer)
  return { viewerKeys: KEYS, viewers: { watchedBy: (asked) => Promise.resolve(asked.includes(pseudonym) ? videos : []) } }
}

async function ask(deps: Partial<RecommendAppDeps>, headers: Record<string, string> = {}, query = '', catalogue = CATALOGUE) {
  const response = await recommendApp(catalogue, deps).request(`/v1/videos/seed/recommendations${query}`, { headers })
  assert.equal(response.status, 200)
  return { headers: response.headers, ids: idsOf((await response.json()) as Answer) }
}

const ANN = { 'Upnext-Viewer': 'ann' }
const ALL = ['near', 'copy', 'next', 'far']

describe('what a viewer has watched', () => {
  it('is not on the shelf, under none of the keys, and no cache keeps the answer', async () => {
    const { ids, headers } = await ask(watchedBy('ann', ['near']), ANN)
    assert.deepEqual(ids, ['copy', 'next', 'far'])
    assert.equal(headers.get('Cache-Control'), 'private, no-store')
  })

  it('takes its duplicates along', async () => {
    const catalogue = [...CATALOGUE, stored('upload', { duplicateKeys: ['the same upload'] })]
    assert.deepEqual((await ask(watchedBy('ann', ['upload']), ANN, '', catalogue)).ids, ['near', 'next', 'far'])
  })

  it('is there for everybody else, and for who asks for privacy', async () => {
    const deps = watchedBy('ann', ['near'])
    for (const headers of [{}, { 'Upnext-Viewer': 'bob' }, { ...ANN, 'Sec-GPC': '1' }, { ...ANN, DNT: '1' }]) {
      assert.deepEqual((await ask(deps, headers)).ids, ALL)
    }
  })

  it('stands behind the rest of its tier, or in its place, where the placement says so', async () => {
    const placements = withPlacements({ behind: { watched: 'down-rank' }, again: { watched: 'keep' } })
    const deps = { ...watchedBy('ann', ['near', 'far']), placements }
    assert.deepEqual((await ask(deps, ANN, '?placement=behind')).ids, ['copy', 'next', 'near', 'far'])
    assert.deepEqual((await ask(deps, ANN, '?placement=again')).ids, ALL)
  })

  it('comes back where nothing else is left', async () => {
    assert.deepEqual((await ask(watchedBy('ann', ALL), ANN)).ids, ALL)
  })

  it('counts as unknown where the lists do not answer, or no key is there', async () => {
    const failing = () => Promise.reject(new UpnextError('unavailable', 'away'))
    const never = () => new Promise<never>(() => undefined)
    for (const watchedBy of [failing, never]) {
      assert.deepEqual((await ask({ viewerKeys: KEYS, viewers: { watchedBy }, indexBudgetMs: 200 }, ANN)).ids, ALL)
    }
    assert.deepEqual((await ask({ ...watchedBy('ann', ['near']), viewerKeys: [] }, ANN)).ids, ALL)
  })
})
