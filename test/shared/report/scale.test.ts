import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { scaleOf } from '#shared/report/scale.ts'

const labels = (...args: Parameters<typeof scaleOf>) => scaleOf(...args).ticks.map(({ label }) => label)

describe('scaleOf', () => {
  it('ends at round numbers around the data', () => {
    assert.deepEqual(labels({ label: 'n' }, [3, 97], [0, 100]), ['0', '20', '40', '60', '80', '100'])
    assert.deepEqual(labels({ label: 'n' }, [0.11, 0.13], [0, 100]), ['0.110', '0.115', '0.120', '0.125', '0.130'])
    assert.deepEqual(labels({ label: 'n' }, [-1, 1], [0, 100]), ['-1.0', '-0.5', '0.0', '0.5', '1.0'])
  })

  it('keeps the ends that it is given, and the reader of ticks', () => {
    const { at, ticks } = scaleOf({ label: 'share', min: 0, max: 1, format: (share) => `${Math.round(share * 100)} %` }, [0.2], [0, 50])
    assert.deepEqual([ticks[0]?.label, ticks.at(-1)?.label], ['0 %', '100 %'])
    assert.deepEqual([at(0), at(0.5), at(7)], [0, 25, 50])
  })

  it('has an extent without data and with one value', () => {
    assert.deepEqual([...new Set([[], [5], [NaN]].map((values) => labels({ label: 'n' }, values, [0, 1]).length >= 2))], [true])
  })

  it('lies within its range and rises with the value, for any data', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 9 }), (values) => {
        const { at, ticks } = scaleOf({ label: 'n' }, values, [300, 20])
        const places = values.toSorted((a, b) => a - b).map(at)
        const inside = (place: number) => place >= 20 - 1e-6 && place <= 300 + 1e-6
        assert.ok([...places, ...ticks.map((tick) => tick.at)].every(inside))
        assert.ok(places.every((place, i) => i === 0 || place <= (places[i - 1] ?? place) + 1e-6))
        assert.ok(ticks.length >= 2 && ticks.length <= 12, `${ticks.length} ticks`)
      }),
    )
  })
})
