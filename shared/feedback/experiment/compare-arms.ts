import { normalQuantile } from '#shared/evaluation/distributions.ts'
import { ratioOf, type Ratio } from '#shared/evaluation/ratio.ts'
import type { FeedbackReports } from '../warehouse.ts'

export type ArmSums = FeedbackReports['experiments']

/** An estimate, and the interval around it. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface ArmOutcome {
  readonly arm: string
  /** Viewers, or sessions where no viewer is known. */
  readonly units: number
  readonly shown: number
  readonly clicked: number
  /** Clicks by items shown. */
  readonly rate: Estimate
  /** Seconds watched by items shown. */
  readonly seconds: Estimate
}

/** How an arm differs from the control. */
export interface ArmDifference {
  readonly arm: string
  readonly rate: Estimate
  readonly seconds: Estimate
  /** The difference of click rates that would be seen four times of five at the horizon. */
  readonly detectable: number
}

/** The chance of calling arms different that are not, over all arms of an experiment. */
const ALPHA = 0.05
const POWER = 0.8

export function outcomeOf(sums: ArmSums): ArmOutcome {
  const { arm, units, shown, clicked } = sums
  const z = normalQuantile(1 - ALPHA / 2)
  return { arm, units, shown, clicked, rate: estimate(clicksOf(sums), z), seconds: estimate(secondsOf(sums), z) }
}

/**
 * Every other arm against the control. Their intervals hold together for 95 % of experiments: alpha is divided by the number of comparisons.
 * @param share The part of the horizon that is over: until it is, the variance is taken to shrink with the units, and these to come evenly.
 */
export function differencesTo(control: ArmSums, others: readonly ArmSums[], share: number): readonly ArmDifference[] {
  const z = normalQuantile(1 - ALPHA / 2 / Math.max(1, others.length))
  return others.map((other) => {
    const rate = differenceOf(clicksOf(other), clicksOf(control))
    return {
      arm: other.arm,
      rate: estimate(rate, z),
      seconds: estimate(differenceOf(secondsOf(other), secondsOf(control)), z),
      detectable: (z + normalQuantile(POWER)) * Math.sqrt(rate.variance * share),
    }
  })
}

function differenceOf(one: Ratio, other: Ratio): Ratio {
  return { ratio: one.ratio - other.ratio, variance: one.variance + other.variance }
}

function estimate({ ratio, variance }: Ratio, z: number): Estimate {
  const margin = z * Math.sqrt(variance)
  return { value: ratio, low: ratio - margin, high: ratio + margin }
}

function clicksOf({ units, shown, clicked, shown_shown, clicked_clicked, shown_clicked }: ArmSums): Ratio {
  const squares = { numeratorSquares: clicked_clicked, denominatorSquares: shown_shown, products: shown_clicked }
  return ratioOf({ units, numerator: clicked, denominator: shown, ...squares })
}

function secondsOf({ units, shown, seconds, shown_shown, seconds_seconds, shown_seconds }: ArmSums): Ratio {
  const squares = { numeratorSquares: seconds_seconds, denominatorSquares: shown_shown, products: shown_seconds }
  return ratioOf({ units, numerator: seconds, denominator: shown, ...squares })
}
