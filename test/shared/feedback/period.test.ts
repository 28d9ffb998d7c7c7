import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lastDays, periodParameters } from '#shared/feedback/period.ts'

describe('a period', () => {
  it('gives a statement what it names and no more', () => {
    const november = { from: '2026-11-01', to: '2026-11-30' }
    assert.deepEqual(periodParameters('day >= @from AND day <= @to', november), november)
    const [from_ms, to_ms] = [Date.UTC(2026, 10, 1), Date.UTC(2026, 11, 1)]
    assert.deepEqual(periodParameters('at >= @from_ms AND at < @to_ms', november), { from_ms, to_ms })
  })

  it('of the last days ends with the day of the clock, by UTC', () => {
    const now = Date.UTC(2026, 2, 1, 0, 30)
    assert.deepEqual(lastDays(1, now), { from: '2026-03-01', to: '2026-03-01' })
    assert.deepEqual(lastDays(28, now), { from: '2026-02-02', to: '2026-03-01' })
  })
})
