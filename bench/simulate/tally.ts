import type { Answer } from '#shared/recommendation/answer.ts'

/** Views below which a video's signal is low. */
export const LOW_SIGNAL = 100

export interface Counts {
  readonly shelves: number
  readonly shown: number
  readonly clicked: number
}

/** What was shown and clicked: by day and arm of videos with a low signal and of all, and by arm of each video. */
export interface Tally {
  begin(day: number): void
  shelf(arm: string, shelf: Answer, clicked: string | undefined, views: ReadonlyMap<string, number>): void
  low(arm: string, day?: number): Counts
  all(arm: string, day?: number): Counts
  exposure(arm: string): ReadonlyMap<string, number>
}

interface Shown {
  readonly day: number
  readonly arm: string
  readonly id: string
  readonly isLow: boolean
  readonly isClicked: boolean
}

export function createTally(): Tally {
  const shown: Shown[] = []
  const shelves: { readonly day: number; readonly arm: string }[] = []
  const counts = (arm: string, day: number | undefined, lowOnly: boolean): Counts => {
    const isOf = (one: { readonly day: number; readonly arm: string }) => one.arm === arm && (day === undefined || one.day === day)
    const own = shown.filter((one) => isOf(one) && (!lowOnly || one.isLow))
    return { shelves: shelves.filter(isOf).length, shown: own.length, clicked: own.filter(({ isClicked }) => isClicked).length }
  }
  const today = { day: 0 }
  return {
    begin: (day) => {
      today.day = day
    },
    shelf: (arm, { items }, clicked, views) => {
      const { day } = today
      shelves.push({ day, arm })
      shown.push(...items.map(({ id }) => ({ day, arm, id, isLow: (views.get(id) ?? 0) < LOW_SIGNAL, isClicked: id === clicked })))
    },
    low: (arm, day) => counts(arm, day, true),
    all: (arm, day) => counts(arm, day, false),
    exposure: (arm) => {
      const own = Map.groupBy(
        shown.filter((one) => one.arm === arm),
        ({ id }) => id,
      )
      return new Map(Array.from(own, ([id, all]) => [id, all.length]))
    },
  }
}
