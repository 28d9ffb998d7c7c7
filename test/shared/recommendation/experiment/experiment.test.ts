import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isUpnextError } from '#shared/errors.ts'
import type { CollectionRecord, Registry } from '#shared/index/registry.ts'
import { chiSquaredTail } from '#shared/evaluation/distributions.ts'
import { assignmentOf } from '#shared/recommendation/experiment/assign.ts'
import { bucketOf as bucketOfViewer } from '#shared/recommendation/experiment/bucket.ts'
import { sealArm, TESTER_PURPOSE, type TesterArm } from '#shared/recommendation/experiment/tester-token.ts'
import { createSigner } from '#shared/recommendation/signed/signer.ts'
import type { Placement } from '#shared/recommendation/request/placement-schema.ts'
import { PLACEMENTS, toPlacements, withPlacements } from '#shared/recommendation/request/placements.ts'
import { aPoint } from '#test/support/points.ts'
import { recommendApp, shelfOf, TEST_RECIPE } from '#test/support/recommending.ts'

type Experiment = NonNullable<Placement['experiment']>

const EXPERIMENT: Experiment = {
  id: 'titles',
  arms: [
    { name: 'title-first', share: 30, collection: 'candidate' },
    { name: 'fresher', share: 20, ranking: { freshness: 1 } },
  ],
}
const BUCKETS = Array.from({ length: 100 }, (_, bucket) => bucket)
/** Buckets of the arm `fresher`, as they were when experiments began to be. */
const STORED = [3, 7, 9, 13, 14, 18]
const armsOf = (experiment: Experiment, now = 0) => BUCKETS.map((bucket) => assignmentOf({ experiment }, bucket, now)?.arm)

describe('the arm of a bucket', () => {
  it('has exactly the buckets of its share, and the rest are held out', () => {
    const counts = Map.groupBy(armsOf(EXPERIMENT), (arm) => arm)
    assert.deepEqual(
      ['title-first', 'fresher', 'held-out'].map((arm) => counts.get(arm)?.length),
      [30, 20, 50],
    )
  })

  it('is the same whenever and wherever it is asked for', () => {
    assert.deepEqual(armsOf(EXPERIMENT), armsOf(EXPERIMENT))
    // Another release must not move viewers.
    assert.deepEqual(BUCKETS.filter((bucket) => armsOf(EXPERIMENT)[bucket] === 'fresher').slice(0, 6), STORED)
  })

  it('does not depend on the arm of another experiment', () => {
    const half = (id: string): Experiment => ({ id, arms: [{ name: 'a', share: 50 }] })
    // Chi-square of a 2 x 2 table, one degree of freedom: 99.9 % lie below 10.8.
    const salts = Array.from({ length: 40 }, (_, i) => armsOf(half(`experiment ${i}`)))
    const chiSquares = salts.slice(1).map((arms, i) => {
      const both = arms.filter((arm, bucket) => arm === 'a' && salts[i]?.[bucket] === 'a').length
      return (4 * (both - 25) ** 2) / 25
    })
    assert.ok(
      chiSquares.every((value) => value < 16),
      String(chiSquares),
    )
    assert.ok(chiSquares.filter((value) => value > 3.84).length <= 7, String(chiSquares))
  })

  it('is none before, after, without a bucket and without an experiment', () => {
    const dated = { ...EXPERIMENT, from: '2026-01-01T00:00:00Z', until: '2026-02-01T00:00:00Z' }
    const at = (time: string) => assignmentOf({ experiment: dated }, 5, Date.parse(time))
    assert.equal(at('2025-12-31T23:59:59Z'), undefined)
    assert.notEqual(at('2026-01-01T00:00:00Z'), undefined)
    assert.equal(at('2026-02-01T00:00:00Z'), undefined)
    assert.equal(assignmentOf({ experiment: EXPERIMENT }, undefined, 0), undefined)
    assert.equal(assignmentOf({}, 5, 0), undefined)
  })
})

describe('the bucket of a viewer', () => {
  it('is the same in every release, whole, and below a hundred', () => {
    assert.deepEqual(['', 'ann', 'Zoë', '42'].map(bucketOfViewer), [24, 15, 59, 54])
  })

  it('gives each bucket its share of viewers, and so each arm its share', () => {
    const viewers = 100_000
    const buckets = Array.from({ length: viewers }, (_, n) => bucketOfViewer(`viewer ${n}`))
    const chiSquare = (counts: readonly number[], shares: readonly number[]) =>
      counts.reduce((sum, count, i) => sum + (count - (shares[i] ?? 0) * viewers) ** 2 / ((shares[i] ?? 0) * viewers), 0)
    const perBucket = BUCKETS.map((bucket) => buckets.filter((one) => one === bucket).length)
    assert.ok(
      chiSquaredTail(
        chiSquare(
          perBucket,
          Array.from({ length: 100 }, () => 0.01),
        ),
        99,
      ) > 0.001,
    )
    const arms = buckets.map((bucket) => assignmentOf({ experiment: EXPERIMENT }, bucket, 0)?.arm)
    const perArm = ['title-first', 'fresher', 'held-out'].map((arm) => arms.filter((one) => one === arm).length)
    assert.ok(chiSquaredTail(chiSquare(perArm, [0.3, 0.2, 0.5]), 2) > 0.001)
  })
})

