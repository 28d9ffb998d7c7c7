import { UpnextError } from '#shared/errors.ts'
import type { Listed } from '#shared/index/video-index.ts'
import { requestDigest } from '../request/request.ts'
import type { RecommendRequest } from '../request/request.ts'
import { marksOf } from './marks.ts'
import type { Signer } from './signer.ts'

const DIGEST_BYTES = 12
const MARK_BYTES = 3
/** 450 to 900 items: beyond that there is no further page, or the cursor would outgrow an address. */
const MAX_MARKS = 1800

/** The cursor after a page, or undefined where it ends. It holds what was shown, not a place in a list: the catalogue may change. */
export function nextCursor(
  signer: Signer,
  request: RecommendRequest,
  shown: ReadonlySet<number>,
  page: readonly Listed[],
): string | undefined {
  const marks = Array.from(new Set([...shown, ...page.flatMap(marksOf)]))
  return marks.length > MAX_MARKS ? undefined : signer.seal(Buffer.concat([shortDigest(request), packed(marks)]))
}

/**
 * The marks of all that earlier pages showed.
 * @throws UpnextError `invalid-request` for a cursor that was changed, or that another request gave.
 */
export function shownBefore(signer: Signer, request: RecommendRequest): ReadonlySet<number> {
  if (request.cursor === undefined) return new Set()
  const bytes = signer.open(request.cursor)
  if (bytes === undefined) throw fault('takes a cursor as an answer gave it, unchanged')
  if (!bytes.subarray(0, DIGEST_BYTES).equals(shortDigest(request))) throw fault('takes the cursor of an answer to this very request')
  return new Set(unpacked(bytes.subarray(DIGEST_BYTES)))
}

function shortDigest(request: RecommendRequest): Buffer {
  return Buffer.from(requestDigest(request), 'hex').subarray(0, DIGEST_BYTES)
}

function packed(marks: readonly number[]): Buffer {
  const bytes = Buffer.alloc(marks.length * MARK_BYTES)
  marks.forEach((mark, i) => bytes.writeUIntBE(mark, i * MARK_BYTES, MARK_BYTES))
  return bytes
}

function unpacked(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / MARK_BYTES }, (_, i) => bytes.readUIntBE(i * MARK_BYTES, MARK_BYTES))
}

function fault(what: string): UpnextError {
  return new UpnextError('invalid-request', `cursor ${what}`, { field: 'cursor', fix: 'Start again without a cursor.' })
}
