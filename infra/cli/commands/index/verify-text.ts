import type { Found, VerifyReport } from '#shared/operations/verify/report.ts'
import type { CliContext } from '../../context.ts'
import { colorsFor } from '../../terminal/colors.ts'
import { printable, renderTable } from '../../terminal/table.ts'

/** The report for people: the measures, then why it does not pass. */
export function verifyText(report: VerifyReport, context: CliContext): string {
  const { collection, phase, serving, faults, parity, relevance } = report
  const { bold, green, red } = colorsFor(context.stdout)
  if (phase !== 'done') return `${bold(collection)}  interrupted; nothing was noted.`
  const head = `${bold(collection)}  ${parity.videos} videos of the warehouse, ${parity.points} points; ${serving ?? 'it'} serves`
  const fate = faults.length === 0 ? [green('passes')] : ['does not pass:', ...faults.map(({ text }) => `  ${printable(text)}`)].map(red)
  const noted = report.recorded === null ? 'not noted (dry run)' : `noted as ${report.recorded.slice(0, 12)}`
  const parts = [head, parityText(report), qualityText(report), latencyText(report), exposureText(report)]
  return [...parts, ...(relevance.length === 0 ? [] : [relevanceText(report)]), [...fate, noted].join('\n')].join('\n\n')
}

function parityText({ parity }: VerifyReport): string {
  const kinds = ['missing', 'behind', 'tombstones', 'foreign', 'ahead'] as const
  const ids = ({ count, ids }: Found) => `${ids.slice(0, 5).join(' ')}${count > 5 ? ' …' : ''}`
  return renderTable(
    ['parity', 'videos', ''],
    kinds.map((kind) => [kind, String(parity[kind].count), ids(parity[kind])]),
  )
}

function qualityText({ quality }: VerifyReport): string {
  const range = ({ mean, low, high }: { mean: number; low: number; high: number }) =>
    `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
  return renderTable(
    ['searches from', 'seeds', 'recall@20', 'overlap@10 with what serves'],
    quality.map(({ group, seeds, recall, overlap }) => [group, String(seeds), range(recall), overlap === null ? '' : range(overlap)]),
  )
}

function latencyText({ latency }: VerifyReport): string {
  if (latency === null) return 'latency    nothing to search from'
  return `latency    p50 ${latency.p50.toFixed(1)} ms   p95 ${latency.p95.toFixed(1)} ms   p99 ${latency.p99.toFixed(1)} ms`
}

function exposureText({ exposure }: VerifyReport): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return renderTable(
    ['fields', 'catalogue', 'ten best', 'ratio'],
    exposure.map(({ mix, catalogue, top, ratio }) => [mix, percent(catalogue), percent(top), ratio.toFixed(2)]),
  )
}

function relevanceText({ relevance }: VerifyReport): string {
  const rows = relevance.flatMap(({ truth, seeds, metrics }) =>
    metrics.map(({ metric, value, gain }) => [
      truth,
      String(seeds),
      metric,
      value.mean.toFixed(3),
      gain === null ? '' : gain.mean.toFixed(3),
    ]),
  )
  return renderTable(['ground truth', 'seeds', 'measure', 'value', 'gain over what serves'], rows)
}
