import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import type { TierName } from '../tiers/registry.ts'
import { MIXING } from './mixing.ts'
import { placementSchema } from './placement-schema.ts'
import type { Placement, Placements } from './placement-schema.ts'

const site: Placement = {
  tiers: ['similar', 'similar-other-language', 'co-watched', 'same-channel', 'trending', 'latest'],
  cap: { perChannel: 3, window: 12 },
  candidates: 150,
  embeddableOnly: false,
  mixing: MIXING,
  watched: 'remove',
  ranking: {
    diversity: 0,
    freshness: 0,
    halfLifeDays: 90,
    // Once freshness is asked for, news is old in days and a lecture in years.
    halfLifeDaysByCategory: { news: 3, sport: 14, music: 1000, lecture: 1000, education: 1000 },
    // Below what one shared rare word moves: it decides between equals.
    popularity: 0.05,
    // Near the 99th percentile of random pairs of a kind, whose 95th the floors are.
    sameSubject: 0.06,
    seriesBonus: 0.3,
  },
  pins: [],
  hides: [],
  boosts: [],
}

/** Of the tier `perspective`, by which perspectives are asked for. */
const perspectives: Placement = {
  ...site,
  // Who asks for other views wants none rather than something else.
  tiers: ['perspective'],
  cap: { perChannel: 2, window: 12 },
  // Nearness to the subject and distance from what is shown count alike; no other part of a series is another view.
  ranking: { ...site.ranking, diversity: 0.5, seriesBonus: 0 },
}

/** The spots that there are. To add one, add a line; requests name it by `placement`. */
export const PLACEMENTS: Placements = {
  default: site,
  site,
  // Beside a player on someone else's page: only what may be played there.
  player: { ...site, embeddableOnly: true },
  // Who searches wants nothing rather than something else.
  search: { ...site, tiers: ['similar', 'similar-other-language'], cap: { perChannel: 6, window: 12 }, watched: 'keep' },
  perspectives,
}

/** The placement of a name. @throws UpnextError `invalid-request` that lists the known ones. */
export function placementNamed(placements: Placements, name: string): Placement {
  const placement = Object.hasOwn(placements, name) ? placements[name] : undefined
  if (placement !== undefined) return placement
  throw new UpnextError('invalid-request', `placement takes one of ${Object.keys(placements).join(', ')}`, { field: 'placement' })
}

/** @throws UpnextError `invalid-request` for a placement that is not known, or does not fill shelves by the tier. */
export function mustHaveTier(placements: Placements, name: string, tier: TierName): void {
  if (placementNamed(placements, name).tiers.some((known) => known === tier)) return
  const fitting = Object.keys(placements).filter((other) => placements[other]?.tiers.some((known) => known === tier))
  throw new UpnextError('invalid-request', `placement takes one with the tier ${tier}: ${fitting.join(', ')}`, { field: 'placement' })
}

/** Checks policies that come from outside the compiler. @throws UpnextError `configuration` that lists every fault at once. */
export function toPlacements(json: unknown): Placements {
  const result = z.record(z.string(), placementSchema).safeParse(json)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'placements'}: ${issue.message}`)
  throw new UpnextError('configuration', `The placements have ${faults.length} fault(s): ${faults.join('; ')}`, {
    fix: 'Correct the named entries.',
    cause: result.error,
  })
}

/**
 * The built-in placements and those of an editors' file, `{"name": {"extends": "site", …}}`: what an entry leaves out is as in the placement
 * that it extends, by default `default`; `ranking` and `mixing` are joined key by key.
 * @throws UpnextError `configuration` that lists every fault at once.
 */
export function withPlacements(json: unknown, base: Placements = PLACEMENTS): Placements {
  if (!isObject(json)) return toPlacements(json)
  return toPlacements({ ...base, ...Object.fromEntries(Object.entries(json).map(([name, entry]) => [name, extended(entry, base)])) })
}

function extended(entry: unknown, base: Placements): unknown {
  if (!isObject(entry)) return entry
  const { extends: name = 'default', ranking, mixing, ...own } = entry
  const parent = typeof name === 'string' && Object.hasOwn(base, name) ? base[name] : undefined
  // Left in place, an unknown parent is reported with the other faults.
  if (parent === undefined) return entry
  return { ...parent, ...own, ranking: joinedTo(parent.ranking, ranking), mixing: joinedTo(parent.mixing, mixing) }
}

function joinedTo(parent: object, own: unknown): unknown {
  return isObject(own) ? { ...parent, ...own } : (own ?? parent)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
