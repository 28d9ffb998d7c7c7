import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import { recordCheck } from '#shared/index/registry-change.ts'
import { BACKFILL } from '#shared/operations/lifecycle/backfill/backfill.ts'
import { CREATE } from '#shared/operations/lifecycle/create.ts'
import { DIFF, type DiffReport } from '#shared/operations/lifecycle/diff.ts'
import { INDEX_STATUS } from '#shared/operations/lifecycle/index-status.ts'
import { PROMOTE, type PromoteInput } from '#shared/operations/lifecycle/promote.ts'
import { PURGE_TOMBSTONES, TOMBSTONE_DAYS } from '#shared/operations/lifecycle/purge-tombstones.ts'
import { PURGE } from '#shared/operations/lifecycle/purge.ts'
import { ROLLBACK } from '#shared/operations/lifecycle/rollback.ts'
import type { OperationDeps } from '#shared/operations/operation.ts'
import { collectionName, type Recipe } from '#shared/recipe/recipe.ts'
import { aVideo } from '#test/support/events.ts'
import { openTestIngest, STUB_RECIPE } from '#test/support/ingest.ts'
import { complete, operationDeps } from '#test/support/operations.ts'

const OLD = collectionName(STUB_RECIPE)
const RECIPE: Recipe = { ...STUB_RECIPE, name: 'titles-weigh-more', fields: { ...STUB_RECIPE.fields, title: 2 } }
const NEW = collectionName(RECIPE)
const DAY = 24 * 60 * 60 * 1000

