import type { ArmSums } from '#shared/feedback/experiment/compare-arms.ts'

/** What one viewer did. */
export interface MadeUpViewer {
  readonly shown: number
  readonly clicked: number
  readonly seconds: number
}

/** Viewers of an arm: some see much and some little, and some like to click. */
export function madeUpViewers(count: number, rate: number, random: () => number): readonly MadeUpViewer[] {
  return Array.from({ length: count }, () => {
    const shown = 6 * (1 + Math.floor(5 * random() ** 2))
    const own = 2 * rate * random()
    const clicked = Array.from({ length: shown }).filter(() => random() < own).length
    return { shown, clicked, seconds: clicked * Math.round(200 * random()) }
  })
}

/** The sums that the warehouse gives of an arm. */
export function armSums(arm: string, viewers: readonly MadeUpViewer[], given: Partial<ArmSums> = {}): ArmSums {
  const sum = (of: (viewer: MadeUpViewer) => number) => viewers.reduce((total, viewer) => total + of(viewer), 0)
  return {
    experiment: 'floors',
    arm,
    first_day: '2026-11-01',
    units: viewers.length,
    crossed: 0,
    shown: sum(({ shown }) => shown),
    clicked: sum(({ clicked }) => clicked),
    seconds: sum(({ seconds }) => seconds),
    shown_shown: sum(({ shown }) => shown * shown),
    clicked_clicked: sum(({ clicked }) => clicked * clicked),
    shown_clicked: sum(({ shown, clicked }) => shown * clicked),
    seconds_seconds: sum(({ seconds }) => seconds * seconds),
    shown_seconds: sum(({ shown, seconds }) => shown * seconds),
    ...given,
  }
}
