import { armFigures, differenceFigures, splitText, verdictText } from '#infra/cli/report/experiment-text.ts'
import { page, type Section } from '#shared/report/page.ts'
import { barPlot, linePlot } from '#shared/report/plots.ts'
import { liftOf, lowClicksByDay, lowRateByDay, outcomeOf, rateOf } from './outcome.ts'
import { ARMS, type Simulation } from './run.ts'
import { LOW_SIGNAL } from './tally.ts'
import { LOOKS } from './visit.ts'

const NAMES: Readonly<Record<string, string>> = { [ARMS.on]: 'content tiers on', [ARMS.off]: 'content tiers off' }
const BOTH = [ARMS.on, ARMS.off] as const

/** The simulation as one page with plots, each with its table. */
export function reportPage(simulation: Simulation): string {
  const { world, days } = simulation
  const lead = `${world.viewers.length} made-up viewers and ${world.videos.length} videos over ${days} days, through the real functions. On videos of under ${LOW_SIGNAL} views, content tiers brought ${liftText(simulation)}.`
  const sections = [
    byDay(simulation, 'Clicks on low-signal videos', 'clicks a thousand shelves', lowClicksByDay, 1),
    byDay(simulation, 'Click rate of low-signal videos', 'clicks of what was shown', lowRateByDay, 4),
    exposureSection(simulation),
    ...verdictSections(simulation),
    examinationSection(simulation),
  ]
  return page({ title: 'What content tiers do for videos that nobody knows', lead, sections })
}

type ByDay = (simulation: Simulation, arm: string) => number[]

function byDay(simulation: Simulation, heading: string, label: string, valuesOf: ByDay, digits: number): Section {
  const series = BOTH.map((arm) => ({ name: NAMES[arm] ?? arm, values: valuesOf(simulation, arm) }))
  const plot = linePlot({
    title: `${heading} by day`,
    description: series.map(({ name, values }) => `${name}: ${values.map((value) => value.toFixed(digits)).join(', ')}`).join('. '),
    x: { label: 'day' },
    y: { label },
    series: series.map(({ name, values }) => ({ name, points: values.map((y, x) => ({ x: x + 1, y })) })),
  })
  const rows = Array.from({ length: simulation.days }, (_, day) => [
    day + 1,
    ...series.map(({ values }) => (values[day] ?? 0).toFixed(digits)),
  ])
  return { heading, plot, table: { caption: `${heading}: ${label}`, head: ['day', ...series.map(({ name }) => name)], rows } }
}

function exposureSection(simulation: Simulation): Section {
  const outcomes = BOTH.map((arm) => outcomeOf(simulation, arm))
  const plot = linePlot({
    title: 'Share of the impressions that the least shown videos have',
    description: outcomes.map(({ arm, gini }) => `${NAMES[arm] ?? arm}: Gini ${gini.toFixed(2)}`).join('; '),
    x: { label: 'share of the videos, least shown first' },
    y: { label: 'share of the impressions' },
    diagonal: true,
    series: outcomes.map(({ arm, curve }) => ({ name: NAMES[arm] ?? arm, points: curve.map(([x, y]) => ({ x, y })) })),
  })
  const rows = outcomes.map(({ arm, gini, coverage }) => [NAMES[arm] ?? arm, gini.toFixed(2), `${(100 * coverage).toFixed(0)} %`])
  return {
    heading: 'Exposure',
    text: 'The nearer a curve is to the diagonal, the more evenly the videos were shown.',
    plot,
    table: { caption: 'Exposure', head: ['arm', 'Gini', 'ever shown'], rows },
  }
}

function verdictSections({ experiment }: Simulation): readonly Section[] {
  const arms = experiment.arms.map(({ arm, rate: { value: y, low, high } }) => ({ arm, y, low, high }))
  const plot = barPlot({
    title: 'Click rate by arm',
    description: arms.map(({ arm, y, low, high }) => `${arm}: ${percent(y)} (${percent(low)} to ${percent(high)})`).join('; '),
    x: { label: 'arm' },
    y: { label: 'clicks of what was shown' },
    categories: arms.map(({ arm }) => arm),
    series: [{ name: 'click rate', values: arms }],
  })
  const text = `${verdictText(experiment)}\n\n${splitText(experiment)}`
  return [
    { heading: 'Which arm is better', text, plot, table: { caption: 'Arms, by viewer', ...armFigures(experiment) } },
    { heading: 'By how much', table: { caption: `Against ${experiment.control}`, ...differenceFigures(experiment) } },
  ]
}

function examinationSection({ examination }: Simulation): Section {
  const rows = LOOKS.map((look, place) => ({ position: place + 1, look, found: examination.get(place + 1) ?? 0 }))
  const plot = linePlot({
    title: 'How likely places are looked at',
    description: rows.map(({ position, look, found }) => `place ${position}: ${found.toFixed(2)} estimated, ${look} in truth`).join('; '),
    x: { label: 'place' },
    y: { label: 'chance' },
    series: [
      { name: 'estimated from clicks', points: rows.map(({ position: x, found: y }) => ({ x, y })) },
      { name: 'in truth', points: rows.map(({ position: x, look: y }) => ({ x, y })) },
    ],
  })
  const text =
    'Viewers stop at the first click, so what stands behind one is not looked at: the estimate falls off faster than the chance to look.'
  const cells = rows.map(({ position, look, found }) => [position, found.toFixed(2), look.toFixed(2)])
  return {
    heading: 'Examination',
    text,
    plot,
    table: { caption: 'Examination by place', head: ['place', 'estimated', 'in truth'], rows: cells },
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}

export function liftText(simulation: Simulation): string {
  const lift = liftOf(simulation)
  return lift === undefined ? 'clicks where there were none without' : `${lift.toFixed(1)} times as many clicks a shelf`
}

/** The same in a few lines. */
export function summaryRows(simulation: Simulation): string[][] {
  return BOTH.map((arm) => {
    const { all, low, gini, coverage } = outcomeOf(simulation, arm)
    const lowClicks = (1000 * low.clicked) / Math.max(1, low.shelves)
    return [
      NAMES[arm] ?? arm,
      String(all.shelves),
      percent(rateOf(all)),
      String(low.shown),
      percent(rateOf(low)),
      lowClicks.toFixed(1),
      gini.toFixed(2),
      percent(coverage),
    ]
  })
}

export const SUMMARY_HEAD = [
  'arm',
  'shelves',
  'click rate',
  'low-signal shown',
  'their click rate',
  'their clicks / 1,000 shelves',
  'Gini',
  'ever shown',
]
