import { z } from 'zod'
import { FILLING_TIERS } from '../tiers/registry.ts'
import { experimentSchema } from '../experiment/experiment-schema.ts'
import { editorialShape } from './editorial.ts'
import { mixingSchema } from './mixing.ts'

const selection = z.union([z.strictObject({ allowed: z.array(z.string()) }), z.strictObject({ blocked: z.array(z.string()) })])
const share = z.number().min(0).max(1)
const seconds = z.number().min(0)
const days = z.number().positive()

const durations = z
  .strictObject({ min: seconds.optional(), max: seconds.optional() })
  .refine(({ min = 0, max = Infinity }) => min <= max, 'min is greater than max')

const rankingShape = {
  /** 0 leaves the order as it is; 1 looks for variety alone. */
  diversity: share,
  freshness: share,
  /** Age at which a video's freshness has halved. */
  halfLifeDays: days,
  /** Of categories that age otherwise. */
  halfLifeDaysByCategory: z.record(z.string(), days),
  /** What the most watched video gains, as a share of its confidence; 0 switches the prior off and spares the reading of views. */
  popularity: share,
  /** Confidence from which on the tier `perspective` takes a video for one about the very subject. */
  sameSubject: share,
  /** Added to the confidence of the part that comes next in the seed's series. */
  seriesBonus: share,
}

const ranking = z.strictObject({
  ...rankingShape,
  halfLifeDaysByCategory: rankingShape.halfLifeDaysByCategory.default({}),
  popularity: rankingShape.popularity.default(0),
  sameSubject: rankingShape.sameSubject.default(0.06),
  seriesBonus: rankingShape.seriesBonus.default(0),
})

export const placementShape = {
  /** In the order in which a shelf is filled. */
  tiers: z
    .array(z.enum(FILLING_TIERS))
    .min(1)
    .refine((tiers) => new Set(tiers).size === tiers.length, 'names a tier twice'),
  channels: selection.optional(),
  categories: selection.optional(),
  /** Seconds. */
  durations: durations.optional(),
  /** At most `perChannel` items of a channel among any `window` neighbours of a shelf. */
  cap: z.strictObject({ perChannel: z.int().min(1), window: z.int().min(2) }),
  /** Candidates that the index returns, 100 to 200 by experience. */
  candidates: z.int().min(10).max(1000),
  embeddableOnly: z.boolean(),
  /** Where what viewers did counts, and how much. */
  mixing: mixingSchema,
  /** What becomes of what a known viewer has watched: not shown, shown behind the rest of its tier, or as if nothing were known. */
  watched: z.enum(['remove', 'down-rank', 'keep']).default('remove'),
  ranking,
  /** Compares collections and ranking on the viewers of this spot. */
  experiment: experimentSchema(z.strictObject(rankingShape).partial()).optional(),
  ...editorialShape,
}

export const placementSchema = z.strictObject(placementShape)

/** The policy of one spot of player or site. */
export type Placement = Readonly<z.output<typeof placementSchema>>
export type Selection = z.output<typeof selection>
export type Placements = Readonly<Record<string, Placement>>
