import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seededRandom } from '#shared/evaluation/random.ts'
import { experimentReport, type ExperimentPlan } from '#shared/feedback/experiment/experiment-report.ts'
import { armSums, madeUpViewers, type MadeUpViewer } from '#test/support/experiments.ts'

const PLAN: ExperimentPlan = { experiment: 'floors', period: { from: '2026-11-01', to: '2026-11-14' } }
const OVER = Date.UTC(2026, 10, 15)
const random = seededRandom(11)
const viewers = (rate: number, count = 1000) => madeUpViewers(count, rate, random)
const report = (arms: Readonly<Record<string, readonly MadeUpViewer[]>>, plan: Partial<ExperimentPlan> = {}, now = OVER) =>
  experimentReport(
    { ...PLAN, ...plan },
    Object.entries(arms).map(([arm, own]) => armSums(arm, own)),
    now,
  )

describe('the report of an experiment', () => {
  const [poor, good, middle] = [viewers(0.06), viewers(0.12), viewers(0.09)]

  it('names the better arm, whichever is the control', () => {
    for (const control of ['a', 'b']) {
      const { verdict, differences } = report({ a: poor, b: good }, { control })
      assert.deepEqual(verdict, { kind: 'winner', arm: 'b' })
      assert.equal(Math.sign(differences[0]?.rate.value ?? 0), control === 'a' ? 1 : -1)
    }
  })

  it('names the best of several that beat the control', () => {
    assert.deepEqual(report({ a: poor, b: middle, c: good }).verdict, { kind: 'winner', arm: 'c' })
  })

  it('names none where the same is shown to all', () => {
    assert.deepEqual(report({ a: poor, b: poor }).verdict, { kind: 'no-difference' })
  })

  it('names none before the last day is over, to the millisecond', () => {
    const early = report({ a: poor, b: good }, {}, OVER - 1)
    assert.deepEqual([early.verdict, early.days], [{ kind: 'early' }, { gone: 14, horizon: 14 }])
    assert.equal(report({ a: poor, b: good }, {}, Date.UTC(2026, 10, 7, 12)).days.gone, 7)
    assert.equal(report({ a: poor, b: good }).verdict.kind, 'winner')
  })

  it('names none where the split is broken, early or not', () => {
    for (const now of [OVER, OVER - 1]) {
      assert.deepEqual(report({ a: poor, b: viewers(0.12, 800) }, {}, now).verdict, { kind: 'broken-split' })
    }
    assert.equal(report({ a: poor, b: viewers(0.12, 800) }, { split: { a: 5, b: 4 } }).verdict.kind, 'winner')
    assert.equal(report({ a: poor, b: good }, { split: { a: 1, b: 1, c: 1 } }).verdict.kind, 'broken-split')
  })

  it('names none of one arm, or of a few viewers, or without clicks', () => {
    assert.equal(report({ a: poor }).verdict.kind, 'one-arm')
    assert.equal(report({ a: viewers(0.06, 99), b: viewers(0.5, 99) }).verdict.kind, 'too-little')
    assert.equal(report({ a: viewers(0), b: viewers(0) }).verdict.kind, 'too-little')
  })

  it('refuses arms that there are not', () => {
    assert.throws(() => report({ a: poor, b: good }, { control: 'z' }), /no arm "z"[^]*/)
    assert.throws(() => report({ a: poor, b: good }, { split: { a: 1, c: 1 } }), /no arm "b"/)
  })

  it('takes the detectable difference to shrink until the horizon', () => {
    const [half] = report({ a: poor, b: good }, {}, Date.UTC(2026, 10, 7, 12)).differences
    const [whole] = report({ a: poor, b: good }).differences
    assert.ok(Math.abs((half?.detectable ?? 0) / (whole?.detectable ?? 1) - Math.SQRT1_2) < 1e-9)
  })

  it('is right as often as it says, on viewers who see much and little', () => {
    const rounds = Array.from({ length: 600 }, () => report({ a: viewers(0.1, 250), b: viewers(0.1, 250) }))
    const false_ = rounds.filter(({ verdict }) => verdict.kind === 'winner').length / rounds.length
    // 5 %, give or take three standard errors of 600 rounds.
    assert.ok(false_ > 0.023 && false_ < 0.077, `${false_} of differences that are not there`)
    const covering = rounds.filter(({ arms }) => (arms[0]?.rate.low ?? 1) <= 0.1 && (arms[0]?.rate.high ?? 0) >= 0.1).length / rounds.length
    assert.ok(covering > 0.923 && covering < 0.977, `${covering} of intervals hold the true rate`)
  })

  it('finds what it calls detectable four times of five', () => {
    const [{ detectable } = { detectable: 0 }] = report({ a: viewers(0.1, 2000), b: viewers(0.1, 2000) }).differences
    const effect = detectable * Math.sqrt(2000 / 250)
    const rounds = Array.from({ length: 400 }, () => report({ a: viewers(0.1, 250), b: viewers(0.1 + effect, 250) }))
    const found = rounds.filter(({ verdict }) => verdict.kind === 'winner' && verdict.arm === 'b').length / rounds.length
    // The better arm's variance is larger, so a little less is found.
    assert.ok(found > 0.68 && found < 0.88, `${found} found`)
  })
})
