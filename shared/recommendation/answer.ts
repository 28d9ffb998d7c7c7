import { z } from 'zod'
import { DIFFERENCES } from './rank/point-of-view.ts'
import { TIER_NAMES } from './tiers/registry.ts'

const reason = z.object({
  code: z.string().meta({ description: 'Stable, for machines.' }),
  text: z.string().meta({ description: 'For people.' }),
  words: z.array(z.string()).readonly().optional().meta({ description: 'Words in common that counted most, where some did.' }),
  differs: z
    .array(z.enum(DIFFERENCES))
    .readonly()
    .optional()
    .meta({ description: 'What makes a perspective another point of view: its origin differs from that of the video in these.' }),
})

const itemSchema = z.object({
  id: z.string(),
  tier: z.enum(TIER_NAMES).optional().meta({ description: 'Which step of filling the shelf brought the item.' }),
  score: z.number().nullable().optional().meta({ description: 'Cosine + weight x words; null where the tier compares no contents.' }),
  confidence: z.number().nullable().optional().meta({ description: 'Share of such scores that mean a related video, 0 to 1.' }),
  reason: reason.optional(),
  title: z.string().optional(),
  channelId: z.string().optional(),
  language: z.string().optional(),
  thumbnailUrl: z.string().optional(),
  durationSeconds: z.number().optional(),
  publishedAt: z.iso.datetime().optional(),
  url: z.string().optional(),
})

const seedVideo = {
  id: z.string(),
  status: z
    .enum(['indexed', 'not-indexed', 'unavailable', 'unknown'])
    .meta({ description: 'not-indexed: not known, or not yet. unknown: the index did not say.' }),
  title: z.string().optional(),
  channelId: z.string().optional(),
  language: z.string().optional(),
  thumbnailUrl: z.string().optional(),
  durationSeconds: z.number().optional(),
  publishedAt: z.iso.datetime().optional(),
  url: z.string().optional(),
}

const seedSchema = z.object({
  ...seedVideo,
  id: seedVideo.id.optional(),
  status: z.enum([...seedVideo.status.options, 'text', 'none']).meta({ description: 'none: nothing was asked about; text: a search.' }),
  languages: z.array(z.string()).meta({ description: 'Preferred languages that the answer went by; none: any.' }),
  readAs: z
    .string()
    .optional()
    .meta({ description: 'The text that was searched for in place of the one given, whose spelling no title has.' }),
  positives: z.array(z.object(seedVideo)).optional().meta({ description: 'The state of each seed, where there are several.' }),
  negatives: z
    .array(z.object({ id: seedVideo.id, status: seedVideo.status }))
    .optional()
    .meta({ description: 'The state of each video not liked: what is not indexed is left out, but nothing is compared with it.' }),
})

const fillSchema = z.object({
  requested: z.int(),
  returned: z.int(),
  byTier: z.partialRecord(z.enum(TIER_NAMES), z.int()),
  degraded: z.boolean().meta({ description: 'Whether the answer had to do without a part of the system.' }),
  why: z
    .enum(['index-slow', 'index-unavailable', 'model-unavailable', 'seed-not-indexed', 'seed-unavailable', 'no-more-videos'])
    .nullable()
    .meta({ description: 'Why the shelf is not what it might be.' }),
})

/** An answer, as it goes out. */
export const answerSchema = z.object({
  shelfId: z.string(),
  seed: seedSchema,
  recipe: z.object({ name: z.string(), digest: z.string() }),
  experiment: z.object({ id: z.string(), arm: z.string() }).nullable(),
  items: z.array(itemSchema),
  fill: fillSchema,
  cursor: z.string().nullable().meta({ description: 'For the next page; null at the end.' }),
})

export type Answer = z.output<typeof answerSchema>
export type AnswerItem = Answer['items'][number]
export type SeedView = Answer['seed']
export type Why = NonNullable<Answer['fill']['why']>
