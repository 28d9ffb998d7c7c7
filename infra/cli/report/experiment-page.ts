import type { Estimate } from '#shared/feedback/experiment/compare-arms.ts'
import type { ExperimentReport } from '#shared/feedback/experiment/experiment-report.ts'
import { page, type Table } from '#shared/report/page.ts'
import { barPlot } from '#shared/report/plots.ts'
import { armFigures, differenceFigures, headOf, splitText, verdictText } from './experiment-text.ts'
import type { Figures } from './figures.ts'

const METHOD =
  'Viewers are taken together, since what one clicks is not independent: the variance of the click rate is that of a ratio of two sums over viewers (delta method). With more than two arms the intervals of differences are wider, so that all hold together. The detectable difference is what would be seen four times of five.'

/** An experiment as a page: verdict, arms, differences. */
export function experimentPage(report: ExperimentReport): string {
  const differences = differenceFigures(report)
  return page({
    title: headOf(report),
    lead: verdictText(report),
    sections: [
      { heading: 'Arms', text: splitText(report), plot: armPlot(report), table: tableOf('Arms', armFigures(report)) },
      ...(differences.rows.length === 0
        ? []
        : [{ heading: `Against ${report.control}`, text: METHOD, table: tableOf('Differences of each arm to the control', differences) }]),
    ],
  })
}

function armPlot({ arms }: ExperimentReport) {
  const scaled = ({ value, low, high }: Estimate) => ({ y: 100 * value, low: 100 * low, high: 100 * high })
  return barPlot({
    title: 'Click rate by arm',
    description: 'Bars with 95 % intervals; the table has the numbers.',
    x: { label: 'arm' },
    y: { label: 'click rate, %', min: 0 },
    categories: arms.map(({ arm }) => arm),
    series: [{ name: 'click rate', values: arms.map(({ rate }) => scaled(rate)) }],
  })
}

function tableOf(caption: string, { head, rows }: Figures): Table {
  return { caption, head, rows }
}
