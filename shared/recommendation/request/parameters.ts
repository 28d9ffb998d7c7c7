import { z } from 'zod'
import { idSchema } from '#shared/video/id.ts'
import { languageKey } from '#shared/video/language.ts'

/** What an item may tell of itself, beside its id. `fields` chooses among them. */
export const ITEM_FIELDS = [
  'tier',
  'score',
  'confidence',
  'reason',
  'title',
  'channelId',
  'language',
  'thumbnailUrl',
  'durationSeconds',
  'publishedAt',
  'url',
] as const

const takes = (what: string) => ({ error: `takes ${what}` })
const whole = (min: number, max: number) => {
  const error = takes(`a whole number from ${min} to ${max}`)
  return z.int(error).min(min, error).max(max, error)
}
const share = z.number(takes('a number from 0 to 1')).min(0, takes('a number from 0 to 1')).max(1, takes('a number from 0 to 1'))
const seconds = z.number(takes('a number of seconds, 0 or more')).min(0, takes('a number of seconds, 0 or more'))
const list = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item, takes('a list'))
    .max(max, takes(`at most ${max} values`))
    .default([])

const id = idSchema.meta({ description: 'A video or channel id, percent-encoded in addresses.' })
const languageTag = z.string().refine((tag) => languageKey(tag) !== undefined, takes('BCP 47 language tags, such as en or zh-Hant'))
const country = z.string().regex(/^[A-Za-z]{2}$/, takes('a country code of two letters (ISO 3166)'))

/** The parameters that every route takes, in the form of a JSON body. */
export const COMMON = {
  limit: whole(1, 100).default(12).meta({ description: 'Items wanted.' }),
  languages: list(languageTag, 20).meta({ description: "Languages wanted first; lower tiers widen them. Default: the seed's." }),
  exclude: list(id, 500).meta({ description: 'Videos that must not appear, nor their duplicates: the watched ones, for example.' }),
  negative: list(id, 100).meta({
    description: 'Videos the viewer did not like: they and their duplicates do not appear, and what is like them falls behind.',
  }),
  diversity: share.optional().meta({
    description:
      'How different from each other the items are: 0 leaves the order as it is, 1 looks for variety alone and takes one item a channel.',
  }),
  maxPerChannel: whole(1, 100).optional().meta({ description: "Items of one channel at most in a window, in place of the placement's." }),
  freshness: share.optional().meta({ description: 'How much newer videos are preferred among similar ones: 0 not at all.' }),
  channels: list(id, 100).meta({ description: 'Only videos of these channels.' }),
  categories: list(z.string().min(1).max(200), 100).meta({ description: 'Only videos of these categories.' }),
  minDuration: seconds.optional().meta({ description: 'Seconds that a video must last at least.' }),
  maxDuration: seconds.optional().meta({ description: 'Seconds that a video may last at most.' }),
  ageRestricted: z.boolean(takes('true or false')).default(false).meta({ description: 'Whether age-restricted videos may appear.' }),
  region: country.optional().meta({ description: "The viewer's country; only narrows where the service knows it by itself." }),
  placement: z.string().max(100).optional().meta({ description: 'Name of the policy of this spot of the player or site.' }),
  arm: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "A tester's token for an arm of an experiment, as `upnext placement token` makes it." }),
  bucket: whole(0, 99).optional().meta({ description: "The viewer's bucket in experiments." }),
  cursor: z.string().max(8000, takes('a cursor as an answer gave it')).optional().meta({ description: 'Goes on after an earlier answer.' }),
  fields: z
    .array(z.enum(ITEM_FIELDS, takes(`any of ${ITEM_FIELDS.join(', ')}`)), takes('a list'))
    .optional()
    .meta({ description: 'What items tell beside their id. Default: all.' }),
}

/** Seeds of a watch history. */
export const POSITIVE = {
  positive: list(id, 50).meta({ description: 'What the viewer watched or liked, most recent first. None: the newest videos.' }),
}

const TEXT_FAULT = takes('a text of 1 to 2,000 characters')

export const TEXT = {
  text: z
    .string(TEXT_FAULT)
    .trim()
    .min(1, TEXT_FAULT)
    .max(2000, TEXT_FAULT)
    .meta({ description: 'What is searched for, in any language.' }),
  avoidText: z
    .string(TEXT_FAULT)
    .trim()
    .min(1, TEXT_FAULT)
    .max(2000, TEXT_FAULT)
    .optional()
    .meta({ description: 'What the results should not be about: videos like it fall behind.' }),
}
