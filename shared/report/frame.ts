import { element, text, type Markup } from './markup.ts'
import type { Scale } from './scale.ts'

/** A drawing for a page. @param id Unique on the page. */
export type Plot = (id: string) => Markup

export interface PlotWords {
  /** What is shown, read out in place of the picture. */
  readonly title: string
  /** What can be seen in it, for those who cannot see it. */
  readonly description: string
}

export const WIDTH = 640
export const HEIGHT = 360
/** Where data are drawn, in units of the drawing. */
export const AREA = { left: 64, right: WIDTH - 16, top: 16, bottom: HEIGHT - 52 }
/** Series that can be told from each other by colour and shape. */
export const MAX_SERIES = 5

interface Frame extends PlotWords {
  readonly x: { readonly label: string; readonly ticks: Scale['ticks'] }
  readonly y: { readonly label: string; readonly scale: Scale }
  /** Names of the series, in their order; a single one needs no legend. */
  readonly names: readonly string[]
}

/** Axes, grid and legend around some marks, as an image with a name and a description. */
export function framed({ title, description, x, y, names }: Frame, marks: readonly Markup[]): Plot {
  if (names.length > MAX_SERIES) throw new RangeError(`A plot tells ${MAX_SERIES} series apart; ${names.length} were given.`)
  return (id) => {
    const head = [element('title', { id: `${id}-title` }, text(title)), element('desc', { id: `${id}-desc` }, text(description))]
    const picture = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-desc` }
    const svg = element('svg', picture, [...head, ...horizontal(y), ...vertical(x), ...marks])
    return element('figure', {}, [svg, names.length > 1 ? legend(names) : ''])
  }
}

function horizontal({ label, scale: { ticks } }: Frame['y']): Markup[] {
  const middle = (AREA.top + AREA.bottom) / 2
  return [
    ...ticks.map(({ at }) => element('line', { class: 'grid', x1: AREA.left, x2: AREA.right, y1: round(at), y2: round(at) })),
    ...ticks.map((tick) => element('text', { x: AREA.left - 8, y: round(tick.at + 4), 'text-anchor': 'end' }, text(tick.label))),
    element('text', { class: 'axis', 'text-anchor': 'middle', transform: `translate(16 ${middle}) rotate(-90)` }, text(label)),
  ]
}

function vertical({ label, ticks }: Frame['x']): Markup[] {
  return [
    element('line', { class: 'base', x1: AREA.left, x2: AREA.right, y1: AREA.bottom, y2: AREA.bottom }),
    ...ticks.map((tick) => element('text', { x: round(tick.at), y: AREA.bottom + 18, 'text-anchor': 'middle' }, text(tick.label))),
    element('text', { class: 'axis', x: (AREA.left + AREA.right) / 2, y: HEIGHT - 10, 'text-anchor': 'middle' }, text(label)),
  ]
}

function legend(names: readonly string[]): Markup {
  const item = (name: string, series: number) =>
    element('li', {}, [element('svg', { viewBox: '0 0 12 12', 'aria-hidden': 'true' }, mark(series, 6, 6)), text(name)])
  return element('figcaption', {}, element('ul', {}, names.map(item)))
}

/** The mark of a series: each has a shape of its own, since colours are not told apart by everybody. */
export function mark(series: number, x: number, y: number): Markup {
  const draw = SHAPES[series % SHAPES.length] ?? circle
  return draw(`s${series}`, round(x), round(y))
}

const circle = (name: string, cx: number, cy: number) => element('circle', { class: name, cx, cy, r: 4 })
const square = (name: string, x: number, y: number) => element('rect', { class: name, x: x - 4, y: y - 4, width: 8, height: 8 })
const polygon = (corners: readonly (readonly [number, number])[]) => (name: string, x: number, y: number) =>
  element('polygon', { class: name, points: corners.map(([dx, dy]) => `${round(x + dx)},${round(y + dy)}`).join(' ') })
const SHAPES = [
  circle,
  square,
  polygon([
    [0, -5],
    [5, 4],
    [-5, 4],
  ]),
  polygon([
    [0, -5.5],
    [5.5, 0],
    [0, 5.5],
    [-5.5, 0],
  ]),
  polygon([
    [0, 5],
    [5, -4],
    [-5, -4],
  ]),
] as const

/** Two decimals are finer than a screen, and keep pages small and the same on every machine. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}
