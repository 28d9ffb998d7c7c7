import type { Exposure } from '#shared/evaluation/exposure.ts'
import type { Comparison } from '#shared/evaluation/compare.ts'
import type { Interval } from '#shared/evaluation/interval.ts'
import { METRIC_NAMES, type MetricName } from '#shared/evaluation/metrics.ts'
import type { Colors } from '../terminal/colors.ts'
import { renderTable } from '../terminal/table.ts'
import type { TextField } from './fields.ts'
import type { Measured } from './measure.ts'

interface Report extends Measured {
  readonly ranked: 'shelf' | 'candidates'
  readonly fields: readonly TextField[]
}

/** All that was measured of one recipe. */
export function reportText({ videos, refused, fields, ranked, truths, exposure }: Report, colors: Colors): string {
  const lines = refused.length === 0 ? '' : `, ${refused.length} lines refused (the first: line ${refused[0]?.line}: ${refused[0]?.reason})`
  const head = `${videos} videos by ${fields.join(', ')}${lines}; ${ranked} against labels, means with 95 % bootstrap intervals`
  return [head, ...truths.map((truth) => comparisonText(truth, colors)), exposureText(exposure)].join('\n\n')
}

/** A row a variant of the recipe, nDCG@10 for each ground truth, and how its buried field mix fares. */
export function ablationText(rows: readonly { readonly variant: string; readonly measured: Measured }[]): string {
  const truths = rows[0]?.measured.truths.map(({ truth }) => truth) ?? []
  const table = rows.map(({ variant, measured }) => [
    variant,
    ...measured.truths.map(({ method }) => method['nDCG@10'].mean.toFixed(3)),
    Math.min(...measured.exposure.map(({ ratio }) => ratio)).toFixed(2),
  ])
  return renderTable(['nDCG@10', ...truths, 'least exposure'], table)
}

/** What each field mix has of the catalogue and of the ten best: letters as in the recipe (t, d, g, a, s). */
function exposureText(exposure: readonly Exposure[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const rows = exposure.map(({ mix, catalogue, top, ratio }) => [mix || 'no vector', percent(catalogue), percent(top), ratio.toFixed(2)])
  return renderTable(['field mix', 'of the catalogue', 'of the ten best', 'ratio'], rows)
}

/** A table a ground truth: each measure with its interval, the baseline beside it, and the gain. */
function comparisonText(comparison: Comparison & { readonly unknown: readonly string[] }, { bold, dim, green, red }: Colors): string {
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
