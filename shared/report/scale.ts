/** An axis of a plot: what it shows, and from where to where if not as far as the data go. */
export interface Axis {
  readonly label: string
  readonly min?: number
  readonly max?: number
  /** How a tick reads; the number itself, with as many decimals as the step has, if not given. */
  readonly format?: (value: number) => string
}

/** Data to drawing units, and where the axis is marked. */
export interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string }[]
}

const TICKS = 5

/**
 * A linear scale whose ends are round numbers, or what the axis says.
 * @param range Drawing units of the least and of the greatest value.
 */
export function scaleOf(axis: Axis, values: readonly number[], [start, end]: readonly [number, number]): Scale {
  const { low, high, step } = extent(axis, values.filter(Number.isFinite))
  const at = (value: number) => start + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (end - start)
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  const format = axis.format ?? ((value: number) => value.toFixed(decimalsOf(step)))
  // + 0 turns -0 into 0.
  const ticks = Array.from({ length: count }, (_, i) => (first + i) * step + 0)
  return { at, ticks: ticks.map((value) => ({ at: at(value), label: format(value) })) }
}

function extent({ min, max }: Axis, values: readonly number[]): { low: number; high: number; step: number } {
  const least = min ?? values.reduce((a, b) => Math.min(a, b), Infinity)
  const most = max ?? values.reduce((a, b) => Math.max(a, b), -Infinity)
  // Without data, or with one value alone, there is no extent: one is made up around it.
  const from = Number.isFinite(least) ? least : Number.isFinite(most) ? most - 1 : 0
  const tiny = 1e-9 * Math.max(1e-280, Math.abs(from), Math.abs(most))
  const to = Number.isFinite(most) && most - from > tiny ? most : from + Math.max(1, Math.abs(from) / 10)
  const step = roundStep((to - from) / TICKS)
  return { low: min ?? Math.floor(from / step + 1e-9) * step, high: max ?? Math.ceil(to / step - 1e-9) * step, step }
}

/** The nearest of 1, 2, 5 x a power of ten that is no smaller. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return ([1, 2, 5].find((factor) => factor * power >= step * (1 - 1e-9)) ?? 10) * power
}

function decimalsOf(step: number): number {
  return Math.min(10, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
}
