import type { z } from 'zod'
import { UpnextError } from '#shared/errors.ts'
import { digestOf } from '#shared/video/document.ts'
import { languageKey } from '#shared/video/language.ts'
import type { COMMON, POSITIVE } from './parameters.ts'

type Fields = z.output<z.ZodObject<typeof COMMON & typeof POSITIVE>> & { readonly text?: string }

/** Validated parameters of any route. */
export type Parameters = Omit<Fields, 'positive'> & { readonly positive?: string[] }

/** What is asked for, whichever way it came. Lists that are sets are sorted and without repeats; languages are `languageKey`s. */
export type RecommendRequest = Readonly<Fields> & { readonly placement: string }

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
