import { chiSquaredTail } from '#shared/evaluation/distributions.ts'

export interface Split {
  /** Shares of the units that the arms were to have; they sum to 1. */
  readonly expected: readonly number[]
  /** The chance of a split at least as far from it, if all is well. */
  readonly chance: number
  readonly broken: boolean
}

/**
 * Far below 5 %: a split is looked at every day, and whatever breaks it makes every other number of the experiment void (Fabijan et al., Diagnosing
 * Sample Ratio Mismatch in Online Controlled Experiments, 2019).
 */
const BROKEN_BELOW = 0.001

/** Whether as many units are in each arm as were to be, by Pearson's chi-squared test. @param weights As many as units; all alike if not given. */
export function splitOf(units: readonly number[], weights: readonly number[] = units.map(() => 1)): Split {
  const [total, weight] = [sum(units), sum(weights)]
  const expected = weights.map((one) => one / weight)
  const statistic = sum(units.map((count, arm) => (count - (expected[arm] ?? 0) * total) ** 2 / ((expected[arm] ?? 0) * total)))
  const chance = units.length > 1 && total > 0 ? chiSquaredTail(statistic, units.length - 1) : 1
  return { expected, chance, broken: chance < BROKEN_BELOW }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