/** A model is changed once, from create to purge; the tests are its steps, in their order. */
describe('the life of a collection', () => {
  const world: { opened?: Awaited<ReturnType<typeof openTestIngest>>; now: number } = { now: 1_000_000 }
  const opened = () => world.opened ?? assert.fail('not open')
  const deps = (given: Partial<OperationDeps> = {}) => operationDeps(opened().stores, { clock: () => world.now, ...given })
  const titled = (id: string, version = 1) =>
    opened().ingest({ type: 'video.upserted', video: aVideo({ id, version, title: `About ${id}` }) }, 1)
  const promote = (input: Partial<PromoteInput> = {}) =>
    complete(PROMOTE, { collection: NEW, expected: { serving: OLD, report: 'passed' }, ...input }, deps())
  const refused = (code: 'invalid-request' | 'conflict', message: RegExp) => (error: unknown) =>
    isUpnextError(error, code) && message.test(error.message)

  before(async () => {
    world.opened = await openTestIngest({ context: { clock: () => world.now } })
    for (let i = 0; i < 150; i += 1) await titled(`video ${i}`)
    await opened().ingest({ type: 'video.deleted', id: 'video 7', version: 2 }, 1)
  })
  after(() => opened().close())

  it('is made for a recipe, and is not live', async () => {
    assert.equal((await complete(CREATE, { recipe: RECIPE, dryRun: true }, deps())).outcome, 'planned')
    assert.equal((await complete(INDEX_STATUS, {}, deps())).collections.length, 1)
    const report = await complete(CREATE, { recipe: RECIPE }, deps())
    assert.deepEqual([report.collection, report.outcome, report.state, report.serving], [NEW, 'created', 'filling', OLD])
    assert.equal((await complete(CREATE, { recipe: RECIPE }, deps())).outcome, 'unchanged')
  })

  it('refuses a recipe that the model does not fit, or whose statistics are nowhere', async () => {
    const faulty = (error: unknown) => isUpnextError(error, 'configuration')
    await assert.rejects(complete(CREATE, { recipe: { ...RECIPE, dimensions: 3 } }, deps()), faulty)
    const statistics = { rarity: 'a'.repeat(64), text: null, fields: null, languages: null }
    await assert.rejects(complete(CREATE, { recipe: { ...RECIPE, statistics } }, deps()), faulty)
    await assert.rejects(complete(CREATE, { recipe: RECIPE, name: OLD }, deps()), refused('conflict', /another recipe/))
  })

  it('cannot serve before it is complete', async () => {
    await assert.rejects(promote({ expected: { serving: OLD, report: null }, force: 'in a hurry' }), refused('invalid-request', /filling/))
  })

  it('is filled with all that the warehouse holds, goes live and catches up', async () => {
    const planned = await complete(BACKFILL, { dryRun: true }, deps())
    assert.deepEqual([planned.phase, planned.videos, planned.placed], ['planned', 150, 0])
    const report = await complete(BACKFILL, {}, deps())
    assert.deepEqual(
      { ...report, settlesAt: null },
      { collection: NEW, phase: 'closed', videos: 150, placed: 150, embedded: 149, reused: 0, refused: 0, missing: 0, settlesAt: null },
    )
    assert.deepEqual(await opened().stores.index.count(NEW), await opened().stores.index.count(OLD))
    assert.equal((await complete(BACKFILL, { collection: NEW }, deps())).phase, 'closed')
  })

  it('is written by ingest from then on', async () => {
    await titled('later')
    assert.equal((await opened().stores.index.heads(NEW, ['later'])).size, 1)
    const { missing, behind, ahead, compared, scanned } = await complete(DIFF, { collection: NEW }, deps())
    assert.deepEqual([missing.count, behind.count, ahead.count, compared, scanned], [0, 0, 0, 151, 151])
  })

  it('is mended but for a document that cannot be read', async () => {
    const { index, warehouse } = opened().stores
    const heads: typeof index.heads = async (name, ids) =>
      new Map(Array.from(await index.heads(name, ids)).filter(([id]) => id !== 'later'))
    const transcript = { format: 'vtt', source: 'asr', text: 'no subtitles' } as const
    const unreadable = {
      id: 'unreadable',
      order: { version: 1, deleted: false, digest: 'aa' },
      eventTime: world.now,
      ingestedAt: world.now,
      registryRevision: 1,
    }
    const readSnapshot: typeof warehouse.readSnapshot = async function* (...asked) {
      yield { ...unreadable, document: aVideo({ id: 'unreadable', transcript }) }
      yield* warehouse.readSnapshot(...asked)
    }
    const damaged = deps({ index: { ...index, heads }, warehouse: { ...warehouse, readSnapshot } })
    const { missing, fixed } = await complete(DIFF, { collection: NEW, fix: true }, damaged)
    assert.deepEqual([missing.ids, fixed], [['unreadable', 'later'], 1])
  })

  it('is compared in pieces as in one go', async () => {
    const { index } = opened().stores
    const stranger = { id: 'stranger', order: { version: 1, deleted: false, digest: 'aa' } }
    const scan: typeof index.scan = async (name, { after }) => {
      const { points, next } = await index.scan(name, { limit: 60, ...(after !== undefined && { after }) })
      return { points: next === null ? [...points, stranger] : points, next }
    }
    const paged = deps({ index: { ...index, scan } })
    const inPieces = async (from: Parameters<typeof DIFF.step>[1]): Promise<DiffReport> => {
      const controller = new AbortController()
      const tell = () => controller.abort()
      const { cursor, report } = await DIFF.step({ collection: NEW }, from, paged, controller.signal, tell)
      return cursor === null ? report : inPieces(DIFF.cursor.parse(JSON.parse(JSON.stringify(cursor))))
    }
    const whole = await complete(DIFF, { collection: NEW }, paged)
    assert.deepEqual(await inPieces(null), whole)
    assert.deepEqual([whole.scanned, whole.ahead], [152, { count: 1, ids: ['stranger'] }])
  })

  it('is mended where it differs from the warehouse', async () => {
    const { index, warehouse } = opened().stores
    const video = aVideo({ id: 'lost', version: 1 })
    const order = { version: 1, deleted: false, digest: 'aa' }
    const change = { id: 'lost', order, document: video, eventTime: 1, ingestedAt: world.now, registryRevision: 1 }
    const gone = { ...change, id: 'video 3', order: { version: 9, deleted: true, digest: '' }, document: null }
    await warehouse.appendChanges([change, gone])
    const found = await complete(DIFF, { collection: NEW }, deps())
    assert.deepEqual([found.missing.ids, found.behind.ids, found.fixed], [['lost'], ['video 3'], 0])
    assert.equal((await complete(DIFF, { collection: NEW, fix: true }, deps())).fixed, 2)
    for (const collection of [NEW, OLD]) await complete(DIFF, { collection, fix: true }, deps())
    assert.equal((await complete(DIFF, { collection: NEW }, deps())).missing.count, 0)
    assert.equal((await index.heads(NEW, ['video 3'])).get('video 3')?.order.deleted, true)
  })

  it('serves only after a pass that is not older than a day, and only if things are as the operator saw them', async () => {
    const { registry } = opened().stores
    const failing = (message: RegExp) => refused('invalid-request', message)
    await assert.rejects(promote({ expected: { serving: OLD, report: null } }), failing(/not verified/))
    await recordCheck(registry, NEW, { at: world.now, passed: false, report: 'failed' })
    await assert.rejects(promote({ expected: { serving: OLD, report: 'failed' } }), failing(/did not pass/))
    await recordCheck(registry, NEW, { at: world.now, passed: true, report: 'passed' })
    await assert.rejects(promote({ expected: { serving: OLD, report: 'failed' } }), refused('conflict', /verified again/))
    await assert.rejects(promote({ expected: { serving: 'another', report: 'passed' } }), refused('conflict', /serves, not another/))
    world.now += 2 * DAY
    await assert.rejects(promote(), failing(/more than a day/))
    await recordCheck(registry, NEW, { at: world.now, passed: true, report: 'passed' })
    assert.equal((await promote({ dryRun: true })).outcome, 'planned')
    assert.deepEqual(await promote(), {
      collection: NEW,
      outcome: 'promoted',
      serving: NEW,
      previous: OLD,
      revision: (await registry.read()).revision,
    })
    assert.equal((await promote()).outcome, 'unchanged')
  })

  it('lets one of two operators win', async () => {
    const outcomes = await Promise.allSettled([NEW, NEW].map((serving) => complete(ROLLBACK, { expected: { serving } }, deps())))
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')
    assert.ok(refused('conflict', /not as you saw it/)(lost?.reason))
  })

  it('rolls back to what is still written', async () => {
    const { aliases } = await opened().stores.registry.read()
    assert.deepEqual(aliases, { serving: OLD, previous: NEW })
    await titled('after the rollback')
    for (const name of [OLD, NEW]) assert.equal((await opened().stores.index.heads(name, ['after the rollback'])).size, 1)
  })

  it('is not dropped while answers are read from it, or a moment after', async () => {
    await assert.rejects(complete(PURGE, { collection: OLD }, deps()), refused('invalid-request', /answers are read/))
    await assert.rejects(complete(PURGE, { collection: NEW }, deps()), refused('invalid-request', /a moment ago/))
    world.now += 61_000
    const planned = await complete(PURGE, { collection: NEW, dryRun: true }, deps())
    assert.deepEqual([planned.outcome, planned.wasPrevious], ['planned', true])
  })

  it('is dropped for good, also where a purge was killed in the middle', async () => {
    const { index, registry } = opened().stores
    const killed = { ...index, dropCollection: () => Promise.reject(new Error('killed')) }
    await assert.rejects(complete(PURGE, { collection: NEW }, deps({ index: killed })))
    await titled('meanwhile')
    await assert.rejects(complete(CREATE, { recipe: RECIPE }, deps()), refused('conflict', /being dropped/))
    assert.equal((await complete(PURGE, { collection: NEW }, deps())).outcome, 'purged')
    const { collections, aliases } = await registry.read()
    assert.deepEqual([collections.map(({ name }) => name), aliases], [[OLD], { serving: OLD }])
    await assert.rejects(complete(ROLLBACK, { expected: { serving: OLD } }, deps()), refused('invalid-request', /nothing to roll back/i))
  })

  it('is made again without embedding anything twice', async () => {
    await complete(CREATE, { recipe: RECIPE }, deps())
    const { embedded, reused } = await complete(BACKFILL, {}, deps())
    assert.ok(embedded <= 1 && reused > 150, `${embedded} embedded, ${reused} reused`)
  })

  it('loses tombstones that no late event can need', async () => {
    world.now = Date.now()
    const young = await complete(PURGE_TOMBSTONES, { dryRun: true }, deps())
    world.now += (TOMBSTONE_DAYS + 1) * DAY
    const old = await complete(PURGE_TOMBSTONES, {}, deps())
    assert.deepEqual(
      young.collections.map(({ tombstones }) => tombstones),
      [0, 2],
    )
    assert.deepEqual(
      old.collections.map(({ tombstones }) => tombstones),
      [2, 2],
    )
    const { missing, purged } = await complete(DIFF, {}, deps())
    assert.deepEqual([missing.count, purged], [0, 2])
  })
})
