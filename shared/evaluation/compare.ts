import type { GroundTruth } from './ground-truth.ts'
import { meanInterval, type BootstrapOptions, type Interval } from './interval.ts'
import { METRICS, METRIC_NAMES, type MetricName } from './metrics.ts'

export type Scores = Readonly<Record<MetricName, Interval>>

/** How a method and a baseline do on one ground truth. Intervals are over seeds; `gain` is paired, seed by seed. */
export interface Comparison {
  readonly truth: string
  readonly seeds: number
  readonly method: Scores
  readonly baseline: Scores
  readonly gain: Scores
}

/** The ranked ids for a seed, best first, without the seed itself. */
export type Ranker = (seed: string) => readonly string[]

/** Measures both rankers on every seed of a ground truth. */
export function compare(truth: GroundTruth, method: Ranker, baseline: Ranker, options: BootstrapOptions = {}): Comparison {
  const seeds = [...truth.related]
  const values = (ranker: Ranker, metric: MetricName) => seeds.map(([seed, related]) => METRICS[metric](ranker(seed), related))
  const of = byMetric((metric) => ({ method: values(method, metric), baseline: values(baseline, metric) }))
  return {
    truth: truth.name,
    seeds: seeds.length,
    method: byMetric((metric) => meanInterval(of[metric].method, options)),
    baseline: byMetric((metric) => meanInterval(of[metric].baseline, options)),
    gain: byMetric((metric) => meanInterval(differences(of[metric].method, of[metric].baseline), options)),
  }
}

function differences(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, place) => value - (b[place] ?? 0))
}

function byMetric<T>(make: (metric: MetricName) => T): Readonly<Record<MetricName, T>> {
  return Object.fromEntries(METRIC_NAMES.map((metric) => [metric, make(metric)])) as Record<MetricName, T>
}
