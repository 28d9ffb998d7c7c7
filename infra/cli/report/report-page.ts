import type { Dimension, FeedbackSummary, Group } from '#shared/feedback/report/summary.ts'
import type { Plot } from '#shared/report/frame.ts'
import { page, type Section, type Table } from '#shared/report/page.ts'
import { barPlot, linePlot } from '#shared/report/plots.ts'
import {
  clickFigures,
  count,
  coverageFigures,
  DIMENSIONS,
  flaggedFigures,
  freshnessFigures,
  groupsOf,
  neverShownFigures,
  percent,
  sessionFigures,
  type Figures,
} from './figures.ts'
import { isEmpty, NOTHING } from './report-text.ts'

const NEVER_SHOWN = 200
/** Bars that have room for their names. */
const MOST_BARS = 8
const CORRECTED = `Intervals are Wilson's for rates and normal ones for seconds, over items; they take items for independent of each other, which those of one visit are not. "Corrected" counts a click by what was looked at rather than by what was shown: as if all had stood in the first place.`

/** The summary as a page with plots. */
export function reportPage(summary: FeedbackSummary): string {
  const { from, to } = summary.period
  return page({ title: `What viewers did, ${from} to ${to}`, lead: leadOf(summary), sections: sectionsOf(summary) })
}

function leadOf(summary: FeedbackSummary): string {
  const [all] = groupsOf(summary, 'all')
  if (all === undefined) return NOTHING
  return `${count(all.shown)} items were seen and ${count(all.clicked)} clicked: ${percent(all.rate)} (95 % interval ${percent(all.low)} to ${percent(all.high)}). All days are UTC.\n\n${CORRECTED}`
}

function sectionsOf(summary: FeedbackSummary): readonly Section[] {
  const of = (heading: string, figures: Figures, rest: Partial<Section> = {}): Section[] =>
    figures.rows.length === 0 ? [] : [{ heading, table: tableOf(heading, figures), ...rest }]
  return [
    ...(isEmpty(summary)
      ? []
      : DIMENSIONS.flatMap(({ dimension, heading }) => of(heading, clickFigures(summary, dimension), plotOf(summary, dimension)))),
    ...of('Sessions', sessionFigures(summary)),
    ...of('Exposure', coverageFigures(summary), {
      text: 'The Gini coefficient is 0 where all videos are shown equally often, and 1 where one has it all.',
    }),
    ...of('From publishing to being recommendable', freshnessFigures(summary)),
    ...of('Never shown, longest there first', neverShownFigures(summary, NEVER_SHOWN)),
    ...of('Counted nowhere', flaggedFigures(summary)),
  ]
}

function tableOf(caption: string, { head, rows }: Figures): Table {
  return { caption, head, rows }
}

function plotOf(summary: FeedbackSummary, dimension: Dimension): { readonly plot?: Plot } {
  const groups = groupsOf(summary, dimension)
  if (dimension === 'all' || groups.length < 2) return {}
  if (dimension === 'day') return { plot: overDays(groups) }
  if (dimension === 'position') return { plot: overPositions(groups, summary.examination) }
  return { plot: bars(groups.slice(0, MOST_BARS), dimension) }
}

const RATE = { label: 'click rate, %', min: 0 }

function bars(groups: readonly Group[], dimension: string): Plot {
  const corrected = groups.map(({ corrected_rate: rate }) => ({ y: 100 * (rate ?? 0) }))
  return barPlot({
    title: `Click rate by ${dimension}`,
    description: 'Bars with 95 % intervals, and beside each the rate corrected for places; the table has the numbers.',
    x: { label: dimension },
    y: RATE,
    categories: groups.map(({ value }) => value),
    series: [
      { name: 'as counted', values: groups.map(estimate) },
      { name: 'corrected for places', values: corrected },
    ],
  })
}

function overDays(groups: readonly Group[]): Plot {
  const first = Date.parse(groups[0]?.value ?? '')
  const dayOf = ({ value }: Group) => (Date.parse(value) - first) / 86_400_000
  const format = (day: number) => (Number.isInteger(day) ? new Date(first + day * 86_400_000).toISOString().slice(5, 10) : '')
  return linePlot({
    title: 'Click rate by day',
    description: 'A line with the 95 % interval as a band; the table has the numbers.',
    x: { label: 'day', format },
    y: RATE,
    series: [{ name: 'click rate', points: groups.map((group) => ({ x: dayOf(group), ...estimate(group) })) }],
  })
}

function overPositions(groups: readonly Group[], examination: FeedbackSummary['examination']): Plot {
  const [top] = groups
  const looked = examination.map(({ position, looked: share }) => ({ x: position, y: 100 * share * (top?.rate ?? 0) }))
  return linePlot({
    title: 'Click rate by position',
    description:
      'The click rate of each place with its 95 % interval, and what it would be if all were as attractive as what stands first.',
    x: { label: 'position' },
    y: RATE,
    series: [
      { name: 'as counted', points: groups.map((group) => ({ x: Number(group.value), ...estimate(group) })) },
      ...(looked.length === 0 ? [] : [{ name: 'by looks alone', points: looked }]),
    ],
  })
}

function estimate({ rate, low, high }: Group) {
  return { y: 100 * rate, low: 100 * low, high: 100 * high }
}
