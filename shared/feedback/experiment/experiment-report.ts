import { UpnextError } from '#shared/errors.ts'
import { HELD_OUT } from '#shared/recommendation/experiment/experiment-schema.ts'
import type { Period } from '../warehouse.ts'
import { differencesTo, outcomeOf, type ArmDifference, type ArmOutcome, type ArmSums } from './compare-arms.ts'
import { splitOf, type Split } from './split.ts'

/** What was settled before the experiment began. */
export interface ExperimentPlan {
  readonly experiment: string
  /** From its first day to its last: the horizon at which it is judged, once. */
  readonly period: Period
  /** The arm that the others are compared with; if not given, held-out where there is such an arm, else the first by name. */
  readonly control?: string | undefined
  /** Parts of the units that the arms were to have, above 0; all alike if not given. */
  readonly split?: Readonly<Record<string, number>> | undefined
}

/**
 * `winner`: the arm with the better click rate, the interval of the difference without zero in it. `no-difference`: it holds zero. All others name
 * no winner: the split is not the one that was planned, the horizon is not reached, there is too little, or there is nothing to compare with.
 */
export type Verdict = { readonly kind: 'winner'; readonly arm: string } | { readonly kind: WithoutWinner }
type WithoutWinner = 'broken-split' | 'early' | 'one-arm' | 'too-little' | 'no-difference'

export interface ExperimentReport {
  readonly experiment: string
  readonly period: Period
  readonly days: { readonly gone: number; readonly horizon: number }
  readonly control: string
  readonly arms: readonly ArmOutcome[]
  readonly differences: readonly ArmDifference[]
  readonly split: Split
  /** Units that were seen in more than one arm, once for each. */
  readonly crossed: number
  readonly verdict: Verdict
}

const DAY_MS = 24 * 60 * 60 * 1000
/** Below it, the normal distribution that intervals go by says little. */
const ENOUGH = { units: 100, clicks: 20 }

/**
 * Judges an experiment with a fixed horizon by its click rate. @param all Sums over the plan's period, of every experiment.
 * @throws UpnextError `invalid-request` where the plan names arms that there are not.
 */
export function experimentReport(plan: ExperimentPlan, all: readonly ArmSums[], now: number): ExperimentReport {
  const sums = all.filter(({ experiment }) => experiment === plan.experiment)
  const arms = sums.map(({ arm }) => arm)
  const control = sums.find(({ arm }) => arm === (plan.control ?? arms.find((one) => one === HELD_OUT) ?? arms[0]))
  if (control === undefined) throw unknownArm(plan.control ?? '', arms)
  const days = daysOf(plan.period, now)
  const split = plannedSplit(plan, sums)
  const others = sums.filter((one) => one !== control)
  const differences = differencesTo(control, others, days.gone / days.horizon)
  const isOver = now >= Date.parse(plan.period.to) + DAY_MS
  const crossed = sums.reduce((sum, one) => sum + one.crossed, 0)
  const verdict = verdictOf(sums, split, isOver, control.arm, differences)
  return {
    experiment: plan.experiment,
    period: plan.period,
    days,
    control: control.arm,
    arms: sums.map(outcomeOf),
    differences,
    split,
    crossed,
    verdict,
  }
}

function verdictOf(
  sums: readonly ArmSums[],
  split: Split,
  isOver: boolean,
  control: string,
  differences: readonly ArmDifference[],
): Verdict {
  if (split.broken) return { kind: 'broken-split' }
  if (sums.length < 2) return { kind: 'one-arm' }
  if (!isOver) return { kind: 'early' }
  const clicks = sums.reduce((sum, { clicked }) => sum + clicked, 0)
  if (clicks < ENOUGH.clicks || sums.some(({ units }) => units < ENOUGH.units)) return { kind: 'too-little' }
  const [best] = differences.filter(({ rate }) => rate.low > 0).toSorted((a, b) => b.rate.value - a.rate.value)
  if (best !== undefined) return { kind: 'winner', arm: best.arm }
  return differences.every(({ rate }) => rate.high < 0) ? { kind: 'winner', arm: control } : { kind: 'no-difference' }
}

/** Over the arms that there are, and behind them those that were planned and nobody was in. */
function plannedSplit({ split }: ExperimentPlan, sums: readonly ArmSums[]): Split {
  const seen = new Map(sums.map(({ arm, units }) => [arm, units]))
  if (split === undefined) return splitOf(Array.from(seen.values()))
  const planned = Object.keys(split)
  const unplanned = sums.find(({ arm }) => !planned.includes(arm))
  if (unplanned !== undefined) throw unknownArm(unplanned.arm, planned)
  const arms = [...seen.keys(), ...planned.filter((arm) => !seen.has(arm))]
  return splitOf(
    arms.map((arm) => seen.get(arm) ?? 0),
    arms.map((arm) => split[arm] ?? 0),
  )
}

function daysOf({ from, to }: Period, now: number): ExperimentReport['days'] {
  const start = Date.parse(from)
  const horizon = Math.round((Date.parse(to) - start) / DAY_MS) + 1
  return { gone: Math.min(horizon, Math.max(0, Math.floor((now - start) / DAY_MS) + 1)), horizon }
}

function unknownArm(arm: string, known: readonly string[]): UpnextError {
  return new UpnextError('invalid-request', `There is no arm "${arm}".`, { fix: `Known are: ${known.join(', ')}.` })
}
