import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FeedbackRow } from '#shared/feedback/row.ts'
import { seededRandom } from '#shared/evaluation/random.ts'
import type { CoWatchList } from '#shared/signals/co-watch.ts'
import { CO_WATCH, coWatchOf, type CoWatchRules, type Watch } from '#shared/watches/co-watch.ts'
import { TRENDING, trendingScore } from '#shared/watches/trending.ts'
import type { StoredSpan, Watches } from '#shared/watches/watches.ts'
import { aClick, anImpression, aWatch, noon, shown } from '#test/support/feedback.ts'

interface Opened {
  readonly watches: Watches
  /** As rows come in production. */
  readonly append: (rows: readonly FeedbackRow[]) => Promise<void>
  readonly close: () => Promise<void>
}

const HOUR = 60 * 60 * 1000
const NOW = noon(20)
const ALL: StoredSpan = { after: 0, until: NOW }
/** Small enough that every bound is met. */
const RULES: CoWatchRules = { ...CO_WATCH, windowDays: 15, halfLifeDays: 5, history: 6, watchers: 9, minViewers: 2 }

/** Watches of 30 viewers, of the days before and of long ago. */
function someWatches(): Watch[] {
  const random = seededRandom(5)
  return Array.from({ length: 260 }, () => ({
    viewer: `viewer ${Math.floor(random() * 30)}`,
    video: `video ${Math.floor(random() * random() * 16)}`,
    at: Math.floor(NOW - random() * 18 * 24 * HOUR),
  }))
}

function rowsOf(watches: readonly Watch[]): FeedbackRow[] {
  return watches.map(({ viewer, video, at }, i) => {
    const known = i % 2 === 0 ? { percent: 50 } : { percent: 3, finished: true }
    // A viewer that is not known has a session alone.
    const who = Number(viewer.slice('viewer '.length)) % 3 === 0 ? { session: viewer } : { viewer, session: `visit ${i}` }
    return aWatch(`watched-${i}`, undefined, video, { occurredAt: at, receivedAt: at + 1000, ...known, ...who })
  })
}

const WATCHES = someWatches()

/** None of them may count. */
const NOISE: readonly FeedbackRow[] = [
  ...['a', 'b', 'c', 'd'].flatMap((viewer) => [
    aWatch(`brief-${viewer}`, undefined, 'left soon', { occurredAt: NOW - HOUR, viewer, percent: 49 }),
    aWatch(`forged-${viewer}`, 'impression', 'forged', { occurredAt: NOW - HOUR, viewer, percent: 99, flag: 'foreign-shelf' }),
    aWatch(`future-${viewer}`, undefined, 'tomorrow', { occurredAt: NOW + HOUR, receivedAt: NOW, viewer, percent: 99 }),
    anImpression(`seen-${viewer}`, [shown('only shown', 1)], { occurredAt: NOW - HOUR, viewer }),
  ]),
]

const trendingRow = (i: number, item: string, viewer: string, hours: number, given: Partial<FeedbackRow> = {}) => {
  const occurredAt = NOW - hours * HOUR
  return aClick(`click-${item.replaceAll(' ', '-')}-${i}`, 'impression', item, { occurredAt, receivedAt: occurredAt, viewer, ...given })
}

/** What every Watches must hold. */
export function watchesContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name}: watches`, () => {
    const opened: Opened[] = []
    before(async () => {
      const stores = await open()
      opened.push(stores)
      await stores.append([...rowsOf(WATCHES), ...NOISE])
      // As Pub/Sub delivers now and then: again.
      await stores.append(rowsOf(WATCHES).slice(0, 40))
    })
    after(() => opened[0]?.close())
    const watches = (): Watches => {
      const [first] = opened
      assert.ok(first !== undefined)
      return first.watches
    }
    const listsIn = async (span: StoredSpan): Promise<CoWatchList[]> => {
      const lists: CoWatchList[] = []
      for await (const page of watches().coWatch(RULES, span, NOW)) lists.push(...page)
      return lists
    }

    it('makes the lists that the plain code makes', async () => {
      const seeds = Array.from(new Set(WATCHES.filter(({ at }) => at > NOW - 15 * 24 * HOUR).map(({ video }) => video)))
      const lists = await listsIn(ALL)
      assert.deepEqual(comparable(lists), comparable(coWatchOf(WATCHES, seeds, RULES, NOW)))
      assert.ok(lists.some(({ items }) => items.length > 2))
      assert.ok(lists.some(({ viewers }) => viewers === RULES.watchers))
    })

    it('makes only the lists of what was watched since, from all that is known', async () => {
      const after = NOW - 12 * HOUR
      const touched = new Set(WATCHES.filter(({ at }) => at + 1000 > after && at + 1000 <= NOW).map(({ video }) => video))
      assert.ok(touched.size > 0)
      const lists = await listsIn({ after, until: NOW })
      assert.deepEqual(comparable(lists), comparable(coWatchOf(WATCHES, Array.from(touched), RULES, NOW)))
      assert.deepEqual(await listsIn({ after: NOW + 1, until: NOW + 2 }), [])
    })

    it('tells when the newest event was stored', async () => {
      assert.equal(await watches().newest(), NOW)
    })

    it('counts a viewer once a video in a window, and a video that many watch more', async () => {
      const burst = Array.from({ length: 200 }, (_, i) => trendingRow(i, 'burst', 'machine', 1 + (i % 12) / 12))
      const others = ['a', 'b', 'c', 'd', 'e'].flatMap((viewer, i) => [
        trendingRow(i, 'liked', viewer, 2, { region: 'FR' }),
        trendingRow(i, 'liked before', viewer, 100),
        ...(i < 2 ? [trendingRow(200 + i, 'burst', viewer, 1)] : []),
        ...(i < 2 ? [trendingRow(i, 'of two', viewer, 1)] : []),
      ])
      await opened[0]?.append([...burst, ...others])
      const rules = { ...TRENDING, minPercent: 101 }
      const found = await watches().trending(rules, NOW)
      const world = new Map(found.get('')?.map(({ id, score }) => [id, score]))
      const order = ['liked', 'burst', 'liked before']
      assert.deepEqual(
        Array.from(world.keys()).filter((id) => order.includes(id)),
        order,
      )
      assert.ok(!world.has('of two') && !world.has('forged') && !world.has('only shown'))
      assert.deepEqual(
        found.get('FR')?.map(({ id }) => id),
        ['liked'],
      )
      const click = (half: number) => 5 * rules.click * 2 ** (-2 / half)
      const expected = trendingScore(click(rules.halfLifeHours), click(rules.usualHalfLifeHours), rules)
      assert.ok(Math.abs((world.get('liked') ?? 0) - expected) < 1e-9)
    })

    it('counts what came from its own tier less', async () => {
      const rows = ['a', 'b', 'c', 'd'].flatMap((viewer, i) => [
        trendingRow(i, 'fed', viewer, 3, { tier: 'trending' }),
        trendingRow(i, 'found', viewer, 3),
      ])
      await opened[0]?.append(rows)
      const world = (await watches().trending(TRENDING, NOW)).get('') ?? []
      const [found, fed] = ['found', 'fed'].map((id) => world.find((video) => video.id === id)?.score ?? 0)
      assert.ok(found !== undefined && fed !== undefined && fed > 0 && found > 1.5 * fed)
    })
  })
}

/** Sums come in another order in each engine. */
function comparable(lists: readonly CoWatchList[]) {
  const rounded = lists.map(({ items, ...list }) => ({
    ...list,
    items: items.map((item) => ({ ...item, score: Number(item.score.toPrecision(9)) })),
  }))
  return rounded.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
