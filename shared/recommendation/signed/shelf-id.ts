import { digestOf } from '#shared/video/document.ts'
import type { RecommendRequest } from '../request/request.ts'
import { requestDigest } from '../request/request.ts'
import type { Signer } from './signer.ts'

/** What makes a shelf the same shelf. */
export interface ShelfIdentity {
  readonly request: RecommendRequest
  readonly collection: string
  /** Of the experiment, if any. */
  readonly arm: string | null
  /** Epoch milliseconds of the quarter hour. */
  readonly quarterHour: number
  readonly items: readonly { readonly id: string; readonly tier: string }[]
}

/** The id of a shelf: the same for the same answer, so that caches may keep it, and signed, so that feedback can tell it from an invention. */
export function shelfIdOf(signer: Signer, { request, items, ...rest }: ShelfIdentity): string {
  const identity = { ...rest, request: requestDigest(request), items: items.map(({ id, tier }) => [id, tier]) }
  return signer.seal(Buffer.from(digestOf(identity), 'hex').subarray(0, 16))
}
