import { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { digestOf } from '#shared/video/document.ts'
import { languageKey } from '#shared/video/language.ts'
import { COMMON, POSITIVE, TEXT } from './parameters.ts'

const requestSchema = z.strictObject({ ...COMMON, ...POSITIVE, text: TEXT.text.optional(), avoidText: TEXT.avoidText })

/** Validated parameters of any route. */
export type Parameters = Omit<z.output<typeof requestSchema>, 'positive'> & { readonly positive?: string[] }

/** What is asked for, whichever way it came. Lists that are sets are sorted and without repeats; languages are `languageKey`s. */
export type RecommendRequest = Readonly<z.output<typeof requestSchema>> & { readonly placement: string }

/**
 * The canonical form of validated parameters: equal wishes become equal requests.
 * @param placement Where the parameters name none.
 * @throws UpnextError `invalid-request` for fields that contradict each other.
 */
export function toRequest(input: Parameters, placement: string): RecommendRequest {
  if ((input.minDuration ?? 0) > (input.maxDuration ?? Infinity)) {
    throw new UpnextError('invalid-request', 'minDuration takes a number of seconds that is no greater than maxDuration', {
      field: 'minDuration',
    })
  }
  return {
    ...input,
    placement: input.placement ?? placement,
    positive: unique(input.positive ?? []),
    languages: asSet(input.languages.map((tag) => languageKey(tag) ?? tag)),
    exclude: asSet(input.exclude),
    negative: asSet(input.negative),
    channels: asSet(input.channels),
    categories: asSet(input.categories),
    region: input.region?.toUpperCase(),
  }
}

/**
 * A request from parameters that nobody validated yet, defaults filled in.
 * @throws UpnextError `invalid-request` that lists every fault.
 */
export function parseRequest(parameters: unknown, placement: string): RecommendRequest {
  const result = requestSchema.safeParse(parameters)
  if (result.success) return toRequest(result.data, placement)
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())
  const field = result.error.issues[0]?.path.join('.')
  throw new UpnextError('invalid-request', faults.join('; '), { cause: result.error, ...(field && { field }) })
}

/** sha256 (hex) of what a request asks for: the same for every page and page size of it. */
export function requestDigest(request: RecommendRequest): string {
  return digestOf({ ...request, cursor: undefined, limit: undefined, fields: undefined })
}

function asSet(values: readonly string[]): string[] {
  return unique(values).sort()
}

function unique(values: readonly string[]): string[] {
  return Array.from(new Set(values))
}