describe('an experiment in a placement', () => {
  it('tells all its faults at once', () => {
    const experiment = {
      id: 'an id',
      from: '2026-02-01T00:00:00Z',
      until: '2026-01-01T00:00:00Z',
      arms: [
        { name: 'held-out', share: 0 },
        { name: 'b', share: 101 },
      ],
    }
    assert.throws(
      () => toPlacements({ a: { ...PLACEMENTS['site'], experiment } }),
      (error) =>
        isUpnextError(error, 'configuration') &&
        ['a.experiment.id', 'arms.0.name', 'arms.0.share', 'arms.1.share'].every((part) => error.message.includes(part)),
    )
    const greedy = {
      id: 'e',
      arms: [
        { name: 'a', share: 60 },
        { name: 'b', share: 60 },
      ],
    }
    assert.throws(() => toPlacements({ a: { ...PLACEMENTS['site'], experiment: greedy } }), /more than 100 buckets/)
  })

  const record = (name: string, more: Partial<CollectionRecord> = {}): CollectionRecord => ({
    name,
    recipe: { ...TEST_RECIPE, name: `recipe of ${name}` },
    state: 'live',
    createdAt: 0,
    ...more,
  })
  const registryOf = (candidate: CollectionRecord): Registry => ({
    read: () =>
      Promise.resolve({
        revision: 2,
        collections: [record('videos'), candidate],
        aliases: { serving: 'videos', candidate: candidate.name },
      }),
    replace: () => Promise.reject(new Error('This registry is only read.')),
  })
  const placements = withPlacements({ site: { experiment: EXPERIMENT } })
  const points = [aPoint({ id: 'a' }), aPoint({ id: 'b' })]
  const bucketOf = (arm: string) => armsOf(EXPERIMENT).indexOf(arm)
  const shelf = async (candidate: CollectionRecord, arm: string | undefined) =>
    shelfOf(
      recommendApp(points, { registry: registryOf(candidate), placements }),
      'a',
      `?placement=site${arm === undefined ? '' : `&bucket=${bucketOf(arm)}`}`,
    )

  it('answers from the collection of the arm, and names it', async () => {
    const answer = await shelf(record('other'), 'title-first')
    assert.deepEqual([answer.experiment, answer.recipe.name], [{ id: 'titles', arm: 'title-first' }, 'recipe of other'])
    const held = await shelf(record('other'), 'held-out')
    assert.deepEqual([held.experiment, held.recipe.name], [{ id: 'titles', arm: 'held-out' }, 'recipe of videos'])
    assert.equal((await shelf(record('other'), undefined)).experiment, null)
    assert.notEqual(answer.shelfId, held.shelfId)
  })

  it('shows a tester the arm of their token, whatever the bucket, and refuses a token of somebody else', async () => {
    const signer = createSigner(['a key of sixteen characters'], TESTER_PURPOSE)
    const app = recommendApp(points, { registry: registryOf(record('other')), placements })
    const asked = async (choice: TesterArm) =>
      (await shelfOf(app, 'a', `?placement=site&bucket=${bucketOf('fresher')}&arm=${sealArm(signer, choice)}`)).experiment
    assert.deepEqual(await asked({ experiment: 'titles', arm: 'title-first' }), { id: 'titles', arm: 'title-first' })
    assert.deepEqual(await asked({ experiment: 'titles', arm: 'held-out' }), { id: 'titles', arm: 'held-out' })
    assert.deepEqual(await asked({ experiment: 'of another placement', arm: 'b' }), { id: 'titles', arm: 'fresher' })
    const forged = sealArm(createSigner(['another key of sixteen'], TESTER_PURPOSE), { experiment: 'titles', arm: 'title-first' })
    for (const token of [forged, 'title-first', '']) {
      const response = await app.request(`/v1/videos/a/recommendations?placement=site&arm=${token}`)
      assert.equal(response.status, 400, token)
      assert.match(await response.text(), /placement token/)
    }
  })

  it('answers as ever where the collection of the arm is gone or not complete', async () => {
    const backfill = { snapshot: 's', startedAt: 0, videos: 1, placed: 0, afterId: '', runner: 'r', seenAt: 0 }
    for (const candidate of [
      record('other', { state: 'filling' }),
      record('other', { backfill }),
      record('other', { state: 'dropping' }),
    ]) {
      const answer = await shelf(candidate, 'title-first')
      assert.deepEqual([answer.experiment, answer.recipe.name], [null, 'recipe of videos'])
    }
  })
})
