import type { Estimate } from '#shared/feedback/experiment/compare-arms.ts'
import type { ExperimentReport } from '#shared/feedback/experiment/experiment-report.ts'
import type { Colors } from '../terminal/colors.ts'
import { printable, renderTable } from '../terminal/table.ts'
import { count, percent, type Figures } from './figures.ts'

/** The verdict first, then what it rests on. */
export function experimentText(report: ExperimentReport, { bold, green, red, yellow }: Colors): string {
  const [arms, differences] = [armFigures(report), differenceFigures(report)]
  const { kind } = report.verdict
  const paint = kind === 'winner' ? green : kind === 'no-difference' ? bold : kind === 'broken-split' ? red : yellow
  return [
    headOf(report),
    paint(printable(verdictText(report))),
    `${bold('Arms')}\n${renderTable(arms.head, arms.rows)}`,
    ...(differences.rows.length === 0
      ? []
      : [`${bold(printable(`Against ${report.control}`))}\n${renderTable(differences.head, differences.rows)}`]),
    printable(splitText(report)),
  ].join('\n\n')
}

export function headOf({ experiment, period: { from, to }, days }: ExperimentReport): string {
  return printable(`Experiment ${experiment}, ${from} to ${to} (UTC): ${days.gone} of ${days.horizon} days`)
}

export function verdictText(report: ExperimentReport): string {
  const { verdict, period, control, days, split } = report
  switch (verdict.kind) {
    case 'winner':
      return `${verdict.arm} wins: ${winningText(report, verdict.arm)}.`
    case 'no-difference':
      return `No arm wins: no interval of a difference to ${control} leaves out zero. What is smaller than the detectable difference may still be there.`
    case 'broken-split':
      return `BROKEN SPLIT: no arm is named. The arms have not the shares that were planned (sample-ratio mismatch, ${chanceText(split.chance)}): some viewers are lost or counted twice, and not by chance, so that the arms cannot be compared. Find out why, then start again.`
    case 'early':
      return `TOO EARLY: no arm is named before ${period.to} is over (day ${days.gone} of ${days.horizon}). Stopping at the first good look finds differences that are not there.`
    case 'one-arm':
      return 'One arm alone has feedback in these days: there is nothing to compare it with.'
    case 'too-little':
      return 'Too little to judge by: it takes 100 viewers in each arm, and 20 clicks.'
  }
}

function winningText({ differences, control }: ExperimentReport, arm: string): string {
  if (arm === control) return `the click rate of every other arm is lower (${differences.map(({ rate }) => points(rate)).join('; ')})`
  const won = differences.find((one) => one.arm === arm)
  return won === undefined ? '' : `its click rate is higher than that of ${control} by ${points(won.rate)}`
}

export function armFigures({ arms, split }: ExperimentReport): Figures {
  const total = arms.reduce((sum, { units }) => sum + units, 0)
  return {
    head: ['', 'viewers', 'share', 'planned', 'shown', 'clicks', 'rate', '95 %', 's per item', '95 %'],
    rows: arms.map(({ arm, units, shown, clicked, rate, seconds }, place) => [
      arm,
      count(units),
      percent(units / total),
      percent(split.expected[place]),
      count(shown),
      count(clicked),
      percent(rate.value),
      `${percent(rate.low)} to ${percent(rate.high)}`,
      seconds.value.toFixed(1),
      `${seconds.low.toFixed(1)} to ${seconds.high.toFixed(1)}`,
    ]),
  }
}

export function differenceFigures({ differences, arms, control }: ExperimentReport): Figures {
  const base = arms.find(({ arm }) => arm === control)?.rate.value ?? 0
  const relative = (value: number) => (base > 0 ? signed((100 * value) / base, 1, ' %') : '')
  return {
    head: ['', 'rate', '95 %', 'relative', 'detectable at the horizon', 's per item', '95 %'],
    rows: differences.map(({ arm, rate, seconds, detectable }) => [
      arm,
      signed(100 * rate.value, 2, ' points'),
      `${signed(100 * rate.low, 2)} to ${signed(100 * rate.high, 2)}`,
      relative(rate.value),
      `${(100 * detectable).toFixed(2)} points${base > 0 ? ` (${percent(detectable / base)})` : ''}`,
      signed(seconds.value, 1),
      `${signed(seconds.low, 1)} to ${signed(seconds.high, 1)}`,
    ]),
  }
}

/** How the split is, and what blurs it. */
export function splitText({ split, crossed }: ExperimentReport): string {
  const odds = `Split: ${split.broken ? 'broken' : 'as planned'} (chi-squared test, ${chanceText(split.chance)}; broken below p = 0.001).`
  return crossed === 0 ? odds : `${odds} ${count(crossed)} places in arms are of viewers that were in several: they count in each.`
}

function chanceText(chance: number): string {
  return chance < 1e-6 ? 'p < 0.000001' : `p = ${chance.toPrecision(2)}`
}

function points({ value, low, high }: Estimate): string {
  return `${(100 * value).toFixed(2)} points (95 % interval ${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`
}

function signed(value: number, digits: number, unit = ''): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(digits)}${unit}`
}
