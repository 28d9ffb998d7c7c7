import type { CalibrationReport } from '#shared/evaluation/calibration/calibrate.ts'
import type { Reliability } from '#shared/evaluation/calibration/reliability.ts'
import { page, type Section } from '#shared/report/page.ts'
import { dotPlot } from '#shared/report/plots.ts'
import { renderTable } from '../terminal/table.ts'

/** Held-out error of each field mix, before and after, and what was fitted. */
export function calibrationText({ pairs, related, heldOut, before, after, fitted }: CalibrationReport): string {
  const head = `${pairs} pairs, ${related} related; the errors are those of ${heldOut} pairs of seeds that were held out`
  const errors = after.map(({ mix, pairs: count, error }) => [mix, `${count}`, errorOf(before, mix).toFixed(3), error.toFixed(3)])
  const table = renderTable(['field mixes', 'pairs', 'error before', 'after'], errors)
  return [head, table, JSON.stringify(fitted, null, 2)].join('\n\n')
}

/** A reliability diagram a field mix. */
export function calibrationPage(report: CalibrationReport): string {
  const { pairs, related, heldOut, before, after } = report
  const worst = after.reduce((most, { error }) => Math.max(most, error), 0)
  return page({
    title: 'Calibration of confidence',
    lead: `${pairs} labelled pairs, ${related} of them related; ${heldOut} were held out, and are what is shown. The greatest expected calibration error of a field mix is ${worst.toFixed(3)}.`,
    sections: [overview(before, after), ...after.map((one) => diagram(one, before))],
  })
}

function overview(before: readonly Reliability[], after: readonly Reliability[]): Section {
  const rows = after.map(({ mix, pairs, error }) => [mix, pairs, errorOf(before, mix).toFixed(3), error.toFixed(3)])
  return {
    heading: 'Expected calibration error',
    text: 'The mean distance of confidence and share of related pairs, over ten bins of equal size. Letters: title, description, g for tags, a for automatic tags, s for speech.',
    table: { caption: 'By field mixes of seed and candidate', head: ['field mixes', 'pairs', 'before', 'after'], rows },
  }
}

function diagram({ mix, bins, error }: Reliability, before: readonly Reliability[]): Section {
  const points = (one: Reliability['bins']) =>
    one.map(({ confidence, related }) => ({ x: confidence, y: related.share, low: related.low, high: related.high }))
  const earlier = before.find((one) => one.mix === mix)?.bins ?? []
  const max = Math.min(1, Math.ceil(10 * Math.max(0.1, ...[...bins, ...earlier].flatMap((bin) => [bin.confidence, bin.related.high]))) / 10)
  return {
    heading: mix,
    plot: dotPlot({
      title: `Reliability of ${mix}`,
      description: `Share of related pairs against confidence in ten bins, with 95 % intervals; the expected calibration error is ${error.toFixed(3)}.`,
      x: { label: 'confidence', min: 0, max },
      y: { label: 'share of related pairs', min: 0, max },
      series: [
        { name: 'fitted', points: points(bins) },
        { name: 'before', points: points(earlier) },
      ],
      diagonal: true,
    }),
    table: {
      caption: `Bins of ${mix}, as fitted`,
      head: ['confidence', 'related', '95 % interval', 'pairs'],
      rows: bins.map(({ confidence, related: { share, low, high }, pairs }) => [
        confidence.toFixed(3),
        share.toFixed(3),
        `${low.toFixed(3)} to ${high.toFixed(3)}`,
        pairs,
      ]),
    },
  }
}

function errorOf(all: readonly Reliability[], mix: string): number {
  return all.find((one) => one.mix === mix)?.error ?? NaN
}
