import type { Comparison } from '#shared/evaluation/compare.ts'
import type { Interval } from '#shared/evaluation/interval.ts'
import { METRIC_NAMES, type MetricName } from '#shared/evaluation/metrics.ts'
import type { Colors } from '../terminal/colors.ts'
import { renderTable } from '../terminal/table.ts'

/** A table a ground truth: each measure with its interval, the baseline beside it, and the gain. */
export function comparisonText(
  comparison: Comparison & { readonly unknown: readonly string[] },
  { bold, dim, green, red }: Colors,
): string {
  const { truth, seeds, method, baseline, gain, unknown } = comparison
  const missing = unknown.length === 0 ? '' : `, ${unknown.length} ids that the catalogue does not hold`
  const rows = METRIC_NAMES.map((metric) => [metric, interval(method[metric]), interval(baseline[metric]), signed(gain[metric])])
  const table = renderTable(['', 'Upnext', 'TF-IDF', 'gain'], rows)
  const verdict = verdictOf(METRIC_NAMES[0] ?? 'MRR', gain)
  const coloured = verdict.better ? green(verdict.text) : verdict.worse ? red(verdict.text) : verdict.text
  return `${bold(truth)}  ${dim(`${seeds} seeds${missing}`)}\n${table}\n${coloured}`
}

function verdictOf(metric: MetricName, gain: Comparison['gain']) {
  const { low, high } = gain[metric]
  const [better, worse] = [low > 0, high < 0]
  const text = better ? `better in ${metric}` : worse ? `worse in ${metric}` : `no certain difference in ${metric}`
  return { better, worse, text }
}

function interval({ mean, low, high }: Interval): string {
  return `${mean.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]`
}

function signed({ mean, low, high }: Interval): string {
  const plus = (value: number) => (value >= 0 ? `+${value.toFixed(3)}` : value.toFixed(3))
  return `${plus(mean)}  [${plus(low)}, ${plus(high)}]`
}
