import { z } from 'zod'

const duplicate = z.object({
  id: z.string(),
  why: z.enum(['same-source', 'same-title', 'same-text']).meta({
    description:
      'same-source: one address, or one telling title and length. same-title: one title and near texts. same-text: copied texts.',
  }),
  title: z.string(),
  channelId: z.string().optional(),
  durationSeconds: z.number().optional(),
  publishedAt: z.iso.datetime().optional(),
  url: z.string().optional(),
})

/** Other uploads of a video, as they go out. */
export const duplicatesSchema = z.object({
  id: z.string(),
  status: z.enum(['indexed', 'not-indexed', 'unavailable', 'unknown']),
  duplicates: z.array(duplicate),
})

export type DuplicatesAnswer = z.output<typeof duplicatesSchema>
export type DuplicateView = z.output<typeof duplicate>
