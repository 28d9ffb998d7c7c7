import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { meanInterval } from '#shared/evaluation/interval.ts'
import { CO_WATCH, coWatchOf, type Watch } from '#shared/watches/co-watch.ts'
import { compareOn } from '#test/support/taste/compare.ts'
import { TASTES, tasteWatches } from '#test/support/taste/watches.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const DAY = 24 * 60 * 60 * 1000
const RULES = { ...CO_WATCH, minViewers: 1 }

/** What each viewer watched, the last today, the others an hour before each other. */
function watchesOf(histories: Readonly<Record<string, readonly string[]>>, daysAgo = 0): Watch[] {
  return Object.entries(histories).flatMap(([viewer, videos]) =>
    videos.map((video, i) => ({ viewer, video, at: NOW - daysAgo * DAY - (videos.length - i) * 3_600_000 })),
  )
}

const listOf = (watches: readonly Watch[], rules = RULES) => coWatchOf(watches, ['seed'], rules, NOW)[0]?.items ?? []

describe('co-watch', () => {
  it('damps what everybody watches anyway', () => {
    const everybody = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`u${i}`, ['hit', `own ${i}`]]))
    const watches = watchesOf({ ...everybody, a: ['hit', 'niche', 'seed'], b: ['hit', 'niche', 'seed'] })
    assert.deepEqual(
      listOf(watches).map(({ id }) => id),
      ['niche', 'hit'],
    )
    const counted = listOf(watches, { ...RULES, damping: 0 })
    assert.ok((counted[1]?.score ?? 0) > 0.99 * (counted[0]?.score ?? 1))
  })

  it('believes what few viewers say less', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`m${i}`, ['seed', 'by many']]))
    const once = watchesOf({ ...many, one: ['seed', 'by one'] })
    assert.deepEqual(
      listOf(once, { ...RULES, damping: 0.5 }).map(({ id }) => id),
      ['by many', 'by one'],
    )
    assert.deepEqual(
      listOf(once, CO_WATCH).map(({ id }) => id),
      ['by many'],
    )
  })

  it('counts old watches less, and those of before the window not at all', () => {
    const now = watchesOf({ a: ['seed', 'new'], b: ['seed', 'new'] })
    const before = watchesOf({ c: ['seed', 'old'], d: ['seed', 'old'] }, 80)
    const ancient = watchesOf({ e: ['seed', 'ancient'], f: ['seed', 'ancient'] }, 91)
    assert.deepEqual(
      listOf([...before, ...now, ...ancient]).map(({ id }) => id),
      ['new', 'old'],
    )
  })

  it('tells how many watched both, and who watched it later', () => {
    const watches = watchesOf({ a: ['seed', 'other'], b: ['other', 'seed'], c: ['seed', 'other', 'third'] })
    const other = listOf(watches).find(({ id }) => id === 'other')
    assert.deepEqual([other?.viewers, other?.after], [3, 2])
  })

  it('is the same whatever the order of the watches', () => {
    const some = fc.record({
      viewer: fc.constantFrom('a', 'b', 'c', 'd'),
      video: fc.constantFrom('seed', 'p', 'q', 'r'),
      at: fc.integer({ min: NOW - 100 * DAY, max: NOW }),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), fc.nat(), (watches, turn) => {
        const turned = [...watches.slice(turn % (watches.length + 1)), ...watches.slice(0, turn % (watches.length + 1))]
        const rounded = (all: readonly Watch[]) => listOf(all).map(({ score, ...item }) => ({ ...item, score: score.toFixed(9) }))
        assert.deepEqual(rounded(turned), rounded(watches))
      }),
    )
  })

  it('finds more of what a viewer watches next than popularity and plain counts do', () => {
    const tastes = { ...TASTES, viewers: 300, videos: 300 }
    const [popular, counts, coWatch] = compareOn(tasteWatches(tastes), CO_WATCH, tastes.now, 10)
    assert.ok(popular !== undefined && counts !== undefined && coWatch !== undefined)
    for (const other of [popular, counts]) {
      for (const metric of ['ndcg', 'recall'] as const) {
        const gain = meanInterval(coWatch[metric].map((value, i) => value - (other[metric][i] ?? 0)))
        assert.ok(gain.low > 0, `${other.name}, ${metric}: ${JSON.stringify(gain)}`)
      }
    }
  })
})
