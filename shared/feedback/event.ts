import { z } from 'zod'
import { idSchema } from '#shared/video/id.ts'

/** Events of one request at most. */
export const MAX_EVENTS = 500
/** Items of one impression at most: as many as a shelf may have. */
const MAX_ITEMS = 100

const takes = (what: string) => ({ error: `takes ${what}` })
const NAME = takes('8 to 64 letters, digits, - and _')
/** Made up by the page for each event, so that one sent twice counts once. */
const name = z.string(NAME).regex(/^[\w-]{8,64}$/, NAME)
const POSITION = takes('a whole number from 1 on')
const position = z.int(POSITION).min(1, POSITION).max(10_000, POSITION)
const TIER = takes('the tier that the answer named')
const tier = z.string(TIER).regex(/^[a-z][a-z-]{0,39}$/, TIER)
const LABEL = takes('a name of 1 to 100 characters, without control characters')
/** No control characters and no halves of a pair: BigQuery takes no such text, and a message with it would come back for ever. */
const label = z.string(LABEL).regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, LABEL)
const PSEUDONYM = takes('1 to 200 characters')
const pseudonym = z.string(PSEUDONYM).min(1, PSEUDONYM).max(200, PSEUDONYM)
const SHELF = takes('the shelfId of an answer')
const shelf = z.string(SHELF).regex(/^[\w-]{1,200}$/, SHELF)
const SECONDS = takes('seconds, 0 or more')

const common = {
  id: name.meta({ description: "The event's own id." }),
  at: z.iso.datetime({ offset: true, ...takes('an RFC 3339 time') }).meta({ description: 'When it happened, by the clock of the page.' }),
  seed: idSchema.optional().meta({ description: 'The video that the shelf was asked for.' }),
  placement: label.optional(),
  experiment: z.object({ id: label, arm: label }).nullish().meta({ description: 'As the answer says.' }),
  session: pseudonym.optional().meta({ description: 'Made up by the page for one visit.' }),
  viewer: pseudonym.optional().meta({ description: 'As in Upnext-Viewer. Stored as a keyed hash alone.' }),
}

const impression = z.object({
  type: z.literal('impression'),
  ...common,
  shelfId: shelf,
  items: z
    .array(z.object({ id: idSchema, position, tier }), takes('a list'))
    .min(1, takes('an item or more'))
    .max(MAX_ITEMS, takes(`at most ${MAX_ITEMS} items`))
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'takes each item once')
    .meta({ description: 'What was seen, and where it stood, counted from 1.' }),
})

const click = z.object({
  type: z.literal('click'),
  ...common,
  shelfId: shelf,
  impression: name.meta({ description: 'Id of the impression that was clicked.' }),
  item: idSchema,
  position,
  tier,
})

const progress = z.object({
  type: z.literal('progress'),
  ...common,
  shelfId: shelf.optional().meta({ description: 'Missing where no shelf led to the video.' }),
  impression: name.optional(),
  item: idSchema,
  position: position.optional(),
  tier: tier.optional(),
  seconds: z.number(SECONDS).min(0, SECONDS).max(86_400, SECONDS).meta({ description: 'Watched so far, in this watch.' }),
  percent: z.number(takes('a number from 0 to 100')).min(0, takes('a number from 0 to 100')).max(100, takes('a number from 0 to 100')),
  finished: z.boolean(takes('true or false')),
})

/** An event of the feedback as pages send it. Fields that are not known are ignored. */
export const feedbackEventSchema = z
  .discriminatedUnion('type', [impression, click, progress], takes('impression, click or progress'))
  .refine(({ session, viewer }) => (session ?? viewer) !== undefined, {
    path: ['session'],
    ...takes('a session, where there is no viewer'),
  })

export type FeedbackEvent = z.output<typeof feedbackEventSchema>
