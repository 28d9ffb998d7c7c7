import { dot } from '#shared/index/identity/sketch.ts'

/** A candidate to choose: what it is worth (0 or more), and a unit vector that says what it is about, where there is one. */
export interface Choice {
  readonly worth: number
  readonly about?: Float32Array
}

/** What is left of a choice's volume at least: sketches of 64 numbers span no more than 64 directions. */
const MIN_VOLUME = 1e-9

/**
 * The order in which a determinantal point process would take choices, greedily (Chen, Zhang and Zhou 2018, "Fast greedy MAP inference"):
 * each place goes to the one that adds most to 2 (1 - d) x worth / greatest worth + d x log of the squared volume that the chosen span.
 * @param choices best first; ties go to the earlier. Those without `about` are alike to each other and to nothing else.
 * @param diversity d: 0 leaves the order as it is, 1 looks at volume alone.
 * @param count places to give; the rest follows in its order.
 * @returns indices of all choices.
 */
export function diversified(choices: readonly Choice[], diversity: number, count: number): number[] {
  const order = choices.map((_, i) => i)
  const best = choices.reduce((most, { worth }) => Math.max(most, worth), 0)
  if (diversity <= 0 || best <= 0) return order
  const quality = choices.map(({ worth }) => 2 * (1 - diversity) * (worth / best))
  const state = { volumes: choices.map(() => 1), rows: choices.map((): number[] => []) }
  const chosen: number[] = []
  const left = new Set(order)
  while (chosen.length < Math.min(count, choices.length)) {
    const next = greatest(left, (i) => (quality[i] ?? 0) + diversity * Math.log(state.volumes[i] ?? 1))
    left.delete(next)
    chosen.push(next)
    for (const i of left) narrow(state, choices, next, i)
  }
  return [...chosen, ...left]
}

interface State {
  /** Squared distance of each choice from what the chosen span. */
  readonly volumes: number[]
  /** Rows of the Cholesky factor, as far as they are known. */
  readonly rows: number[][]
}

/** One more step of the incremental Cholesky factorization, for choice `i` after `chosen` came in. */
function narrow({ volumes, rows }: State, choices: readonly Choice[], chosen: number, i: number): void {
  const [row = [], pivot = []] = [rows[i], rows[chosen]]
  let known = 0
  for (let k = 0; k < row.length; k++) known += (row[k] ?? 0) * (pivot[k] ?? 0)
  const step = (likeness(choices[chosen], choices[i]) - known) / Math.sqrt(volumes[chosen] ?? 1)
  row.push(step)
  volumes[i] = Math.max(MIN_VOLUME, (volumes[i] ?? 1) - step * step)
}

function likeness(a: Choice | undefined, b: Choice | undefined): number {
  if (a?.about === undefined || b?.about === undefined) return a?.about === b?.about ? 1 : 0
  return dot(a.about, b.about)
}

function greatest(indices: Iterable<number>, gain: (index: number) => number): number {
  let best = { index: -1, gain: -Infinity }
  for (const index of indices) {
    const found = gain(index)
    if (found > best.gain) best = { index, gain: found }
  }
  return best.index
}
