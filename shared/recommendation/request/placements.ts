import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { TIER_NAMES } from '../tiers/registry.ts'

const selection = z.union([z.strictObject({ allowed: z.array(z.string()) }), z.strictObject({ blocked: z.array(z.string()) })])

const placementSchema = z.strictObject({
  /** In the order in which a shelf is filled. */
  tiers: z
    .array(z.enum(TIER_NAMES))
    .min(1)
    .refine((tiers) => new Set(tiers).size === tiers.length, 'names a tier twice'),
  channels: selection.optional(),
  categories: selection.optional(),
  /** At most `perChannel` items of a channel among any `window` neighbours of a shelf. */
  cap: z.strictObject({ perChannel: z.int().min(1), window: z.int().min(2) }),
  /** Candidates that the index returns, 100 to 200 by experience. */
  candidates: z.int().min(10).max(1000),
  embeddableOnly: z.boolean(),
  ranking: z.strictObject({
    diversity: z.number().min(0).max(1),
    freshness: z.number().min(0).max(1),
    /** Age at which a video's freshness has halved. */
    halfLifeDays: z.number().positive(),
  }),
})

/** The policy of one spot of player or site. */
export type Placement = Readonly<z.output<typeof placementSchema>>
export type Selection = z.output<typeof selection>
export type Placements = Readonly<Record<string, Placement>>

const site: Placement = {
  tiers: ['similar', 'similar-other-language', 'same-channel', 'latest'],
  cap: { perChannel: 3, window: 12 },
  candidates: 150,
  embeddableOnly: false,
  ranking: { diversity: 0, freshness: 0, halfLifeDays: 90 },
}

/** The spots that there are. To add one, add a line; requests name it by `placement`. */
export const PLACEMENTS: Placements = {
  default: site,
  site,
  // Beside a player on someone else's page: only what may be played there.
  player: { ...site, embeddableOnly: true },
  // Who searches wants nothing rather than something else.
  search: { ...site, tiers: ['similar', 'similar-other-language'], cap: { perChannel: 6, window: 12 } },
}

/** The placement of a name. @throws UpnextError `invalid-request` that lists the known ones. */
export function placementNamed(placements: Placements, name: string): Placement {
  const placement = Object.hasOwn(placements, name) ? placements[name] : undefined
  if (placement !== undefined) return placement
  throw new UpnextError('invalid-request', `placement takes one of ${Object.keys(placements).join(', ')}`, { field: 'placement' })
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
