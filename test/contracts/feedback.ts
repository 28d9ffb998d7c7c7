import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FeedbackRow } from '#shared/feedback/row.ts'
import type { FeedbackReports, FeedbackWarehouse, ReportName } from '#shared/feedback/warehouse.ts'
import type { DocumentChange, Warehouse } from '#shared/warehouse/warehouse.ts'
import { aVideo } from '#test/support/events.ts'
import { aClick, anImpression, aRow, aWatch, noon, shown } from '#test/support/feedback.ts'

interface Opened {
  readonly feedback: FeedbackWarehouse
  readonly warehouse: Warehouse
  /** As rows come in production. */
  readonly append: (rows: readonly FeedbackRow[]) => Promise<void>
  readonly close: () => Promise<void>
}

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' }

/** Four of the six videos may be shown; `old` has been there since October. */
const CHANGES: readonly DocumentChange[] = [
  change('old', { language: 'en', ingestedAt: Date.UTC(2026, 9, 1), latencyMs: 9_000_000 }),
  change('bread', { language: 'en', ingestedAt: noon(1, 1), latencyMs: 1000 }),
  change('pain', { language: 'fr-CA', ingestedAt: noon(1, 2), latencyMs: 3000 }),
  change('mute', { ingestedAt: noon(1, 3), latencyMs: 60_000 }),
  change('private', { visibility: 'private', ingestedAt: noon(1, 4), latencyMs: 5 }),
  change('gone', { ingestedAt: noon(1, 5), latencyMs: 5 }),
  { ...change('gone', { ingestedAt: noon(1, 6), latencyMs: 5 }), order: { version: 2, deleted: true, digest: '' }, document: null },
]

const FIRST = anImpression('first', [shown('bread', 1), shown('pain', 2, 'similar-other-language')], {
  experiment: 'floors',
  arm: 'b',
  viewer: 'ann',
  session: 'visit-1',
})
const SECOND = anImpression('second', [shown('bread', 1, 'latest'), shown('ghost', 2, 'latest')], {
  occurredAt: noon(4),
  session: 'visit-2',
})

const ROWS: readonly FeedbackRow[] = [
  FIRST,
  SECOND,
  aClick('click-1', 'first', 'bread', { occurredAt: noon(2, 1), viewer: 'ann', session: 'visit-1' }),
  aClick('click-1b', 'first', 'bread', { occurredAt: noon(2, 1), viewer: 'ann', session: 'visit-1' }),
  aWatch('watch-1', 'first', 'bread', { occurredAt: noon(2, 2), viewer: 'ann', session: 'visit-1', seconds: 40 }),
  aWatch('watch-2', 'first', 'bread', { occurredAt: noon(2, 6), viewer: 'ann', session: 'visit-1', seconds: 240, finished: true }),
  aWatch('watch-3', undefined, 'old', { occurredAt: noon(5), viewer: 'bob', session: 'visit-3', seconds: 30 }),
  aClick('orphan', 'unknown-impression', 'bread', { occurredAt: noon(5), session: 'visit-3' }),
  { ...anImpression('forged', [shown('bread', 1)], { occurredAt: noon(3) }), flag: 'foreign-shelf' },
  aRow({ eventId: 'forged-click', type: 'click', flag: 'foreign-shelf', item: 'bread', occurredAt: noon(3) }),
  anImpression('ann-a', [shown('bread', 1), shown('pain', 2)], { ...inJanuary('ann'), arm: 'a' }),
  anImpression('ann-b', [shown('bread', 1)], { ...inJanuary('ann'), arm: 'b' }),
  anImpression('bob-a', [shown('bread', 1), shown('pain', 2), shown('old', 3)], { ...inJanuary('bob'), arm: 'a' }),
  aClick('bob-click', 'bob-a', 'old', inJanuary('bob')),
  aWatch('bob-watch', 'bob-a', 'old', { ...inJanuary('bob'), seconds: 10 }),
  anImpression('same-id', [shown('bread', 1)], { occurredAt: Date.UTC(2027, 2, 1), session: 'visit-5' }),
  aClick('same-id', 'same-id', 'bread', { occurredAt: Date.UTC(2027, 2, 1), session: 'visit-5' }),
  anImpression('december', [shown('pain', 1)], { occurredAt: Date.UTC(2026, 11, 1), session: 'visit-4' }),
]

