import { z } from 'zod'
import type { RankingPayload } from '#shared/index/point.ts'

const instant = z.iso.datetime({ offset: true }).optional()
const id = z.string().min(1)

/** From when on, and until when, an editor's wish holds; without either, always. RFC 3339. */
const period = { from: instant, until: instant }
interface Period {
  readonly from?: string | undefined
  readonly until?: string | undefined
}
const endsAfterStart = ({ from, until }: Period): boolean =>
  from === undefined || until === undefined || Date.parse(from) < Date.parse(until)
const ORDER = 'until is not after from'

const pin = z.strictObject({ video: id, position: z.int().min(1).max(100), ...period }).refine(endsAfterStart, ORDER)
const hide = z.union([z.strictObject({ video: id, ...period }), z.strictObject({ channel: id, ...period })]).refine(endsAfterStart, ORDER)
const factor = z.number().min(0.1).max(10)
const boost = z
  .union([
    z.strictObject({ video: id, factor, ...period }),
    z.strictObject({ channel: id, factor, ...period }),
    z.strictObject({ category: id, factor, ...period }),
  ])
  .refine(endsAfterStart, ORDER)

export const editorialShape = {
  /** Videos at fixed places, counted from 1, where they are eligible; one that is not leaves its place to the next best. */
  pins: z.array(pin).refine(holdOnePlaceEach, 'pins two videos to one position at one time').default([]),
  /** Videos and channels that this spot does not show. */
  hides: z.array(hide).default([]),
  /** What similar videos are worth, times a factor of 0.1 to 10. */
  boosts: z.array(boost).default([]),
}

export type Editorial = Readonly<z.output<z.ZodObject<typeof editorialShape>>>

/** What of it holds at a moment, epoch milliseconds. */
export function editorialAt({ pins, hides, boosts }: Editorial, now: number): Editorial {
  const holds = ({ from, until }: Period): boolean =>
    (from === undefined || Date.parse(from) <= now) && (until === undefined || now < Date.parse(until))
  return { pins: pins.filter(holds), hides: hides.filter(holds), boosts: boosts.filter(holds) }
}

/** The factor of a video: that of every boost that names it, its channel or its category, multiplied. */
export function boostOf(boosts: Editorial['boosts'], id: string, { channelId, category }: RankingPayload): number {
  const named = boosts.filter((boost) =>
    'video' in boost ? boost.video === id : 'channel' in boost ? boost.channel === channelId : boost.category === category,
  )
  return named.reduce((product, { factor }) => product * factor, 1)
}

function holdOnePlaceEach(pins: readonly z.output<typeof pin>[]): boolean {
  const begins = ({ from }: Period): number => (from === undefined ? -Infinity : Date.parse(from))
  const ends = ({ until }: Period): number => (until === undefined ? Infinity : Date.parse(until))
  const meet = (a: Period, b: Period): boolean => begins(a) < ends(b) && begins(b) < ends(a)
  return pins.every((a, i) => pins.slice(i + 1).every((b) => a.position !== b.position || !meet(a, b)))
}
