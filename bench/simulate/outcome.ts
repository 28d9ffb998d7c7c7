import { ARMS, type Simulation } from './run.ts'
import type { Counts } from './tally.ts'

export interface ArmOutcome {
  readonly arm: string
  readonly all: Counts
  /** Of videos with a low signal. */
  readonly low: Counts
  /** Gini 1912, over all videos of the world. */
  readonly gini: number
  /** Share of the videos that were shown at all. */
  readonly coverage: number
  /** Points of the Lorenz curve: share of the videos, least shown first, and their share of the impressions. */
  readonly curve: readonly (readonly [number, number])[]
}

const CURVE_POINTS = 21

export function outcomeOf({ world, tally }: Simulation, arm: string): ArmOutcome {
  const exposure = tally.exposure(arm)
  const counts = world.videos.map(({ video }) => exposure.get(video.id) ?? 0).sort((a, b) => a - b)
  const total = Math.max(1, sum(counts))
  const ranked = sum(counts.map((count, place) => (place + 1) * count))
  const curve = Array.from({ length: CURVE_POINTS }, (_, i) => {
    const share = i / (CURVE_POINTS - 1)
    return [share, sum(counts.slice(0, Math.round(share * counts.length))) / total] as const
  })
  return {
    arm,
    all: tally.all(arm),
    low: tally.low(arm),
    gini: (2 * ranked) / (counts.length * total) - (counts.length + 1) / counts.length,
    coverage: counts.filter((count) => count > 0).length / counts.length,
    curve,
  }
}

/** Clicks on videos with a low signal a thousand shelves, by day of one arm. */
export function lowClicksByDay({ tally, days }: Simulation, arm: string): number[] {
  return Array.from({ length: days }, (_, day) => {
    const { clicked, shelves } = tally.low(arm, day)
    return (1000 * clicked) / Math.max(1, shelves)
  })
}

/** Click rate of videos with a low signal, by day of one arm. */
export function lowRateByDay({ tally, days }: Simulation, arm: string): number[] {
  return Array.from({ length: days }, (_, day) => rateOf(tally.low(arm, day)))
}

export function rateOf({ clicked, shown }: Counts): number {
  return clicked / Math.max(1, shown)
}

/** How many times as many clicks on videos with a low signal the content tiers bring, a shelf; undefined where there are none without them. */
export function liftOf(simulation: Simulation): number | undefined {
  const [on, off] = [ARMS.on, ARMS.off].map((arm) => {
    const { clicked, shelves } = simulation.tally.low(arm)
    return clicked / Math.max(1, shelves)
  })
  return off === undefined || off === 0 ? undefined : (on ?? 0) / off
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
