import { AREA, framed, mark, round, type Plot, type PlotWords } from './frame.ts'
import { element, type Markup } from './markup.ts'
import { scaleOf, type Axis } from './scale.ts'

/** A value, and the interval around it where there is one. */
export interface Estimate {
  readonly y: number
  readonly low?: number
  readonly high?: number
}

export interface Point extends Estimate {
  readonly x: number
}

export interface Series {
  readonly name: string
  readonly points: readonly Point[]
}

export interface PointPlot extends PlotWords {
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly Series[]
  /** Draws y = x, where both axes show the same. */
  readonly diagonal?: boolean
}

export interface BarPlot extends PlotWords {
  readonly x: Pick<Axis, 'label'>
  readonly y: Axis
  readonly categories: readonly string[]
  /** As many values as there are categories. */
  readonly series: readonly { readonly name: string; readonly values: readonly Estimate[] }[]
}

/** Points joined by a line a series; an interval is a band. */
export function linePlot(plot: PointPlot): Plot {
  return pointPlot(plot, ({ points }, series, x, y) => {
    const at = (point: Point, value = point.y) => `${round(x(point.x))},${round(y(value))}`
    const banded = points.filter((point) => point.low !== undefined && point.high !== undefined)
    const edge = [...banded.map((point) => at(point, point.low)), ...banded.toReversed().map((point) => at(point, point.high))]
    return [
      edge.length === 0 ? '' : element('polygon', { class: `band s${series}`, points: edge.join(' ') }),
      element('polyline', { class: `line s${series}`, points: points.map((point) => at(point)).join(' ') }),
      ...points.map((point) => mark(series, x(point.x), y(point.y))),
    ]
  })
}

/** A mark a point, a whisker an interval. */
export function dotPlot(plot: PointPlot): Plot {
  return pointPlot(plot, ({ points }, series, x, y) =>
    points.flatMap((point) => [whisker(point, series, x(point.x), y), mark(series, x(point.x), y(point.y))]),
  )
}

/** Bars from zero, side by side in each category, a whisker an interval. */
export function barPlot({ x, y, categories, series, ...words }: BarPlot): Plot {
  const values = series.flatMap((one) => one.values).flatMap(extremes)
  const scale = scaleOf(y, [0, ...values], [AREA.bottom, AREA.top])
  const slot = (AREA.right - AREA.left) / Math.max(1, categories.length)
  const width = (slot * 0.8) / Math.max(1, series.length)
  const bars = series.flatMap((one, place) =>
    one.values.flatMap((value, category) => {
      const left = AREA.left + slot * (category + 0.1) + width * place
      const [top, bottom] = [scale.at(Math.max(0, value.y)), scale.at(Math.min(0, value.y))]
      const bar = { class: `s${place}`, x: round(left), y: round(top), width: round(width), height: round(bottom - top) }
      return [element('rect', bar), whisker(value, 'over', left + width / 2, scale.at)]
    }),
  )
  const ticks = categories.map((label, category) => ({ label, at: AREA.left + slot * (category + 0.5) }))
  return framed({ ...words, x: { label: x.label, ticks }, y: { label: y.label, scale }, names: series.map(({ name }) => name) }, bars)
}

type Position = (value: number) => number
type Draw = (series: Series, place: number, x: Position, y: Position) => readonly Markup[]

function pointPlot({ x, y, series, diagonal, ...words }: PointPlot, draw: Draw): Plot {
  const points = series.flatMap((one) => one.points)
  const across = scaleOf(
    x,
    points.map((point) => point.x),
    [AREA.left, AREA.right],
  )
  const up = scaleOf(y, points.flatMap(extremes), [AREA.bottom, AREA.top])
  const marks = series.flatMap((one, place) => draw(one, place, across.at, up.at))
  const frame = { x: { label: x.label, ticks: across.ticks }, y: { label: y.label, scale: up }, names: series.map(({ name }) => name) }
  return framed({ ...words, ...frame }, [...(diagonal === true ? [identity(x, across.at, up.at)] : []), ...marks])
}

function identity({ min = 0, max = 1 }: Axis, x: Position, y: Position): Markup {
  return element('line', { class: 'identity', x1: round(x(min)), y1: round(y(min)), x2: round(x(max)), y2: round(y(max)) })
}

function extremes({ y, low = y, high = y }: Estimate): number[] {
  return [y, low, high]
}

function whisker({ low, high }: Estimate, series: number | 'over', x: number, y: Position): Markup {
  if (low === undefined || high === undefined) return ''
  const [at, top, bottom] = [x, y(high), y(low)].map(round)
  const cap = (height: number | undefined) => `M${round(x - 3)} ${height}h6`
  return element('path', {
    class: `whisker ${series === 'over' ? series : `s${series}`}`,
    d: `M${at} ${top}V${bottom}${cap(top)}${cap(bottom)}`,
  })
}
