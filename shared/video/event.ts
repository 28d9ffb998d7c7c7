import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { idSchema } from './id.ts'
import { languageKey } from './language.ts'

/** versions are integers 0 <= v < 2^53, so that every store and JSON parser keeps them exact. */
const version = z.int().min(0)
const text = z.string().transform(cleanText)
/** RFC 3339 allows small letters and leap seconds, which other parsers refuse. */
const instant = z.preprocess(
  (value) => (typeof value === 'string' ? value.toUpperCase().replace(/(T\d\d:\d\d):60/, '$1:59') : value),
  z.iso.datetime({ offset: true }),
)
const language = z.string().refine((tag) => languageKey(tag) !== undefined, 'is not a BCP 47 language tag')
const region = z
  .string()
  .regex(/^[A-Za-z]{2}$/, 'is not an ISO 3166 country code')
  .toUpperCase()
const count = z.number().min(0)

/** A transcript as text; Whisper's JSON may come as an object and is kept as the text of it. */
const transcriptText = z.union([text, z.record(z.string(), z.unknown()).transform(toJson)])

const transcriptFields = z
  .object({
    language: language.optional(),
    text: transcriptText.optional(),
    uri: text.pipe(z.string().min(1)).optional(),
    format: z.enum(['text', 'vtt', 'srt', 'whisper-json']).default('text'),
    source: z.enum(['asr', 'uploader']).default('uploader'),
  })
  .refine(({ text, uri }) => (text === undefined) !== (uri === undefined), 'takes either text or uri')

const transcriptSchema = z.preprocess(withoutNulls, transcriptFields)

const regionsSchema = z.preprocess(
  withoutNulls,
  z.object({ allowed: z.array(region).optional(), blocked: z.array(region).optional() }).transform(({ allowed, blocked }, context) => {
    if (allowed !== undefined && blocked === undefined) return { allowed }
    if (blocked !== undefined && allowed === undefined) return { blocked }
    context.issues.push({ code: 'custom', message: 'takes either allowed or blocked', input: undefined })
    return z.NEVER
  }),
)

const videoFields = z
  .object({
    id: idSchema,
    version,
    title: text.default(''),
    description: text.default(''),
    tags: z.array(text).default([]),
    tagsSource: z.enum(['auto', 'uploader']).default('uploader'),
    transcript: transcriptSchema.optional(),
    language: language.optional(),
    channelId: idSchema.optional(),
    category: text.optional(),
    durationSeconds: count.optional(),
    publishedAt: instant.default('1970-01-01T00:00:00Z'),
    availableFrom: instant.optional(),
    availableUntil: instant.optional(),
    visibility: z.enum(['public', 'unlisted', 'private']).default('public'),
    recommendable: z.boolean().default(true),
    embeddable: z.boolean().default(true),
    moderation: z.enum(['approved', 'pending', 'blocked']).default('approved'),
    ageRestricted: z.boolean().default(false),
    madeForKids: z.boolean().default(false),
    regions: regionsSchema.optional(),
    thumbnailUrl: text.optional(),
    url: text.optional(),
    sourceUrl: text.optional(),
    views: count.optional(),
  })
  .refine((video) => video.title.trim() !== '' || video.transcript !== undefined, 'needs a title or a transcript')

/** Many publishers write null or an empty text for what they do not know: the same as leaving the field out. */
const videoSchema = z.preprocess(withoutBlanks, videoFields)

const eventFields = z.discriminatedUnion('type', [
  z.object({ type: z.literal('video.upserted'), video: videoSchema }),
  z.object({ type: z.literal('video.deleted'), id: idSchema, version }),
  z.object({ type: z.literal('video.signals'), id: idSchema, measuredAt: instant, views: count, watchSeconds: count.optional() }),
  z.object({ type: z.literal('channel.updated'), id: idSchema, version, suspended: z.boolean() }),
])

const eventSchema = z.preprocess(withoutNulls, eventFields)

/** A video as its uploader and platform describe it, defaults filled in, unknown fields left out. */
export type Video = z.output<typeof videoSchema>
export type Transcript = z.output<typeof transcriptSchema>
export type VideoEvent = z.output<typeof eventSchema>
export type VideoUpserted = Extract<VideoEvent, { type: 'video.upserted' }>
export type VideoDeleted = Extract<VideoEvent, { type: 'video.deleted' }>
export type VideoSignals = Extract<VideoEvent, { type: 'video.signals' }>
export type ChannelUpdated = Extract<VideoEvent, { type: 'channel.updated' }>

/**
 * An event from parsed JSON.
 * @throws UpnextError `invalid-event` that lists every faulty field. Values are not repeated: they may be personal.
 */
export function parseEvent(json: unknown): VideoEvent {
  const result = eventSchema.safeParse(json)
  if (result.success) return result.data
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'event'}: ${issue.message}`)
  throw new UpnextError('invalid-event', `The event does not fit the schema: ${faults.join('; ')}`, {
    fix: 'Correct the named fields at the publisher, then replay the message from quarantine.',
    cause: result.error,
  })
}

function withoutNulls(value: unknown): unknown {
  return without(value, (field) => field === null)
}

function withoutBlanks(value: unknown): unknown {
  return without(value, (field) => field === null || field === '')
}

function without(value: unknown, isMissing: (field: unknown) => boolean): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, field]) => !isMissing(field)))
}

/** An object as JSON text: what is nested too deep for that can be read by nobody. */
function toJson(value: object, context: z.RefinementCtx): string {
  try {
    return JSON.stringify(value)
  } catch {
    context.addIssue({ code: 'custom', message: 'is nested too deep' })
    return z.NEVER
  }
}

/** Well-formed text without NUL, which no store and no tokenizer takes. */
function cleanText(value: string): string {
  return value.toWellFormed().replaceAll('\0', ' ')
}
