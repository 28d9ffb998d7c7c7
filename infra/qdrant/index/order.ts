import type { Order } from '#shared/video/order.ts'
import type { Clock } from '../conditions.ts'
import { KEY } from '../keys.ts'

const HEX_DIGITS = 13

/**
 * A number that compares as digests do, for conditions, which compare numbers only: the first 52 bits, which a double holds exactly.
 * Two bodies of one version that agree in all 52 would keep whichever came first: one pair in 4.5e15.
 */
export function digestRank(digest: string): number {
  return Number.parseInt(digest.slice(0, HEX_DIGITS).padEnd(HEX_DIGITS, '0'), 16)
}

/** The clock of a point. */
export function clockOf({ version, deleted, digest }: Order): Clock {
  return [
    [KEY.version, version],
    [KEY.deleted, Number(deleted)],
    [KEY.digestRank, digestRank(digest)],
  ]
}
