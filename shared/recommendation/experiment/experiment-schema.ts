import { z } from 'zod'

/** Buckets that viewers are divided into; player and site make them from their own ids of viewers. */
export const BUCKETS = 100
/** The name under which buckets answer that no arm has: as the placement says, to compare with. */
export const HELD_OUT = 'held-out'

const name = z.string().regex(/^[\w.-]{1,40}$/, 'takes 1 to 40 letters, digits, `_`, `.` and `-`')
const instant = z.iso.datetime({ offset: true })

/** @param ranking What an arm may change of a placement's ranking. */
export function experimentSchema<Ranking extends z.ZodType>(ranking: Ranking) {
  const arm = z.strictObject({
    name: name.refine((given) => given !== HELD_OUT, `is another one than ${HELD_OUT}`),
    /** Of the hundred buckets. */
    share: z.int().min(1).max(BUCKETS),
    /** A collection, or an alias of one, in place of the one that serves. */
    collection: z.string().min(1).optional(),
    ranking: ranking.optional(),
  })
  return z
    .strictObject({
      id: name,
      /** Experiments with different salts divide the buckets independently of each other. Default: the id. */
      salt: z.string().max(200).optional(),
      from: instant.optional(),
      until: instant.optional(),
      arms: z.array(arm).min(1),
    })
    .refine(({ arms }) => new Set(arms.map((one) => one.name)).size === arms.length, 'names an arm twice')
    .refine(({ arms }) => arms.reduce((sum, { share }) => sum + share, 0) <= BUCKETS, `gives away more than ${BUCKETS} buckets`)
    .refine(({ from, until }) => from === undefined || until === undefined || Date.parse(from) < Date.parse(until), 'ends before it begins')
}