/** What every FeedbackWarehouse must hold. */
export function feedbackContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: feedback`, () => {
    const opened: Opened[] = []
    before(async () => {
      const stores = await open()
      opened.push(stores)
      await stores.warehouse.appendChanges(CHANGES)
      await stores.warehouse.appendSignals([
        { id: 'bread', clock: { initial: 1 }, views: 5 },
        { id: 'bread', clock: { measuredAt: noon(3) }, views: 20_000 },
        { id: 'pain', clock: { measuredAt: noon(1) }, views: 100 },
      ])
      await stores.append(ROWS)
      // As Pub/Sub delivers now and then: again, and later.
      await stores.append([FIRST, { ...SECOND, receivedAt: SECOND.receivedAt + 5000 }])
    })
    after(() => opened[0]?.close())
    // A statement takes an emulator seconds: each is asked once.
    const asked = new Map<string, Promise<readonly object[]>>()
    const report = async <Name extends ReportName>(name: Name, period = NOVEMBER): Promise<FeedbackReports[Name][]> => {
      const key = `${name} ${period.from}`
      const asking = asked.get(key) ?? opened[0]?.feedback.report(name, period)
      assert.ok(asking !== undefined)
      asked.set(key, asking)
      return (await asking).map((row) => ({ ...row })) as unknown as FeedbackReports[Name][]
    }
    const counts = async (dimension: string) => {
      const rows = (await report('click_through')).filter((row) => row.dimension === dimension)
      return Object.fromEntries(rows.map(({ value, shown, clicked, watch_seconds }) => [value, [shown, clicked, watch_seconds]]))
    }

    it('tells what stood where, and was clicked there', async () => {
      assert.deepEqual(await report('placings'), [
        { what: 'bread', position: 1, shown: 2, clicked: 1 },
        { what: 'ghost', position: 2, shown: 1, clicked: 0 },
        { what: 'pain', position: 2, shown: 1, clicked: 0 },
      ])
    })

    it('counts each event once, and flagged ones not at all', async () => {
      assert.deepEqual(await counts('all'), { all: [4, 1, 240] })
      assert.deepEqual(await counts('day'), { '2026-11-02': [2, 1, 240], '2026-11-04': [2, 0, 0] })
      assert.deepEqual(await report('flagged'), [
        { flag: 'foreign-shelf', type: 'click', events: 1 },
        { flag: 'foreign-shelf', type: 'impression', events: 1 },
      ])
    })

    it('counts an id once a type: a click may have that of its impression', async () => {
      const [visits] = await report('sessions', { from: '2027-03-01', to: '2027-03-01' })
      assert.deepEqual([visits?.impressions, visits?.clicks], [1, 1])
    })

    it('tells clicks and watch time by tier, arm, position, language, and views of the moment', async () => {
      assert.deepEqual(await counts('tier'), { similar: [1, 1, 240], 'similar-other-language': [1, 0, 0], latest: [2, 0, 0] })
      assert.deepEqual(await counts('arm'), { 'floors/b': [2, 1, 240], none: [2, 0, 0] })
      assert.deepEqual(await counts('position'), { '1': [2, 1, 240], '2': [2, 0, 0] })
      assert.deepEqual(await counts('language'), { en: [2, 1, 240], fr: [1, 0, 0], unknown: [1, 0, 0] })
      assert.deepEqual(await counts('signal-class'), { low: [2, 1, 240], mid: [1, 0, 0], high: [1, 0, 0] })
    })

    it('tells what stood in which place, by what it was', async () => {
      const rows = await report('by_position')
      const of = (name: string) =>
        rows.filter(({ dimension }) => dimension === name).map(({ value, position, shown, clicked }) => [value, position, shown, clicked])
      assert.deepEqual(of('tier'), [
        ['latest', 1, 1, 0],
        ['latest', 2, 1, 0],
        ['similar', 1, 1, 1],
        ['similar-other-language', 2, 1, 0],
      ])
      assert.deepEqual(of('arm'), [
        ['floors/b', 1, 1, 1],
        ['floors/b', 2, 1, 0],
        ['none', 1, 1, 0],
        ['none', 2, 1, 0],
      ])
      assert.deepEqual(of('language'), [
        ['en', 1, 2, 1],
        ['fr', 2, 1, 0],
        ['unknown', 2, 1, 0],
      ])
      assert.equal(of('signal-class').length, 4)
    })

    it('sums up experiments by viewer', async () => {
      const [floors] = await report('experiments')
      const { units, shown, clicked, seconds_seconds } = floors ?? assert.fail('no experiment')
      assert.deepEqual({ units, shown, clicked, seconds_seconds }, { units: 1, shown: 2, clicked: 1, seconds_seconds: 57_600 })
      const common = { experiment: 'colours', first_day: '2027-01-05', crossed: 1 }
      assert.deepEqual(await report('experiments', { from: '2027-01-01', to: '2027-01-31' }), [
        {
          ...{ ...common, arm: 'a', units: 2, shown: 5, clicked: 1, seconds: 10 },
          ...{ shown_shown: 13, clicked_clicked: 1, shown_clicked: 3, seconds_seconds: 100, shown_seconds: 30 },
        },
        {
          ...{ ...common, arm: 'b', units: 1, shown: 1, clicked: 0, seconds: 0 },
          ...{ shown_shown: 1, clicked_clicked: 0, shown_clicked: 0, seconds_seconds: 0, shown_seconds: 0 },
        },
      ])
    })

    it('gives Wilson intervals', async () => {
      const [all] = (await report('click_through')).filter(({ dimension }) => dimension === 'all')
      assert.ok(all !== undefined)
      const { watched, finished, rate, low, high } = all
      assert.deepEqual({ watched, finished, rate }, { watched: 1, finished: 1, rate: 0.25 })
      // 1 of 4, as published tables have it.
      assert.ok(Math.abs(low - 0.0456) < 1e-4, String(low))
      assert.ok(Math.abs(high - 0.6994) < 1e-4, String(high))
    })

    it('gives the seconds watched of an item, with a normal interval', async () => {
      const rows = await report('click_through')
      const [all, single] = [rows.find(({ value }) => value === 'all'), rows.find(({ value }) => value === 'similar')]
      // 240 of one of four: a standard deviation of 120, so an error of 60.
      assert.equal(all?.mean_seconds, 60)
      assert.ok(Math.abs((all.seconds_margin ?? 0) - 1.96 * 60) < 1e-9, String(all.seconds_margin))
      assert.deepEqual([single?.mean_seconds, single?.seconds_margin], [240, null])
    })

    it('sums up visits', async () => {
      const [visits] = await report('sessions')
      assert.deepEqual(visits, {
        sessions: 3,
        with_click: 2,
        with_watch: 2,
        impressions: 2,
        clicks: 3,
        watch_seconds: 270,
        mean_minutes: 2,
      })
    })

    it('lists what was never shown', async () => {
      assert.deepEqual(await report('never_shown'), [
        { id: 'old', language: 'en', since_ms: Date.UTC(2026, 9, 1) },
        { id: 'mute', language: 'en', since_ms: noon(1, 3) },
      ])
    })

    it('measures how impressions are spread', async () => {
      const [{ gini, ...spread } = { gini: null }] = await report('coverage')
      // Of four videos two were never seen, one once, one twice; the one on the shelf that nobody knows counts nowhere.
      assert.deepEqual(spread, { eligible: 4, shown: 2, impressions: 3, head_share: 2 / 3 })
      assert.ok(Math.abs((gini ?? 0) - (2 * (3 + 8)) / 12 + 5 / 4) < 1e-9, String(gini))
    })

    it('measures how long videos take to be there', async () => {
      const [latencies] = await report('freshness')
      assert.deepEqual(latencies, { videos: 3, p50_ms: 3000, p95_ms: 60_000, p99_ms: 60_000, max_ms: 60_000 })
    })

    it('answers for a period without anything', async () => {
      const nothing = { from: '2020-01-01', to: '2020-01-31' }
      assert.deepEqual(await report('click_through', nothing), [])
      assert.deepEqual(await report('coverage', nothing), [{ eligible: 4, shown: 0, impressions: 0, gini: null, head_share: null }])
      assert.deepEqual(await report('freshness', nothing), [{ videos: 0, p50_ms: null, p95_ms: null, p99_ms: null, max_ms: null }])
      assert.equal((await report('sessions', nothing))[0]?.sessions, 0)
    })

    it('forgets a viewer, and nobody else', async () => {
      const [stores] = opened
      assert.ok(stores !== undefined)
      const { feedback, append } = stores
      await append([aClick('of-zoe', 'first', 'bread', { viewer: 'zoe-1' }), aClick('of-zoe-2', 'first', 'bread', { viewer: 'zoe-2' })])
      const bob = await feedback.countOfViewers(['bob'])
      assert.equal(await feedback.countOfViewers(['zoe-1', 'zoe-2', 'nobody']), 2)
      for (const pseudonyms of [['zoe-1', 'zoe-2'], ['zoe-1'], []]) await feedback.eraseViewers(pseudonyms)
      assert.equal(await feedback.countOfViewers(['zoe-1', 'zoe-2']), 0)
      assert.equal(await feedback.countOfViewers(['bob']), bob)
    })
  })
}

function inJanuary(viewer: string) {
  return { experiment: 'colours', viewer, session: viewer, occurredAt: Date.UTC(2027, 0, 5, 12) }
}

interface Given {
  readonly language?: string
  readonly visibility?: 'public' | 'private'
  readonly ingestedAt: number
  readonly latencyMs: number
}

function change(id: string, { ingestedAt, latencyMs, ...video }: Given): DocumentChange {
  return {
    id,
    order: { version: 1, deleted: false, digest: 'aa' },
    document: aVideo({ id, version: 1, ...video }),
    eventTime: ingestedAt - latencyMs,
    ingestedAt,
    registryRevision: 1,
  }
}
