import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readSummary } from '#shared/feedback/report/summary.ts'
import type { FeedbackReports, FeedbackWarehouse } from '#shared/feedback/warehouse.ts'

const PERIOD = { from: '2026-11-01', to: '2026-11-02' }

/** A warehouse that answers what it is given, and nothing to all else. */
function answering(given: Partial<{ [Name in keyof FeedbackReports]: readonly FeedbackReports[Name][] }>): FeedbackWarehouse {
  return {
    report: (name) => Promise.resolve(given[name] ?? []),
    countOfViewers: () => Promise.resolve(0),
    eraseViewers: () => Promise.resolve(),
  }
}

function group(dimension: FeedbackReports['click_through']['dimension'], value: string): FeedbackReports['click_through'] {
  const watches = { watched: 0, finished: 0, watch_seconds: 0, mean_seconds: 0, seconds_margin: 0 }
  return { dimension, value, shown: 1000, clicked: 100, rate: 0.1, low: 0.09, high: 0.11, ...watches }
}

describe('the summary of feedback', () => {
  it('corrects the rates of tiers for where they stand', async () => {
    // The same two things in two places, the second of which is looked at half as often.
    const placings = ['a', 'b'].flatMap((what) => [
      { what, position: 1, shown: 1000, clicked: 200 },
      { what, position: 2, shown: 1000, clicked: 100 },
    ])
    const by_position = [
      { dimension: 'tier', value: 'similar', position: 1, shown: 1000, clicked: 200 },
      { dimension: 'tier', value: 'latest', position: 2, shown: 1000, clicked: 100 },
    ] as const
    const groups = [group('tier', 'similar'), group('tier', 'latest')]
    const summary = await readSummary(answering({ click_through: groups, placings, by_position }), PERIOD)
    const [first, second] = summary.groups.map(({ corrected_rate: rate }) => rate ?? 0)
    assert.ok(Math.abs((first ?? 0) - 0.2) < 1e-9, String(first))
    assert.ok(Math.abs((second ?? 0) - 0.2) < 0.01, String(second))
    assert.ok(Math.abs((summary.examination[1]?.looked ?? 0) - 0.5) < 0.02, JSON.stringify(summary.examination))
  })

  it('puts days and positions in their order, and leaves the others in theirs', async () => {
    const click_through = [
      group('position', '10'),
      group('position', '2'),
      group('day', '2026-11-02'),
      group('day', '2026-11-01'),
      group('tier', 'similar'),
      group('tier', 'latest'),
    ]
    const { groups } = await readSummary(answering({ click_through }), PERIOD)
    const of = (name: string) => groups.filter(({ dimension }) => dimension === name).map(({ value }) => value)
    assert.deepEqual(of('position'), ['2', '10'])
    assert.deepEqual(of('day'), ['2026-11-01', '2026-11-02'])
    assert.deepEqual(of('tier'), ['similar', 'latest'])
  })

  it('corrects nothing where nobody clicked', async () => {
    const placings = [{ what: 'a', position: 1, shown: 10, clicked: 0 }]
    const by_position = [{ dimension: 'tier', value: 'similar', position: 1, shown: 10, clicked: 0 }] as const
    const { groups, examination } = await readSummary(
      answering({ click_through: [group('tier', 'similar')], placings, by_position }),
      PERIOD,
    )
    assert.deepEqual([groups[0]?.corrected_rate, examination], [null, []])
  })

  it('is whole without anything', async () => {
    const summary = await readSummary(answering({}), PERIOD)
    assert.equal(summary.sessions.sessions, 0)
    assert.equal(summary.coverage.gini, null)
    assert.equal(summary.freshness.p50_ms, null)
  })
})
