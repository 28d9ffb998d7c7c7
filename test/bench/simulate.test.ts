import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { describe, it } from 'node:test'
import { outcomeOf } from '../../bench/simulate/outcome.ts'
import { reportPage } from '../../bench/simulate/report.ts'
import { ARMS, simulate } from '../../bench/simulate/run.ts'
import { STUB_RECIPE } from '#test/support/ingest.ts'
import { stubEmbedder } from '#test/support/stub-embedder.ts'

const SMALL = {
  files: globSync('examples/catalogue/{craft,food}.jsonl').sort(),
  seed: 4,
  viewers: 24,
  days: 2,
  videos: 40,
  cold: 0.3,
  visits: 1,
  recipe: STUB_RECIPE,
  embedders: () => Promise.resolve(stubEmbedder()),
  start: Date.parse('2026-03-02T00:00:00Z'),
}

describe('the simulator', () => {
  it('drives the real functions, counts what their own report counts, and gives the same page again', async () => {
    const simulation = await simulate(SMALL)
    for (const arm of Object.values(ARMS)) {
      const { all, gini, curve } = outcomeOf(simulation, arm)
      const reported = simulation.experiment.arms.find((one) => one.arm === arm)
      assert.deepEqual([all.shown, all.clicked], [reported?.shown, reported?.clicked])
      assert.ok(all.shown > 100 && gini > 0 && gini < 1)
      assert.ok(curve.every(([, y], i) => y >= (curve[i - 1]?.[1] ?? 0)))
    }
    assert.deepEqual([simulation.experiment.days, simulation.experiment.verdict.kind], [{ gone: 2, horizon: 2 }, 'too-little'])
    const html = reportPage(simulation)
    assert.equal(html.match(/<figure>/g)?.length, 5)
    assert.equal(reportPage(await simulate(SMALL)), html)
  })
})
