import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createOperateApp, type OperateAppDeps } from '#functions/operate/app.ts'
import { UpnextError } from '#shared/errors.ts'
import type { OutgoingMessage } from '#shared/events/publisher.ts'
import { collectionName } from '#shared/recipe/recipe.ts'
import { aLetter } from '#test/contracts/letter-store.ts'
import { TEST_RECIPE } from '#test/support/recommending.ts'
import { openTemporary, type TemporaryStores } from '#test/support/sqlite.ts'
import { operationDeps } from '#test/support/operations.ts'

describe('operate', () => {
  const world: { stores?: TemporaryStores } = {}
  const sent: OutgoingMessage[] = []
  const slow = { ms: 0 }
  const stores = () => world.stores ?? assert.fail('no stores')
  before(async () => {
    world.stores = await openTemporary()
  })
  after(() => world.stores?.close())

  const publisher = {
    publish: async (message: OutgoingMessage) => {
      await new Promise((resolve) => setTimeout(resolve, slow.ms))
      sent.push(message)
    },
    isFaultOfPlace: () => false,
    close: () => Promise.resolve(),
  }
  const app = (deps: Partial<OperateAppDeps> = {}) =>
    createOperateApp({ ...operationDeps(stores(), { publisher: () => Promise.resolve(publisher), recipe: TEST_RECIPE }), ...deps })
  const post = async (name: string, body: unknown, deps: Partial<OperateAppDeps> = {}) => {
    const response = await app(deps).request(`/v1/operations/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const answer = (await response.json()) as { done: boolean; cursor: unknown; progress: Record<string, unknown>; detail: string }
    return { status: response.status, headers: response.headers, ...answer }
  }

  it('makes the first collection once, and finds it there from then on', async () => {
    const first = await post('create', { input: {} })
    const name = collectionName(TEST_RECIPE)
    assert.deepEqual(first.progress, { ...first.progress, collection: name, outcome: 'created', serving: name, revision: 1 })
    assert.deepEqual((await post('create', { input: {} })).progress['outcome'], 'unchanged')
  })

  it('says so where the installation serves another recipe', async () => {
    const { progress } = await post('create', { input: {} }, { recipe: { ...TEST_RECIPE, name: 'another' } })
    assert.deepEqual([progress['outcome'], progress['serving']], ['other-recipe', collectionName(TEST_RECIPE)])
  })

  it('replays in slices that end with their time, and loses none', async () => {
    for (let n = 0; n < 40; n += 1) await stores().letters.put('quarantine', aLetter({ messageId: `m${n}` }))
    await new Promise((resolve) => setTimeout(resolve, 2))
    slow.ms = 700
    const steps: unknown[] = []
    for (let cursor: unknown = null; steps.length === 0 || cursor !== null;) {
      const step = await post('replay', { input: { from: 'quarantine', limit: 1000 }, cursor, seconds: 1 })
      assert.equal(step.done, step.cursor === null)
      cursor = step.cursor
      steps.push(step.progress['replayed'])
    }
    assert.ok(steps.length > 1, 'one slice did it all')
    assert.deepEqual(steps.at(-1), 40)
    assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 40)
    assert.equal(await stores().letters.count('quarantine'), 0)
  })

  it('names the field that is wrong', async () => {
    const { status, detail } = await post('replay', { input: { from: 'nowhere', limit: 1 } })
    assert.equal(status, 400)
    assert.match(detail, /input\.from/)
    assert.equal((await post('status', 'no json')).status, 400)
  })

  it('tells an operator what went wrong, and a caller when to come back', async () => {
    const failing = (error: UpnextError) => ({ registry: { ...stores().registry, read: () => Promise.reject(error) } })
    const busy = await post('status', { input: {} }, failing(new UpnextError('unavailable', 'Busy.', { retryAfterSeconds: 7 })))
    assert.deepEqual([busy.status, busy.headers.get('retry-after')], [503, '7'])
    const wrong = await post('status', { input: {} }, failing(new UpnextError('configuration', 'No key.', { fix: 'Set it.' })))
    assert.deepEqual([wrong.status, wrong.detail], [500, 'No key. Set it.'])
    assert.equal((await post('status', { input: {} }, failing(new UpnextError('conflict', 'Changed.')))).status, 409)
  })

  it('describes every operation', async () => {
    const { paths } = (await (await app().request('/openapi.json')).json()) as { paths: Record<string, unknown> }
    for (const name of ['status', 'create', 'letters', 'replay']) assert.ok(`/v1/operations/${name}` in paths, name)
  })
})
