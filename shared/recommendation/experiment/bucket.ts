import { hash } from 'node:crypto'
import { BUCKETS } from './experiment-schema.ts'

/** Hexadecimal digits read: of 48 bits no bucket gets more than its share by the remainder. */
const DIGITS = 12

/**
 * The bucket (0 to 99) of a viewer, for the parameter `bucket`: of the sha256 of the id that player or site have, so that any of them makes the same
 * one and the id itself never leaves them.
 */
export function bucketOf(viewer: string): number {
  return Number.parseInt(hash('sha256', viewer).slice(0, DIGITS), 16) % BUCKETS
}
