import { hash } from 'node:crypto'
import type { Context } from 'hono'
import type { Answer } from '#shared/recommendation/answer.ts'
import { VIEWER_HEADER } from './audience.ts'

/** Seconds that an answer may be kept: a take-down reaches caches no later. */
const MAX_AGE = 30
/** A degraded answer should be replaced soon after the index is back. */
const DEGRADED_MAX_AGE = 5

/** A strong validator: the digest of the body. */
export function etagOf(body: string): string {
  return `"${hash('sha256', body, 'base64url').slice(0, 27)}"`
}

/** Whether the caller has this very answer already (If-None-Match). */
export function isKnown(c: Context, etag: string): boolean {
  const known = c.req.header('If-None-Match')
  if (known === undefined) return false
  return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** Headers of an answer that is the same for everyone, or for one viewer alone. */
export function cacheHeaders(
  answer: Answer,
  options: { readonly personal: boolean; readonly regionHeader: string },
): Record<string, string> {
  const vary = [VIEWER_HEADER, options.regionHeader].filter((name) => name !== '').join(', ')
  if (options.personal) return { 'Cache-Control': 'private, no-store', Vary: vary }
  return { 'Cache-Control': `public, max-age=${answer.fill.degraded ? DEGRADED_MAX_AGE : MAX_AGE}`, Vary: vary }
}
