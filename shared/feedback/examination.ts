/** How often one thing was shown in one place, and clicked there. */
export interface Placing {
  /** What was shown: an item, or an item beside a seed. */
  readonly what: string
  /** Counted from 1. */
  readonly position: number
  readonly shown: number
  readonly clicked: number
}

/** How likely a place is looked at, against the first of those that are known, which has 1; by position. */
export type Examination = ReadonlyMap<number, number>

interface Parameters {
  readonly examined: ReadonlyMap<number, number>
  readonly attractive: ReadonlyMap<string, number>
}

const ROUNDS = 200
const CHANGE = 1e-6
/** Of what was shown little, a click or the lack of one says little: it is seen as if shown twice more, at the mean rate. */
const PRIOR = 2

/**
 * Examination by position from clicks alone: the position-based model (Craswell, Zoeter, Taylor and Ramsey 2008), P(click) = examined(position)
 * x attractive(what), by expectation-maximisation (Chuklin, Markov and de Rijke, Click Models for Web Search, 2015, section 4.3). It can only be
 * told apart from attractiveness where the same things stood in several places: a shelf's order must vary.
 */
export function examinationOf(placings: readonly Placing[]): Examination {
  const known = placings.filter(({ shown }) => shown > 0)
  const rate =
    sumOf(known, ({ clicked }) => clicked) /
    Math.max(
      1,
      sumOf(known, ({ shown }) => shown),
    )
  const first: Parameters = {
    examined: new Map(known.map(({ position }) => [position, 0.5])),
    attractive: new Map(known.map(({ what }) => [what, Math.min(0.9, 2 * rate)])),
  }
  const settled = settle(known, first, rate)
  const positions = Array.from(settled.keys()).sort((a, b) => a - b)
  const top = settled.get(positions[0] ?? 1) ?? 1
  return new Map(positions.map((position) => [position, top > 0 ? (settled.get(position) ?? 0) / top : 1]))
}

/** Clicks by what was looked at rather than by what was shown; undefined where nothing was. */
export function correctedRate(placings: readonly Omit<Placing, 'what'>[], examination: Examination): number | undefined {
  const looks = sumOf(placings, ({ shown, position }) => shown * (examination.get(position) ?? 0))
  return looks > 0 ? sumOf(placings, ({ clicked }) => clicked) / looks : undefined
}

function settle(placings: readonly Placing[], first: Parameters, rate: number): ReadonlyMap<number, number> {
  let parameters = first
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = improved(placings, parameters, rate)
    const change = Array.from(next.examined).map(([position, value]) => Math.abs(value - (parameters.examined.get(position) ?? 0)))
    parameters = next
    if (Math.max(0, ...change) < CHANGE) break
  }
  return parameters.examined
}

/** One round: what was not clicked was either not looked at or not liked, in the shares that the parameters say. */
function improved(placings: readonly Placing[], { examined, attractive }: Parameters, rate: number): Parameters {
  const beliefs = placings.map((placing) => {
    const [look, like] = [examined.get(placing.position) ?? 0, attractive.get(placing.what) ?? 0]
    const missed = (placing.shown - placing.clicked) / Math.max(1e-12, 1 - look * like)
    return { ...placing, looks: placing.clicked + missed * look * (1 - like), likes: placing.clicked + missed * like * (1 - look) }
  })
  return {
    examined: shares(
      beliefs,
      ({ position }) => position,
      ({ looks }) => looks,
      { weight: 0, share: 0 },
    ),
    attractive: shares(
      beliefs,
      ({ what }) => what,
      ({ likes }) => likes,
      { weight: PRIOR, share: Math.min(0.9, 2 * rate) },
    ),
  }
}

function shares<T extends Placing, Key>(
  all: readonly T[],
  keyOf: (one: T) => Key,
  partOf: (one: T) => number,
  prior: { readonly weight: number; readonly share: number },
): ReadonlyMap<Key, number> {
  const groups = Map.groupBy(all, keyOf)
  const shareOf = (own: readonly T[]): number =>
    (sumOf(own, partOf) + prior.weight * prior.share) / (sumOf(own, ({ shown }) => shown) + prior.weight)
  return new Map(Array.from(groups, ([key, own]) => [key, shareOf(own)]))
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0)
}
