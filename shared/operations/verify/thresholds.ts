import { z } from 'zod'

const share = z.number().min(0).max(1)
const count = z.int().min(0)

/** From when on a collection does not pass. What is null is reported and not judged. */
export const thresholdsSchema = z.strictObject({
  /** Videos at most that are not there, in an earlier state, not deleted, or not as the recipe makes them. */
  missing: count.default(0),
  behind: count.default(0),
  tombstones: count.default(0),
  foreign: count.default(0),
  /** Points at most that are ahead of the warehouse: events under way look so too. */
  ahead: count.nullable().default(null),
  /** Share of the twenty nearest that the search finds: of all seeds, and of each language and age that has `groupSeeds` of them. */
  recall: share.default(0.95),
  groupRecall: share.default(0.9),
  groupSeeds: count.default(10),
  /** Of its ten best with those of the collection that serves. Another model may well find others. */
  overlap: share.nullable().default(null),
  /** Milliseconds of a search, 95 of 100: what a request has for the index. */
  p95Ms: z.number().positive().nullable().default(120),
  /** What a ground truth may lose of nDCG@10 beyond doubt. */
  relevanceLoss: share.default(0),
  /** Places of a field mix over its share of the catalogue, where it should have at least `exposurePlaces` of them. */
  exposure: z.number().min(0).nullable().default(0.5),
  exposurePlaces: count.default(30),
})

export type Thresholds = z.output<typeof thresholdsSchema>
